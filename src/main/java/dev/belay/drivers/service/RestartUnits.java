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
import dev.belay.plan.Again;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** {@code restart 'web'}: restarts the units of a managed service in order, and waits until all are active. */
record RestartUnits(ManagedService service, List<String> units, Duration timeout, List<Target> touched)
        implements Action {

    static Operation operation(String technology) {
        Form form = Form.of("restart", Subject.resource("service"))
                .technology(technology)
                .option(Options.TIMEOUT.standard(ManagedService.STANDARD))
                .option(StopUnits.UNITS, Start.TOUCHES)
                .worst(Effect.REVERSIBLE)
                .doc(
                        "Restarts the units of a service in order, and waits until all are active and its health check answers;"
                                + " what was inactive starts. An undo restarts it again, so that it runs what was there before.")
                .example("restart 'web'")
                .form();
        return new Operation(form, RestartUnits::of);
    }

    private static Action of(Arguments arguments) {
        ManagedService service = ManagedService.of(arguments);
        return new RestartUnits(
                service, service.units(arguments), arguments.duration("timeout"), Start.touched(arguments));
    }

    @Override
    public void predict(Forecast forecast) {
        forecast.again(Again.IDEMPOTENT);
        forecast.back(touched.isEmpty() ? new Back.Redo() : Start.back(service.deed("stop", units), touched, true));
        touched.forEach(forecast::disturbs);
        List<String> inactive = new ArrayList<>();
        List<Unit> told = Units.of(service, units, forecast);
        for (Unit unit : told) {
            UnitActive active = new UnitActive(service, unit.name());
            boolean runs = forecast.now(active);
            StartUnits.sayBefore(unit, forecast);
            forecast.disturbs(active);
            if (runs) {
                forecast.remark(unit.name() + " is active: it stops and starts");
            } else {
                inactive.add(unit.name());
                forecast.remark(unit.name() + " is inactive: it starts");
            }
            if (!unit.runsToItsEnd()) {
                forecast.becomes(active, true);
                service.starts(unit, forecast);
            }
        }
        forecast.disturbs(Stranger.ADDRESSES);
        if (inactive.size() == told.size()) {
            forecast.back(Start.back(service.deed("stop", units), touched, false));
        }
    }

    @Override
    public List<Target> touches() {
        return Stream.concat(Stream.of(service.target(), Stranger.ADDRESSES), touched.stream())
                .toList();
    }

    @Override
    public Result apply(Work work) {
        StartUnits start = new StartUnits(service, units, timeout, touched);
        for (List<String> group : service.groups(units)) {
            start.told(service.restart(work.host(), group), group, work);
        }
        start.awaitActive(work);
        return Result.none();
    }

    /** A restarted service looks like one that was never stopped; to restart it once more does no harm. */
    @Override
    public Standing resolve(Resolving world) {
        return Standing.PARTIAL;
    }
}
