package dev.belay.drivers.data;

import dev.belay.database.Database;
import dev.belay.driver.Probe;
import dev.belay.drivers.data.KeyPlan.ColumnKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Rows whose keys may be equal by the collations of their columns, such as {@code Python} and {@code python}: the database is asked
 * whether they are. Of very many only the first are looked at. Not for several threads.
 */
final class Alike {

    private static final int MOST = 10_000;

    /**
     * A row.
     *
     * @param cells of the key
     * @param refuse what is done where an earlier one is equal
     */
    record Waiting(List<String> cells, Runnable refuse) {}

    private final Probe world;
    private final Database database;
    private final ColumnKey key;
    private final Map<Long, List<Waiting>> groups = new LinkedHashMap<>();
    private int waiting;

    Alike(Probe world, Database database, ColumnKey key) {
        this.world = world;
        this.database = database;
        this.key = key;
    }

    /** Another row; those with the same hash may be equal. */
    void row(long hash, Supplier<Waiting> row) {
        if (waiting < MOST) {
            groups.computeIfAbsent(hash, any -> new ArrayList<>()).add(row.get());
            waiting++;
        }
    }

    /** Asks for all of them. */
    void flush() {
        groups.values().forEach(this::ask);
        groups.clear();
    }

    private void ask(List<Waiting> group) {
        List<Waiting> different = new ArrayList<>();
        for (Waiting row : group) {
            if (different.stream().anyMatch(earlier -> isEqual(earlier.cells(), row.cells()))) {
                row.refuse().run();
            } else {
                different.add(row);
            }
        }
    }

    /** A union has the collations of the columns, and keeps of what is equal one row. */
    private boolean isEqual(List<String> one, List<String> other) {
        if (one.equals(other)) {
            return true;
        }
        String columns =
                key.names().stream().map(name -> Systems.column(database, name)).collect(Collectors.joining(", "));
        String cells = " union select " + key.names().stream().map(name -> "?").collect(Collectors.joining(", "));
        List<String> parameters = new ArrayList<>(one);
        parameters.addAll(other);
        return world.query(
                        database,
                        "select count(*) from (select " + columns + " from " + Systems.name(database, key.table())
                                + " where 1 = 0" + cells + cells + ") q",
                        parameters.toArray(String[]::new))
                .single()
                .filter("1"::equals)
                .isPresent();
    }
}
