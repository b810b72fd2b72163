package dev.belay.drivers.data;

import dev.belay.drivers.data.format.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The rows that are meant.
 *
 * @param table and those of its columns that are meant, in their order
 * @param where a condition in SQL; empty for all rows
 * @param query where it is no table: what gives the rows
 */
public record Selection(Table table, Optional<String> where, Optional<String> query) {

    /** A query of a script as what may stand behind FROM; it may end in a comment or a semicolon. */
    public static String asTable(String query) {
        return "(" + query.strip().replaceFirst(";$", "") + "\n) q";
    }

    /**
     * What gives the rows, but for the columns: {@code from "people" where id > 7}.
     *
     * @param name writes the name of a table as SQL
     */
    public String rows(UnaryOperator<String> name) {
        return " from " + query.map(Selection::asTable).orElseGet(() -> name.apply(table.name()))
                + where.map(condition -> " where " + condition + "\n").orElse("");
    }

    /**
     * The same in parts, in order.
     *
     * @param column by which it is cut, as SQL
     * @param cuts the first values of all parts but the first one, as SQL, sorted
     */
    public List<Selection> cut(String column, List<String> cuts) {
        List<Selection> parts = new ArrayList<>();
        for (int part = 0; part <= cuts.size() && !cuts.isEmpty(); part++) {
            List<String> ends = new ArrayList<>();
            if (part > 0) {
                ends.add(column + " >= " + cuts.get(part - 1));
            }
            if (part < cuts.size()) {
                ends.add(column + " < " + cuts.get(part));
            }
            parts.add(within(String.join(" and ", ends)));
        }
        return cuts.isEmpty() ? List.of(this) : parts;
    }

    private Selection within(String condition) {
        String both = where.map(one -> "(" + one + "\n) and " + condition).orElse(condition);
        return new Selection(table, Optional.of(both), query);
    }

    /** All rows of a table. */
    public static Selection of(Table table) {
        return new Selection(table, Optional.empty(), Optional.empty());
    }
}
