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
import dev.belay.expr.Value;
import dev.belay.host.Context;
import dev.belay.plan.Again;
import dev.belay.value.SecretText;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code stop 'app'}: stops a service and waits for its end.
 *
 * @param timeout how long it may take to end
 * @param force whether it is killed after that
 */
record Stop(Service service, Duration timeout, boolean force) implements Action {

    private static final String INACTIVE = "/inactive";

    static Operation operation(String technology) {
        Form.Builder form = Form.of("stop", Subject.resource("service"))
                .technology(technology)
                .option(Options.TIMEOUT.standard(Start.STANDARD))
                .worst(Effect.REVERSIBLE)
                .doc(
                        "Stops a service and waits for its end. One that is not active stays as it is, and an undo leaves it so.")
                .example("stop 'app', timeout: 2.minutes");
        if (technology.equals(ProcessService.TECHNOLOGY)) {
            form.option(Option.of("force", Type.BOOL, "kill it once the timeout is over, instead of failing"));
        }
        return new Operation(form.form(), Stop::of);
    }

    private static Action of(Arguments arguments) {
        return new Stop(Service.of(arguments), arguments.duration("timeout"), arguments.flag("force"));
    }

    @Override
    public void predict(Forecast forecast) {
        forecast.again(Again.IDEMPOTENT);
        Optional<Fact<Boolean>> active = service.active();
        if (active.isEmpty()) {
            Value unless = Value.of(forecast.keep() + INACTIVE);
            forecast.back(new Back.Steps(List.of(service.deed("start", Map.of("unless", unless)))));
            Unforeseen.of(service, "stop", forecast);
            return;
        }
        forecast.back(new Back.Steps(List.of(service.deed("start", Map.of()))));
        if (!forecast.now(active.get())) {
            forecast.back(new Back.Nothing());
        } else {
            forecast.disturbs(Stranger.ADDRESSES);
        }
        forecast.becomes(active.get(), false);
    }

    /** A service that is active still may have been told to end, and ends later. */
    @Override
    public Standing resolve(Resolving world) {
        boolean ended = service.active().isPresent() && world.compare() == Standing.DONE;
        return ended ? Standing.DONE : Standing.PARTIAL;
    }

    @Override
    public List<Target> touches() {
        return List.of(service.target(), Stranger.ADDRESSES);
    }

    @Override
    public Result apply(Work work) {
        if (service.active().isEmpty()) {
            remember(work);
        }
        boolean active = service.isActive(work);
        service.end(work, timeout, force);
        if (active) {
            Stranger.of(service).ifPresent(left -> Start.fallsSilent(left, work));
        }
        return Result.none();
    }

    /** Leaves a file for the way back where the service was inactive before the first attempt. */
    private void remember(Work work) {
        String active = work.keep() + "/active";
        boolean first = !work.host().read(Context.own()).exists(active);
        if (service.isActive(work)) {
            work.files(Context.own()).write(active, SecretText.plain(""), Optional.of(0600));
        } else if (first) {
            work.files(Context.own()).write(work.keep() + INACTIVE, SecretText.plain(""), Optional.of(0600));
        }
    }
}
