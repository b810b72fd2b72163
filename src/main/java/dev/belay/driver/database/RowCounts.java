package dev.belay.driver.database;

import dev.belay.value.Failure;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How many rows each table holds, by its name. A backup is what was there at one moment, so what was restored from it is held against
 * the backup itself; people go on writing to the database that it was made of.
 */
public record RowCounts(Map<String, Long> rows) {

    private static final int NAMED = 5;

    public RowCounts {
        rows = Map.copyOf(rows);
    }

    /** Those of all tables but these. */
    public RowCounts without(Collection<String> tables) {
        Map<String, Long> others = new TreeMap<>(rows);
        others.keySet().removeAll(tables);
        return new RowCounts(others);
    }

    /** The tables of these that are not among the given ones, sorted. */
    public List<String> missingIn(Collection<String> tables) {
        return rows.keySet().stream()
                .filter(table -> !tables.contains(table))
                .sorted()
                .toList();
    }

    /** What they add up to, for people: {@code 12 tables, 3401 rows}. */
    public String sum() {
        long all = rows.values().stream().mapToLong(Long::longValue).sum();
        return rows.size() + (rows.size() == 1 ? " table, " : " tables, ") + all + (all == 1 ? " row" : " rows");
    }

    /**
     * Holds what was restored against what the backup holds; a table of which the backup holds no rows may be missing in it.
     *
     * @throws Failure naming the tables that differ
     */
    public void mustBe(RowCounts backup, String file) {
        List<String> differ = new ArrayList<>();
        Map<String, Long> all = new TreeMap<>(rows);
        backup.rows.forEach(all::putIfAbsent);
        all.forEach((table, any) -> {
            String restored = rows.containsKey(table) ? String.valueOf(rows.get(table)) : "no such table";
            long held = backup.rows.getOrDefault(table, 0L);
            if (!restored.equals(String.valueOf(held))) {
                differ.add(table + ": " + held + " in the backup, restored: " + restored);
            }
        });
        if (!differ.isEmpty()) {
            String more = differ.size() > NAMED ? "; and " + (differ.size() - NAMED) + " more" : "";
            throw Failure.failed(
                    "what was restored from " + file + " is not what it holds: "
                            + String.join("; ", differ.subList(0, Math.min(NAMED, differ.size()))) + more,
                    "do not rest on this backup");
        }
    }
}
