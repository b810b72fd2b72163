package dev.belay.drivers.data;

import dev.belay.driver.Limit;
import dev.belay.driver.Work;

/** Counts rows that pass; tells of them and looks at the time now and then. Not for several threads. */
final class Pace {

    private static final int EVERY = 10_000;

    private final Work work;
    private final Limit limit;
    private long rows;

    Pace(Work work, Limit limit) {
        this.work = work;
        this.limit = limit;
    }

    /**
     * A row passed.
     *
     * @param what it belongs to, for the message where the time is over
     * @throws dev.belay.value.Failure where it is
     */
    void row(String what) {
        if (++rows % EVERY == 0) {
            limit.check(what);
            work.progress(rows, 0, "rows");
        }
    }
}
