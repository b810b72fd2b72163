package dev.belay.drivers.data;

import dev.belay.driver.Limit;
import dev.belay.driver.Work;
import dev.belay.drivers.data.format.Row;
import dev.belay.value.Headway;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongSupplier;

/** Counts the rows of tables that pass, on one thread or several; tells of them and looks at the time now and then. */
final class Pace {

    private static final int EVERY = 500;
    private static final Duration TOLD = Duration.ofMillis(500);

    private final Work work;
    private final Limit limit;
    private final Map<String, Long> tables;
    private final LongSupplier nanos;
    private final long begun;
    private final long total;
    private final Map<String, Tally> tallies = new HashMap<>();
    private long told;
    private long rows;

    /** @param tables how many rows each has, about; those of which nobody knows it are not among them */
    Pace(Work work, Limit limit, Map<String, Long> tables) {
        this(work, limit, tables, System::nanoTime);
    }

    /** The same with a clock from outside. */
    Pace(Work work, Limit limit, Map<String, Long> tables, LongSupplier nanos) {
        this.work = work;
        this.limit = limit;
        this.tables = Map.copyOf(tables);
        this.nanos = nanos;
        this.begun = nanos.getAsLong();
        this.total = tables.values().stream().mapToLong(Long::longValue).sum();
        this.told = begun;
    }

    /** What passed of a table, and how many threads are at it. */
    private static final class Tally {
        private final long begun;
        private int lanes;
        private long rows;
        private long bytes;

        private Tally(long begun) {
            this.begun = begun;
        }
    }

    /** Counts the rows that pass on one thread. It throws a {@link dev.belay.value.Failure} where the time is over. */
    Passing lane() {
        return new Lane();
    }

    private final class Lane implements Passing {
        private String table = "";
        private long passed;
        private long bytes;

        @Override
        public void row(String name, Row row) {
            if (!name.equals(table)) {
                turn(name);
            }
            bytes += row.length();
            if (++passed == EVERY) {
                hand();
            }
        }

        private void turn(String name) {
            if (passed > 0) {
                hand();
            }
            leave(table);
            table = name;
            enter(name);
        }

        private void hand() {
            pass(table, passed, bytes);
            passed = 0;
            bytes = 0;
        }
    }

    private synchronized void enter(String table) {
        Tally tally = tallies.get(table);
        if (tally == null || tally.lanes == 0) {
            tally = new Tally(nanos.getAsLong());
            tallies.put(table, tally);
        }
        tally.lanes++;
    }

    private synchronized void leave(String table) {
        Tally tally = tallies.get(table);
        if (tally != null) {
            tally.lanes--;
        }
    }

    private synchronized void pass(String table, long more, long bytes) {
        Tally tally = Objects.requireNonNull(tallies.get(table));
        tally.rows += more;
        tally.bytes += bytes;
        rows += more;
        long now = nanos.getAsLong();
        if (now - told >= TOLD.toNanos()) {
            told = now;
            limit.check(table);
            work.progress(headway(table, tally, now));
        }
    }

    private Headway headway(String table, Tally tally, long now) {
        return new Headway(
                table,
                tally.rows,
                tables.getOrDefault(table, 0L),
                "rows",
                tally.bytes,
                Headway.rate(tally.rows, Duration.ofNanos(now - tally.begun)),
                Headway.left(rows, total, Duration.ofNanos(now - begun)));
    }
}
