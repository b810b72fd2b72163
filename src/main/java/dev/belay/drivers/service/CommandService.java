package dev.belay.drivers.service;

import dev.belay.catalog.Option;
import dev.belay.catalog.Options;
import dev.belay.catalog.Technology;
import dev.belay.driver.Arguments;
import dev.belay.driver.Fact;
import dev.belay.driver.Shell;
import dev.belay.driver.Work;
import dev.belay.expr.Type;
import dev.belay.expr.Value;
import dev.belay.host.Context;
import dev.belay.plan.Resource;
import dev.belay.value.DurationText;
import dev.belay.value.Failure;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A service that commands start and stop. Whether it is active is told by its pid file or its health; by its status command only
 * while a step is applied, since a preview runs no command of a script.
 */
record CommandService(
        String name,
        String start,
        String stop,
        Optional<String> status,
        Context context,
        Optional<PidFile> pidfile,
        Optional<Health> health)
        implements Service {

    static final String TECHNOLOGY = "command";

    private static final Set<String> KEYS = Set.of("start", "stop", "status");

    /** How such a service is declared. */
    static Technology declared() {
        return new Technology(
                "service",
                TECHNOLOGY,
                new Type.MapOf(Type.SHELL),
                List.of(
                        Option.of("pidfile", Type.PATH, "the file in which it keeps the number of its process"),
                        Option.of("health", ProcessService.HEALTH, ProcessService.HEALTH_DOC),
                        Options.AS,
                        Options.DIR,
                        Options.PATH,
                        Options.ENV),
                List.of(),
                "A service that commands start and stop. A command 'status' that exits with 0 while it is active, 'pidfile' or"
                        + " 'health' tells whether it is active; a preview looks at the latter two only.",
                "service 'worker', command: [start: 'ctl start', stop: 'ctl stop', status: 'ctl status']");
    }

    static CommandService of(Resource resource) {
        Arguments declared = ProcessService.arguments(resource, declared());
        Map<String, Value> commands = declared.entries(TECHNOLOGY);
        if (!KEYS.containsAll(commands.keySet()) || !commands.containsKey("start") || !commands.containsKey("stop")) {
            throw Failure.wrong("service '" + resource.name()
                    + "': command: takes start: and stop:, and status:; found " + String.join(", ", commands.keySet()));
        }
        Context context = declared.context();
        CommandService service = new CommandService(
                resource.name(),
                Arguments.text(commands.get("start")),
                Arguments.text(commands.get("stop")),
                Optional.ofNullable(commands.get("status")).map(Arguments::text),
                context,
                declared.optionalText("pidfile").map(path -> new PidFile(context.absolute(path), context.user())),
                declared.find("health").map(Health::of));
        if (service.status.isEmpty() && service.active().isEmpty()) {
            throw Failure.wrong(
                    "nothing tells whether the service '" + resource.name() + "' is active",
                    "give its declaration a pidfile:, a health: or a status command");
        }
        return service;
    }

    @Override
    public String technology() {
        return TECHNOLOGY;
    }

    @Override
    public Optional<PidFile> process() {
        return pidfile;
    }

    @Override
    public Optional<Fact<Boolean>> active() {
        return pidfile.<Fact<Boolean>>map(file -> new Running(name, file))
                .or(() -> health.map(answers -> new Answering(name, answers)));
    }

    @Override
    public boolean isActive(Work work) {
        return active().map(work::read)
                .orElseGet(() -> work.host()
                        .ask(Shell.command(status.orElse("false"), context))
                        .ok());
    }

    @Override
    public Starting begin(Work work, Duration timeout) {
        String said = work.must(Shell.command(start, context).timeout(timeout)).output();
        if (!work.await(timeout, () -> isActive(work))) {
            throw Failure.failed(name + " is not active " + DurationText.about(timeout)
                    + " after its start command came to its end"
                    + ProcessService.said(said.strip()));
        }
        return () -> said.strip();
    }

    @Override
    public void end(Work work, Duration timeout, boolean force) {
        if (!isActive(work)) {
            return;
        }
        work.must(Shell.command(stop, context).timeout(timeout));
        if (!work.await(timeout, () -> !isActive(work))) {
            throw Failure.failed(
                    name + " is still active " + DurationText.about(timeout)
                            + " after its stop command came to its end",
                    "look what it waits for, and resume");
        }
    }
}
