package dev.belay.drivers.data;

import dev.belay.drivers.data.format.Table;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Keeps what was found of the rows of an export, or of those that will be in one, for as long as they and the tables are the same: a run asks several times, and to
 * look at millions of rows takes as long as half of their import. Rows of the database that change meanwhile are met by the import
 * itself, which then leaves everything as it was. For several threads.
 */
final class RowCheck {

    private final Map<Asked, Misfits.Found> found = new ConcurrentHashMap<>();

    /** What an answer depends on. */
    private record Asked(Misfits misfits, List<String> rows, List<Table> tables) {}

    /**
     * What was found, or is now.
     *
     * @param rows something that is another once the rows are
     */
    Misfits.Found of(Misfits misfits, List<String> rows, List<Table> tables, Supplier<Misfits.Found> now) {
        return found.computeIfAbsent(new Asked(misfits, rows, tables), any -> now.get());
    }
}
