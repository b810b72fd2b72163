package dev.belay.drivers.service;

import dev.belay.driver.Arguments;
import dev.belay.driver.Fact;
import dev.belay.driver.Target;
import dev.belay.driver.Work;
import dev.belay.expr.Value;
import dev.belay.plan.Resource;
import dev.belay.plan.WayBack;
import dev.belay.value.Failure;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** A declared service, as its steps see it: a record of plain values. */
sealed interface Service permits ProcessService, CommandService {

    /** As scripts call it. */
    String name();

    /** The technology by which it is declared. */
    String technology();

    /** What tells that it serves, not only runs. */
    Optional<Health> health();

    /** The file that names its process, where there is one. */
    Optional<PidFile> process();

    /** The fact that tells whether it is active; empty where only a command of the script can tell, which no preview runs. */
    Optional<Fact<Boolean>> active();

    /** Asks whether it is active. */
    boolean isActive(Work work);

    /**
     * Begins to start it.
     *
     * @throws Failure where it ends at once
     */
    Starting begin(Work work, Duration timeout);

    /**
     * Stops it and waits for its end.
     *
     * @param force whether it is killed once the timeout is over
     * @throws Failure where it did not end
     */
    void end(Work work, Duration timeout, boolean force);

    /** Something that was started, and can be asked what it said since. */
    interface Starting {
        /** The last lines that it printed since it was started; empty where nobody knows. */
        String lastLines();
    }

    /** What its steps may touch. */
    default Target target() {
        return Target.service(name());
    }

    /** A step on this service. */
    default WayBack.Deed deed(String verb, Map<String, Value> options) {
        Map<String, Value> arguments = new java.util.LinkedHashMap<>(options);
        arguments.put("subject", new Value.Resource("service", name()));
        return new WayBack.Deed(verb + "/" + technology(), arguments, verb + " " + name());
    }

    /** The service that a step is about. */
    static Service of(Arguments arguments) {
        return of(arguments.resource("subject", "service"));
    }

    /** A declared service. */
    static Service of(Resource resource) {
        return switch (resource.technology()) {
            case ProcessService.TECHNOLOGY -> ProcessService.of(resource);
            case CommandService.TECHNOLOGY -> CommandService.of(resource);
            default ->
                throw Failure.wrong("the service '" + resource.name() + "' is declared by " + resource.technology());
        };
    }
}
