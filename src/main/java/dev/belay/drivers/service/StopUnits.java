package dev.belay.drivers.service;

import dev.belay.catalog.Effect;
import dev.belay.catalog.Form;
import dev.belay.catalog.Option;
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
import dev.belay.expr.Type;
import dev.belay.host.Command;
import dev.belay.host.Completed;
import dev.belay.plan.Again;
import dev.belay.value.DurationText;
import dev.belay.value.Failure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/**
 * {@code stop 'web'}: stops the units of a managed service, the last first, and waits until none runs.
 *
 * @param units which of them
 * @param timeout how long it may take
 * @param force whether they are killed after that
 */
record StopUnits(ManagedService service, List<String> units, Duration timeout, boolean force) implements Action {

    static final Option UNITS = Option.of("units", new Type.ListOf(Type.TEXT), "which of its units; all unless told");

    private static final Duration TO_BE_KILLED = Duration.ofSeconds(10);

    static Operation operation(String technology) {
        Form form = Form.of("stop", Subject.resource("service"))
                .technology(technology)
                .option(Options.TIMEOUT.standard(ManagedService.STANDARD))
                .option(Option.of("force", Type.BOOL, "kill it once the timeout is over, instead of failing"))
                .option(UNITS)
                .worst(Effect.REVERSIBLE)
                .doc(
                        "Stops the units of a service, the last first, and waits until none runs. An undo starts those that were"
                                + " active, and no others.")
                .example("stop 'web', timeout: 2.minutes")
                .form();
        return new Operation(form, StopUnits::of);
    }

    private static Action of(Arguments arguments) {
        ManagedService service = ManagedService.of(arguments);
        return new StopUnits(service, service.units(arguments), arguments.duration("timeout"), arguments.flag("force"));
    }

    @Override
    public void predict(Forecast forecast) {
        forecast.again(Again.IDEMPOTENT);
        forecast.back(new Back.Steps(List.of(service.deed("start", units))));
        List<Unit> told = Units.of(service, units, forecast);
        List<String> wanted = new ArrayList<>();
        for (Unit unit : told) {
            UnitActive active = new UnitActive(service, unit.name());
            if (forecast.now(active)) {
                wanted.add(unit.name());
                sayWhoWakes(unit, told, forecast);
                forecast.disturbs(Stranger.ADDRESSES);
            } else if (!unit.rests() && !unit.active()) {
                forecast.remark(unit.line() + ": it ends");
                forecast.disturbs(active);
                if (unit.state() == Unit.State.ACTIVATING && !unit.runsToItsEnd()) {
                    wanted.add(unit.name());
                }
            }
            forecast.becomes(active, false);
        }
        told.stream().filter(unit -> wanted.contains(unit.name())).forEach(unit -> service.stops(unit, told, forecast));
        forecast.back(wanted.isEmpty() ? new Back.Nothing() : new Back.Steps(List.of(service.deed("start", wanted))));
    }

    /** What is stopped and started again by somebody else would work on what the next steps change. */
    private void sayWhoWakes(Unit unit, List<Unit> stopped, Forecast forecast) {
        for (String waker : unit.wokenBy()) {
            boolean stops = stopped.stream().anyMatch(other -> other.name().equals(waker));
            if (!stops && forecast.now(new UnitActive(service, waker))) {
                String sentence = waker + " is active and starts " + unit.name();
                if (waker.endsWith(".timer")) {
                    forecast.remark(sentence + " again at its time: name it in the service's declaration too");
                } else {
                    forecast.unmet(sentence + " again at the next connection: name it in the declaration of '"
                            + service.name() + "' too");
                }
            }
        }
    }

    /** A unit that is active still may have been told to end, and ends later. */
    @Override
    public Standing resolve(Resolving world) {
        return world.compare() == Standing.DONE ? Standing.DONE : Standing.PARTIAL;
    }

    @Override
    public List<Target> touches() {
        return List.of(service.target(), Stranger.ADDRESSES);
    }

    @Override
    public Result apply(Work work) {
        for (List<String> group : order(service, service.look(work.host(), units))) {
            told(service.stop(work.host(), group), work);
        }
        if (!work.await(timeout, () -> quiet(work))) {
            refuseUnlessForced(work);
        }
        return Result.none();
    }

    /** What is to be stopped, in order: what runs, the last first. */
    static List<List<String>> order(ManagedService service, List<Unit> told) {
        List<String> running = told.stream()
                .filter(unit -> !unit.rests())
                .map(Unit::name)
                .collect(Collectors.toCollection(ArrayList::new));
        Collections.reverse(running);
        return running.isEmpty() ? List.of() : service.groups(running);
    }

    /** True where nothing runs; what was started again meanwhile, as by a socket whose turn came later, is stopped again. */
    private boolean quiet(Work work) {
        List<Unit> told = service.look(work.host(), units);
        told.stream().filter(Unit::active).forEach(unit -> told(service.stop(work.host(), List.of(unit.name())), work));
        return told.stream().allMatch(Unit::rests);
    }

    /** A command whose time is over has told its manager to stop the unit: that goes on, and is waited for no longer. */
    private void told(Command stop, Work work) {
        Completed completed = work.run(stop.timeout(timeout));
        if (!completed.ok() && !completed.timedOut()) {
            throw Failure.failed(stop + " failed (exit " + completed.exit() + "): "
                    + completed.output().strip());
        }
    }

    private void refuseUnlessForced(Work work) {
        List<Unit> left = service.look(work.host(), units).stream()
                .filter(unit -> !unit.rests())
                .toList();
        String which = left.stream().map(Unit::line).collect(Collectors.joining(", "));
        if (!force) {
            throw Failure.failed(
                    service.name() + " did not end within " + DurationText.about(timeout) + ": " + which,
                    "look what it waits for, and resume",
                    "give it more time: timeout: 5.minutes",
                    "have it killed when its time is over: force: true");
        }
        work.say(service.name() + " did not end within " + DurationText.about(timeout) + ": killed");
        work.must(service.kill(work.host(), left.stream().map(Unit::name).toList()));
        if (!work.await(TO_BE_KILLED, () -> quiet(work))) {
            throw Failure.failed(which + ": it does not end, not even when killed");
        }
    }
}
