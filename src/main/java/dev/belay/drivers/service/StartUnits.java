package dev.belay.drivers.service;

import dev.belay.catalog.Effect;
import dev.belay.catalog.Form;
import dev.belay.catalog.Options;
import dev.belay.catalog.Subject;
import dev.belay.driver.Action;
import dev.belay.driver.Arguments;
import dev.belay.driver.Back;
import dev.belay.driver.Forecast;
import dev.belay.driver.Operation;
import dev.belay.driver.Resolving;
import dev.belay.driver.Result;
import dev.belay.driver.Standing;
import dev.belay.driver.Target;
import dev.belay.driver.Work;
import dev.belay.host.Command;
import dev.belay.host.Completed;
import dev.belay.plan.Again;
import dev.belay.value.DurationText;
import dev.belay.value.Failure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * {@code start 'web'}: starts the units of a managed service in order, and waits until all are active.
 *
 * @param units which of them
 * @param timeout how long it may take
 * @param touched what the service changes when it starts, such as the database that it migrates
 */
record StartUnits(ManagedService service, List<String> units, Duration timeout, List<Target> touched)
        implements Action {

    /** A unit that lives so long counts as started; many managers call one active that is about to fail. */
    private static final Duration SETTLED = Duration.ofSeconds(2);

    /** An application that starts may make or change its databases. */
    private static final Target DATABASES = Target.every("database");

    static Operation operation(String technology) {
        Form form = Form.of("start", Subject.resource("service"))
                .technology(technology)
                .option(Options.TIMEOUT.standard(ManagedService.STANDARD))
                .option(StopUnits.UNITS, Start.TOUCHES)
                .worst(Effect.REVERSIBLE)
                .doc(
                        "Starts the units of a service in order, and waits until all are active and its health check answers."
                                + " What is active stays as it is; an undo stops only what was started.")
                .example("start 'web', timeout: 2.minutes")
                .form();
        return new Operation(form, StartUnits::of);
    }

    private static Action of(Arguments arguments) {
        ManagedService service = ManagedService.of(arguments);
        return new StartUnits(
                service, service.units(arguments), arguments.duration("timeout"), Start.touched(arguments));
    }

    @Override
    public void predict(Forecast forecast) {
        forecast.again(Again.IDEMPOTENT);
        forecast.back(Start.back(service.deed("stop", units), touched, false));
        List<String> started = new ArrayList<>();
        for (Unit unit : Units.of(service, units, forecast)) {
            UnitActive active = new UnitActive(service, unit.name());
            if (!forecast.now(active)) {
                started.add(unit.name());
                sayBefore(unit, forecast);
                if (unit.runsToItsEnd()) {
                    forecast.remark(unit.name() + " does its work and ends");
                    forecast.disturbs(active);
                } else {
                    forecast.becomes(active, true);
                    service.starts(unit, forecast);
                }
            }
        }
        if (started.isEmpty()) {
            forecast.back(new Back.Nothing());
            service.health()
                    .filter(health -> units.equals(service.units()))
                    .ifPresent(health -> forecast.becomes(new Answering(service.name(), health), true));
        } else {
            forecast.back(Start.back(service.deed("stop", started), touched, false));
            forecast.disturbs(DATABASES);
            touched.forEach(forecast::disturbs);
            forecast.disturbs(Stranger.ADDRESSES);
        }
    }

    /** What hinders a start, and what should be known before it. */
    static void sayBefore(Unit unit, Forecast forecast) {
        if (unit.missing().isEmpty()) {
            unit.barred().ifPresent(forecast::unmet);
        }
        if (unit.state() == Unit.State.FAILED) {
            forecast.remark(unit.line());
        }
        unit.remarks().forEach(forecast::remark);
    }

    @Override
    public List<Target> touches() {
        return Stream.concat(Stream.of(service.target(), DATABASES, Stranger.ADDRESSES), touched.stream())
                .toList();
    }

    /** A service that ended again may have changed what it touches before it did. */
    @Override
    public Standing resolve(Resolving world) {
        Standing standing = world.compare();
        return touched.isEmpty() || standing == Standing.DONE ? standing : Standing.PARTIAL;
    }

    @Override
    public Result apply(Work work) {
        for (List<String> group : order(service, service.look(work.host(), units))) {
            told(service.start(work.host(), group), group, work);
        }
        awaitActive(work);
        return Result.none();
    }

    /** What is to be started, in order: what is not active. */
    static List<List<String>> order(ManagedService service, List<Unit> told) {
        List<String> resting =
                told.stream().filter(unit -> !unit.active()).map(Unit::name).toList();
        return resting.isEmpty() ? List.of() : service.groups(resting);
    }

    /** Gives the manager a command to start or restart units, and looks how that ended. */
    void told(Command command, List<String> group, Work work) {
        Completed completed = work.run(command.timeout(timeout));
        if (work.stopping()) {
            throw Failure.failed("stopped while " + service.name() + " was starting");
        }
        if (completed.timedOut()) {
            throw late(work);
        }
        if (!completed.ok()) {
            List<Unit> told = service.look(work.host(), group);
            Unit first =
                    told.stream().filter(unit -> !unit.active()).findFirst().orElse(told.get(0));
            throw Failure.failed(first.name() + " did not start: " + firstLine(completed.output()) + " (exit "
                    + completed.exit() + ")" + said(first, work));
        }
    }

    /** Waits until all units are active and the health check answers, and then a while longer: many die young. */
    void awaitActive(Work work) {
        boolean over = work.await(timeout, () -> fallen(work).isPresent() || (all(work) && serves(work)));
        if (over) {
            work.await(SETTLED, () -> !all(work));
        }
        Optional<Unit> fallen = fallen(work);
        if (fallen.isPresent()) {
            throw Failure.failed(
                    fallen.get().name() + " started and ended: " + fallen.get().told() + said(fallen.get(), work));
        }
        if (!over || !all(work)) {
            throw late(work);
        }
    }

    private boolean all(Work work) {
        return service.look(work.host(), units).stream().allMatch(unit -> unit.active() || unit.runsToItsEnd());
    }

    /** True where the health check holds, which tells of the whole service: while others of its units rest, it is not asked. */
    private boolean serves(Work work) {
        return service.health()
                .filter(health -> units.equals(service.units())
                        || service.look(work.host(), service.units()).stream()
                                .allMatch(unit -> unit.active() || unit.runsToItsEnd()))
                .map(health -> health.holds(work.host()))
                .orElse(true);
    }

    /** A unit that ended by itself. One that runs to its end may rest, if it did not fail. */
    private Optional<Unit> fallen(Work work) {
        return service.look(work.host(), units).stream()
                .filter(unit -> unit.runsToItsEnd() ? unit.state() == Unit.State.FAILED : unit.rests())
                .findFirst();
    }

    private Failure late(Work work) {
        Optional<Unit> first = service.look(work.host(), units).stream()
                .filter(unit -> !unit.active() && !unit.runsToItsEnd())
                .findFirst();
        String within = " after " + DurationText.about(timeout);
        String more = "give it more time: timeout: 5.minutes";
        return first.map(unit -> Failure.failed(
                        unit.name() + " is not active" + within + ": " + unit.told() + said(unit, work), more))
                .orElseGet(() -> Failure.failed(
                        service.name() + " is active, but "
                                + service.health().map(Health::toString).orElse("it")
                                + " does not answer as it should" + within
                                + service.health()
                                        .flatMap(health -> health.trouble(work.host()))
                                        .map(why -> " (at last: " + why + ")")
                                        .orElse(""),
                        more,
                        "or correct health: of '" + service.name() + "', where it serves elsewhere"));
    }

    private String said(Unit unit, Work work) {
        String lines = service.lastLines(unit.name(), work);
        return lines.isEmpty() ? "" : "; its last lines:\n" + lines.indent(2).stripTrailing();
    }

    private static String firstLine(String output) {
        return output.lines().filter(line -> !line.isBlank()).findFirst().orElse("it said nothing");
    }
}
