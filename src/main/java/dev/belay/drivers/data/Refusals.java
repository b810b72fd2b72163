package dev.belay.drivers.data;

import dev.belay.drivers.data.SetAside.Why;
import dev.belay.value.Failure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Rows that a table would refuse: the first of each column and reason, and how many; all of them, where they are kept. Not for several threads. */
final class Refusals implements Transfer.Refusing {

    private static final int NAMED = 20;
    private static final int MOST = 100_000;

    /** The first row of a reason, and of how many. */
    private record Told(String first, long rows) {}

    private final boolean keeps;
    private final Map<String, Map<String, Told>> columns = new TreeMap<>();
    private final Map<String, Map<String, Told>> staying = new TreeMap<>();
    private final Map<String, Map<Long, Why>> kept = new TreeMap<>();
    private long count;

    /** @param keeps whether all rows are kept, with why */
    Refusals(boolean keeps) {
        this(keeps, SetAside.NONE);
    }

    /** The same besides rows that are kept already, which are not told again. */
    Refusals(boolean keeps, SetAside known) {
        this.keeps = keeps;
        known.rows().forEach((table, rows) -> kept.put(table, new TreeMap<>(rows)));
        this.count = known.count();
    }

    /** @throws Failure where too many rows would have to be kept */
    @Override
    public void refused(String table, long number, Refused why) {
        if (keeps && !keep(table, number, why)) {
            return;
        }
        told(columns, table + "." + why.column(), why.why(), why.told(table, number));
    }

    private boolean keep(String table, long number, Refused why) {
        boolean fresh = kept.computeIfAbsent(table, any -> new TreeMap<>())
                        .putIfAbsent(number, new Why(why.column(), why.why()))
                == null;
        if (fresh && ++count > MOST) {
            throw Failure.unmet("more than " + MOST + " rows would be set aside, the first ones: "
                    + String.join("; ", lines(columns)));
        }
        return fresh;
    }

    /** Whether all rows are kept. */
    boolean keeps() {
        return keeps;
    }

    /** Whether a row is kept. */
    boolean holds(String table, long number) {
        return kept.getOrDefault(table, Map.of()).containsKey(number);
    }

    /** The rows that are kept. */
    SetAside kept() {
        return new SetAside(kept);
    }

    /** How many rows are kept. */
    long count() {
        return count;
    }

    /** All rows are looked at again, without those that are kept. */
    void again() {
        staying.clear();
    }

    /** Rows of a table that stays lead to what goes. */
    void left(String table, String column, String value, String to) {
        told(
                staying,
                table + "." + column,
                "stays",
                "rows of " + table + " that stay, column " + column + ": " + value + " will be in no row of " + to);
    }

    private static void told(Map<String, Map<String, Told>> columns, String column, String why, String line) {
        Map<String, Told> reasons = columns.computeIfAbsent(column, any -> new LinkedHashMap<>());
        String reason = Refused.OWN.matcher(why).replaceAll("?");
        boolean few = reasons.size() < NAMED || reasons.containsKey(reason);
        reasons.merge(few ? reason : "", new Told(line, 1), (told, again) -> new Told(told.first(), told.rows() + 1));
    }

    /** A line for each column and reason; behind so many of them only how many more there are. */
    List<String> lines() {
        return keeps
                ? lines(columns)
                : Stream.concat(lines(columns).stream(), staying().stream()).toList();
    }

    /** The same of rows that are not of the file, and cannot be kept. */
    List<String> staying() {
        return lines(staying);
    }

    private static List<String> lines(Map<String, Map<String, Told>> columns) {
        List<Told> all = columns.values().stream()
                .flatMap(reasons -> reasons.values().stream())
                .toList();
        List<String> lines = new ArrayList<>(all.stream()
                .limit(NAMED)
                .map(told -> told.first() + more(told.rows() - 1))
                .toList());
        if (all.size() > NAMED) {
            lines.add("and " + (all.size() - NAMED) + " more reasons");
        }
        return lines;
    }

    private static String more(long others) {
        return others == 0 ? "" : " (and " + others + (others == 1 ? " more row)" : " more rows)");
    }
}
