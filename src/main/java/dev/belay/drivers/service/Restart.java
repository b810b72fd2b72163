package dev.belay.drivers.service;

import dev.belay.catalog.Effect;
import dev.belay.catalog.Form;
import dev.belay.catalog.Option;
import dev.belay.catalog.Options;
import dev.belay.catalog.Subject;
import dev.belay.driver.Action;
import dev.belay.driver.Arguments;
import dev.belay.driver.Back;
import dev.belay.driver.Fact;
import dev.belay.driver.Forecast;
import dev.belay.driver.Operation;
import dev.belay.driver.Resolving;
import dev.belay.driver.Result;
import dev.belay.driver.Standing;
import dev.belay.driver.Target;
import dev.belay.driver.Work;
import dev.belay.expr.Type;
import dev.belay.plan.Again;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** {@code restart 'app'}: stops a service where it is active, starts it, and waits until it serves. */
record Restart(Service service, Duration timeout, boolean force, List<Target> touched) implements Action {

    static Operation operation(String technology) {
        Form.Builder form = Form.of("restart", Subject.resource("service"))
                .technology(technology)
                .option(Options.TIMEOUT.standard(Start.STANDARD))
                .option(Start.TOUCHES)
                .worst(Effect.REVERSIBLE)
                .doc(
                        "Stops a service where it is active, starts it, and waits until it serves. An undo restarts it again,"
                                + " so that it runs what was there before.")
                .example("restart 'app'");
        if (technology.equals(ProcessService.TECHNOLOGY)) {
            form.option(Option.of("force", Type.BOOL, "kill it once the timeout is over, instead of failing"));
        }
        return new Operation(form.form(), Restart::of);
    }

    private static Action of(Arguments arguments) {
        return new Restart(
                Service.of(arguments),
                arguments.duration("timeout"),
                arguments.flag("force"),
                Start.touched(arguments));
    }

    @Override
    public void predict(Forecast forecast) {
        forecast.again(Again.IDEMPOTENT);
        forecast.back(touched.isEmpty() ? new Back.Redo() : Start.back(service, touched, true));
        Optional<Fact<Boolean>> active = service.active();
        if (active.isEmpty()) {
            Unforeseen.of(service, "restart", forecast);
            touched.forEach(forecast::disturbs);
            return;
        }
        boolean runs = forecast.now(active.get());
        forecast.disturbs(service.target());
        touched.forEach(forecast::disturbs);
        forecast.disturbs(Stranger.ADDRESSES);
        if (runs) {
            forecast.remark(service.name() + " is active: it stops and starts");
            forecast.becomes(active.get(), true);
        } else {
            Start.refuseStranger(service, forecast);
            forecast.remark(service.name() + " is inactive: it starts");
            forecast.back(Start.back(service, touched, false));
        }
    }

    @Override
    public List<Target> touches() {
        return Stream.concat(Stream.of(service.target(), Stranger.ADDRESSES), touched.stream())
                .toList();
    }

    @Override
    public Result apply(Work work) {
        service.end(work, timeout, force);
        Start.run(service, timeout, work);
        return Result.none();
    }

    /** A restarted service looks like one that was never stopped; to restart it once more does no harm. */
    @Override
    public Standing resolve(Resolving world) {
        return Standing.PARTIAL;
    }
}
