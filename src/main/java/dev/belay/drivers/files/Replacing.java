package dev.belay.drivers.files;

import dev.belay.driver.Action;
import dev.belay.driver.Forecast;
import dev.belay.driver.Target;
import dev.belay.driver.Work;
import java.util.List;

/** A step that puts something new at one path, or nothing, and keeps what was there until the run is accepted. */
interface Replacing extends Action {

    /** The path that is replaced. */
    Place replaced();

    /** The names by which this step will replace it. */
    default Swap swap(Forecast forecast) {
        return Swap.of(replaced(), forecast.run(), forecast.keep());
    }

    /** The names by which this step replaces it. */
    default Swap swap(Work work) {
        return Swap.of(replaced(), work.run(), work.keep());
    }

    @Override
    default void discard(Work work) {
        swap(work).discard(work.files(replaced().context()));
    }

    @Override
    default void accept(Work work) {
        swap(work).accept(work.files(replaced().context()));
    }

    @Override
    default List<Target> touches() {
        return List.of(replaced().target());
    }
}
