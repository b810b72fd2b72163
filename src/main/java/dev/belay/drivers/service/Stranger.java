package dev.belay.drivers.service;

import dev.belay.driver.Fact;
import dev.belay.driver.Probe;
import dev.belay.driver.Target;
import dev.belay.host.HostReader;
import dev.belay.host.HostReader.ProcessInfo;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Who answers where a service should answer that does not run: a health check would believe that stranger. Empty where nobody
 * answers, or the service itself does.
 */
record Stranger(PidFile pidfile, Health health) implements Fact<Optional<String>> {

    /** What any service that stops may change. */
    static final Target ADDRESSES = Target.every("address");

    /** The fact for a service that a pid file names and a health check asks; of another nobody can tell. */
    static Optional<Stranger> of(Service service) {
        return service.health().flatMap(health -> service.process().map(pidfile -> new Stranger(pidfile, health)));
    }

    @Override
    public Optional<String> read(Probe world) {
        HostReader host = world.host();
        boolean stranger = pidfile.process(host).isEmpty() && health.holds(host);
        return stranger ? Optional.of(described(host)) : Optional.empty();
    }

    private String described(HostReader host) {
        return health.localPort().map(host::listeners).stream()
                .flatMap(processes -> processes.stream().limit(1))
                .map(Stranger::named)
                .collect(Collectors.joining(", "));
    }

    /** {@code process 812, python3 app.py}. */
    static String named(ProcessInfo process) {
        return "process " + process.pid() + ", " + process.command();
    }

    /** The sentence that refuses to start beside it. */
    String refusal(String service, String who) {
        return "something else already answers at " + health + (who.isEmpty() ? "" : " (" + who + ")") + ", and "
                + pidfile.path() + " names no running process of " + service
                + ": stop it, or correct the pid file";
    }

    @Override
    public Target target() {
        return new Target(ADDRESSES.kind(), health.toString());
    }

    @Override
    public String subject() {
        return health.toString();
    }

    @Override
    public String show(Optional<String> who) {
        return who.map(named -> "answered by something else").orElse("");
    }
}
