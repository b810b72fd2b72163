package dev.belay.drivers.check;

import dev.belay.driver.Action;
import dev.belay.driver.Back;
import dev.belay.driver.Forecast;
import dev.belay.driver.Result;
import dev.belay.driver.Target;
import dev.belay.driver.Work;
import dev.belay.plan.Again;
import dev.belay.value.DurationText;
import dev.belay.value.Failure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Something that must hold after the steps before it: asked when it is its turn, again and again until it holds or time is over. */
interface Verification extends Action {

    /** What is wrong, in one sentence; empty where it holds. */
    Optional<String> wrong(Work work);

    /** How long to ask; zero for once. */
    Duration within();

    @Override
    default void predict(Forecast forecast) {
        forecast.again(Again.IDEMPOTENT);
        forecast.back(new Back.Nothing());
        forecast.checks();
    }

    @Override
    default Result apply(Work work) {
        List<String> last = new ArrayList<>();
        boolean holds = work.await(within(), () -> {
            last.clear();
            wrong(work).ifPresent(last::add);
            return last.isEmpty();
        });
        if (!holds) {
            String patience = within().isZero() ? "" : ", after " + DurationText.about(within()) + " of asking";
            throw Failure.failed(String.join("", last) + patience);
        }
        return Result.none();
    }

    @Override
    default List<Target> touches() {
        return List.of();
    }
}
