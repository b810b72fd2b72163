package dev.belay.drivers.data;

import dev.belay.drivers.data.Jobs.Job;
import dev.belay.drivers.data.format.ExportReader;
import dev.belay.drivers.data.format.Table;
import dev.belay.drivers.data.tags.JoinedTags;
import dev.belay.value.Failure;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One side of a comparison: rows, as jobs make those of tables of them. */
interface Side {

    /**
     * Hands the rows on, table by table.
     *
     * @param passing hears of each row
     */
    void read(List<Job> jobs, Intake into, Passing passing) throws SQLException, IOException;

    /** The rows of an export, and of the tables of tags that are made of it, but for those that an import set aside. */
    static Side of(ExportReader reader, List<JoinedTags> tags, SetAside aside) {
        return (jobs, into, passing) -> {
            FileRows file = new FileRows(reader, tags);
            Transfer.Refusing refusing = aside.besides(Side::refused);
            for (List<Job> round : Transfer.rounds(jobs)) {
                Transfer transfer = new Transfer(round, into, Side::refused, passing, aside.taking());
                file.read(transfer::wants, transfer, refusing);
            }
        };
    }

    /**
     * The rows of a database.
     *
     * @param tables of it by name, with the columns that are read
     */
    static Side of(Source source, Map<String, Table> tables) {
        return (jobs, into, passing) -> {
            for (Job job : jobs) {
                Table table =
                        Optional.ofNullable(tables.get(job.rule().source())).orElseThrow();
                Transfer transfer = new Transfer(List.of(job), into, Side::refused, passing, SetAside.Taking.NONE);
                transfer.begin(table.name(), table.columnNames());
                source.read(Selection.of(table), transfer::row);
                transfer.end();
            }
        };
    }

    private static void refused(String table, long number, Refused why) {
        throw Failure.failed("row " + number + " of " + table + " cannot be compared, column " + why.column() + ": "
                + why.getMessage());
    }
}
