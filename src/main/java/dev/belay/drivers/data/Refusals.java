package dev.belay.drivers.data;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Rows that a table would refuse: the first of each column and reason, and how many. Not for several threads. */
final class Refusals implements Transfer.Refusing {

    private static final int NAMED = 20;

    private final Map<String, String> first = new TreeMap<>();
    private final Map<String, Long> counts = new TreeMap<>();

    @Override
    public void refused(String table, long number, Refused why) {
        String column = table + "." + why.column();
        first.putIfAbsent(
                column, "row " + number + " of " + table + ", column " + why.column() + ": " + why.getMessage());
        counts.merge(column, 1L, Long::sum);
    }

    /** Rows of a table that stays lead to what goes. */
    void left(String table, String column, String value, String to) {
        first.putIfAbsent(
                table + "." + column,
                "rows of " + table + " that stay, column " + column + ": " + value + " will be in no row of " + to);
        counts.merge(table + "." + column, 1L, Long::sum);
    }

    /** A line for each column; behind so many of them only how many more there are. */
    List<String> lines() {
        List<String> lines = first.entrySet().stream()
                .limit(NAMED)
                .map(each -> each.getValue() + more(counts.getOrDefault(each.getKey(), 1L) - 1))
                .toList();
        return first.size() <= NAMED
                ? lines
                : Stream.concat(lines.stream(), Stream.of("and " + (first.size() - NAMED) + " more columns"))
                        .toList();
    }

    private static String more(long others) {
        return others == 0 ? "" : " (and " + others + (others == 1 ? " more row" : " more rows") + " in that column)";
    }
}
