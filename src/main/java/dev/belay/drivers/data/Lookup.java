package dev.belay.drivers.data;

import dev.belay.database.Database;
import dev.belay.database.Database.Product;
import dev.belay.driver.Probe;
import dev.belay.drivers.data.KeyPlan.ColumnKey;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Asks a database which of some keys are in a table, many at a time. Not for several threads. */
final class Lookup {

    private static final int BATCH = 200;
    private static final int REMEMBERED = 1_000_000;

    /**
     * A key that is asked for.
     *
     * @param cells as texts
     * @param tells is called where the answer is the one that is waited for
     */
    record Asked(List<String> cells, Runnable tells) {}

    private final Probe world;
    private final Database database;
    private final ColumnKey key;
    private final boolean there;
    private final List<Waiting> waiting = new ArrayList<>();
    private final LongSet other = new LongSet(0);

    private record Waiting(long hash, Asked asked) {}

    /** @param there the answer that is waited for */
    Lookup(Probe world, Database database, ColumnKey key, boolean there) {
        this.world = world;
        this.database = database;
        this.key = key;
        this.there = there;
    }

    /** Asks sooner or later, unless the answer was another one a short time ago. */
    void ask(long hash, Supplier<Asked> asked) {
        if (other.size() > REMEMBERED) {
            other.clear();
        }
        if (!other.contains(hash)) {
            waiting.add(new Waiting(hash, asked.get()));
        }
        if (waiting.size() == BATCH) {
            flush();
        }
    }

    /** Asks for what still waits. */
    void flush() {
        if (waiting.isEmpty()) {
            return;
        }
        List<String> parts = new ArrayList<>();
        List<String> parameters = new ArrayList<>();
        for (int i = 0; i < waiting.size(); i++) {
            parts.add("(select " + i + " from " + Systems.name(database, key.table()) + " where " + condition()
                    + " limit 1)");
            parameters.addAll(waiting.get(i).asked().cells());
        }
        String sql = String.join(" union all ", parts);
        Set<String> found = new HashSet<>(
                world.query(database, sql, parameters.toArray(String[]::new)).column());
        for (int i = 0; i < waiting.size(); i++) {
            if (found.contains(String.valueOf(i)) == there) {
                waiting.get(i).asked().tells().run();
            } else {
                other.add(waiting.get(i).hash());
            }
        }
        waiting.clear();
    }

    private String condition() {
        boolean typed = database.product() == Product.POSTGRESQL;
        return key.columns().stream()
                .map(column -> Systems.column(database, column.name()) + " = "
                        + (typed ? "cast(? as " + column.type() + ")" : "?"))
                .collect(Collectors.joining(" and "));
    }
}
