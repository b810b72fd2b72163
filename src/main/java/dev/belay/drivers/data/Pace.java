package dev.belay.drivers.data;

import dev.belay.driver.Limit;
import dev.belay.driver.Work;
import dev.belay.drivers.data.format.Row;
import dev.belay.value.Headway;
import java.time.Duration;
import java.util.Map;
import java.util.function.LongSupplier;

/** Counts the rows of tables that pass; tells of them and looks at the time now and then. Not for several threads. */
final class Pace implements Passing {

    private static final int EVERY = 500;
    private static final Duration TOLD = Duration.ofMillis(500);

    private final Work work;
    private final Limit limit;
    private final Map<String, Long> tables;
    private final LongSupplier nanos;
    private final long begun;
    private final long total;
    private String table = "";
    private long tableBegun;
    private long told;
    private long rows;
    private long tableRows;
    private long tableBytes;

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
        this.tableBegun = begun;
    }

    /** @throws dev.belay.value.Failure where the time is over */
    @Override
    public void row(String name, Row row) {
        if (!name.equals(table)) {
            table = name;
            tableBegun = nanos.getAsLong();
            tableRows = 0;
            tableBytes = 0;
        }
        tableRows++;
        tableBytes += row.length();
        if (++rows % EVERY == 0) {
            long now = nanos.getAsLong();
            if (now - told >= TOLD.toNanos()) {
                told = now;
                limit.check(table);
                work.progress(headway(now));
            }
        }
    }

    private Headway headway(long now) {
        return new Headway(
                table,
                tableRows,
                tables.getOrDefault(table, 0L),
                "rows",
                tableBytes,
                Headway.rate(tableRows, Duration.ofNanos(now - tableBegun)),
                Headway.left(rows, total, Duration.ofNanos(now - begun)));
    }
}
