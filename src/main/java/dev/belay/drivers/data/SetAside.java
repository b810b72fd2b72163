package dev.belay.drivers.data;

import dev.belay.drivers.data.format.Row;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Rows that an import leaves out, since their tables would refuse them.
 *
 * @param rows by the table that they were to come into, and their numbers in the file, from 1; of what only other rows are made of, by its
 *     name in the file
 */
record SetAside(Map<String, Map<Long, Why>> rows) {

    /** No rows. */
    static final SetAside NONE = new SetAside(Map.of());

    /** Why a row is left out. */
    record Why(String column, String reason) {}

    /** Takes rows out of the way. */
    interface Taking {

        /** Lets all pass. */
        Taking NONE = (rule, number, columns, row) -> false;

        /**
         * Whether the row goes no further.
         *
         * @param rule of the table that it is to come into
         * @param row as it came, with these columns
         */
        boolean takes(Rule rule, long number, List<String> columns, Row row) throws IOException;
    }

    SetAside {
        Map<String, Map<Long, Why>> copied = new TreeMap<>();
        rows.forEach((table, numbers) -> copied.put(table, Collections.unmodifiableMap(new TreeMap<>(numbers))));
        rows = Collections.unmodifiableMap(copied);
    }

    /** Why a row is left out; empty where it is not. */
    Optional<Why> why(String table, long number) {
        return Optional.ofNullable(rows.getOrDefault(table, Map.of()).get(number));
    }

    /** How many. */
    long count() {
        return rows.values().stream().mapToLong(Map::size).sum();
    }

    /** Takes these rows out of the way. */
    Taking taking() {
        return (rule, number, columns, row) -> why(rule.table(), number).isPresent();
    }

    /** Hears of rows that are refused, but for these. */
    Transfer.Refusing besides(Transfer.Refusing other) {
        return (table, number, refused) -> {
            if (why(table, number).isEmpty()) {
                other.refused(table, number, refused);
            }
        };
    }
}
