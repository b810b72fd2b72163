package dev.belay.drivers.check;

import dev.belay.driver.Action;
import dev.belay.driver.Back;
import dev.belay.driver.Fact;
import dev.belay.driver.Forecast;
import dev.belay.driver.Result;
import dev.belay.driver.Target;
import dev.belay.driver.Work;
import dev.belay.plan.Again;
import dev.belay.value.Failure;
import java.util.List;
import java.util.Optional;

/** Something that must hold before anything changes: asked when previewing, and again when it is its turn. */
interface Requirement extends Action {

    /** Where facts come from: a forecast, or the world as it is. */
    interface Facts {
        /** The value of a fact. */
        <T> T now(Fact<T> fact);
    }

    /** What does not hold, and what to do, in one sentence; empty where all holds. */
    Optional<String> unmet(Facts facts);

    @Override
    default void predict(Forecast forecast) {
        forecast.again(Again.IDEMPOTENT);
        forecast.back(new Back.Nothing());
        forecast.checks();
        unmet(forecast::now).ifPresent(forecast::unmet);
    }

    @Override
    default Result apply(Work work) {
        unmet(work::read).ifPresent(what -> {
            throw Failure.unmet(what);
        });
        return Result.none();
    }

    @Override
    default List<Target> touches() {
        return List.of();
    }
}
