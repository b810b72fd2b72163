package dev.belay.drivers.data;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Rows that a table would refuse: the first of each column and reason, and how many. Not for several threads. */
final class Refusals implements Transfer.Refusing {

    private static final int NAMED = 20;

    /** What one reason has of its own for each row: texts in quotes, and numbers. */
    private static final Pattern OWN = Pattern.compile("'.*'|[-+]?\\d[\\d.]*", Pattern.DOTALL);

    /** The first row of a reason, and of how many. */
    private record Told(String first, long rows) {}

    private final Map<String, Map<String, Told>> columns = new TreeMap<>();

    @Override
    public void refused(String table, long number, Refused why) {
        told(
                table + "." + why.column(),
                why.why(),
                "row " + number + " of " + table + ", column " + why.column() + ": " + why.why());
    }

    /** Rows of a table that stays lead to what goes. */
    void left(String table, String column, String value, String to) {
        told(
                table + "." + column,
                "stays",
                "rows of " + table + " that stay, column " + column + ": " + value + " will be in no row of " + to);
    }

    private void told(String column, String why, String line) {
        Map<String, Told> reasons = columns.computeIfAbsent(column, any -> new LinkedHashMap<>());
        String reason = OWN.matcher(why).replaceAll("?");
        boolean few = reasons.size() < NAMED || reasons.containsKey(reason);
        reasons.merge(few ? reason : "", new Told(line, 1), (told, again) -> new Told(told.first(), told.rows() + 1));
    }

    /** A line for each column and reason; behind so many of them only how many more there are. */
    List<String> lines() {
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
