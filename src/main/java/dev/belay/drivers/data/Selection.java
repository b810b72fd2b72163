package dev.belay.drivers.data;

import dev.belay.drivers.data.format.Table;
import java.util.Optional;

/**
 * The rows that are meant.
 *
 * @param table and those of its columns that are meant, in their order
 * @param where a condition in SQL; empty for all rows
 * @param query where it is no table: what gives the rows
 */
public record Selection(Table table, Optional<String> where, Optional<String> query) {

    /** All rows of a table. */
    public static Selection of(Table table) {
        return new Selection(table, Optional.empty(), Optional.empty());
    }
}
