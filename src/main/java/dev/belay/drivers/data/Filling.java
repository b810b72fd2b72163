package dev.belay.drivers.data;

import dev.belay.drivers.data.Jobs.Job;
import dev.belay.drivers.data.format.ExportReader;
import dev.belay.drivers.data.format.Table;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * The rows of a file that go into tables.
 *
 * @param held what the file holds, with the tables that are made of it
 * @param found the tables, and the rules by which rows become theirs
 */
record Filling(ExportReader reader, Contents.Held held, Jobs jobs, List<Job> found) {

    private static final Transfer.Refusing TOLD_BEFORE = (table, number, why) -> {};

    /** From so many rows on, an index is built sooner than it grows (facts/data.md). */
    private static final long LARGE = 50_000;

    /** Rows that are not brought, and where they are written. */
    record Aside(SetAside rows, Rejects file) {}

    /** The tables that get rows. */
    List<Table> tables() {
        return found.stream().map(Job::table).toList();
    }

    /** Those of them that get many. */
    List<Table> large() {
        return found.stream()
                .filter(job -> held.part(job.rule().source()).rows() >= LARGE)
                .map(Job::table)
                .toList();
    }

    /** How many rows of the file each gets, about. */
    Map<String, Long> rows() {
        return Jobs.rows(found, held);
    }

    /**
     * Brings all rows but those that are set aside.
     *
     * @param refusing hears of rows that cannot be made
     * @param numbers is told what tells the number of the row that passes
     * @return how many rows each table got
     */
    Map<String, Long> bring(
            Intake into, Aside aside, Transfer.Refusing refusing, Passing passing, Consumer<LongSupplier> numbers)
            throws IOException {
        FileRows file = new FileRows(reader, jobs.tags());
        Map<String, Long> rows = new TreeMap<>();
        Transfer.Refusing besides = aside.rows().besides(refusing);
        for (List<Job> round : Transfer.rounds(found)) {
            Transfer transfer = new Transfer(round, into, refusing, passing, aside.file());
            numbers.accept(transfer::number);
            file.read(transfer::wants, transfer, besides);
            rows.putAll(transfer.rows());
        }
        List<String> filled = tables().stream().map(Table::name).toList();
        for (String table : aside.rows().rows().keySet()) {
            if (!filled.contains(table)) { // rows of which only others are made
                file.read(table::equals, aside.file().of(table), TOLD_BEFORE);
            }
        }
        return rows;
    }
}
