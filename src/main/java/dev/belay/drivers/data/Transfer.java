package dev.belay.drivers.data;

import dev.belay.drivers.data.Jobs.Job;
import dev.belay.drivers.data.format.ExportReader;
import dev.belay.drivers.data.format.Row;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Takes the rows of a file, makes those of the tables of them, and hands them on: to a server, or to an encoder that only looks whether
 * they would be taken. Not for several threads.
 */
final class Transfer implements ExportReader.Visitor {

    /** Hears of a row that is refused; may throw to end it all. */
    interface Refusing {
        void refused(String table, long number, Refused why) throws IOException;
    }

    private final Map<String, Job> jobs = new TreeMap<>();
    private final Intake into;
    private final Refusing refusing;
    private final Passing passing;
    private final SetAside.Taking taking;
    private final Map<String, Long> rows = new TreeMap<>();
    private Optional<Job> job = Optional.empty();
    private Optional<Mapping> mapping = Optional.empty();
    private List<String> given = List.of();
    private long number;
    private long taken;

    /**
     * Begins.
     *
     * @param jobs each of another table of the file
     * @param passing hears of each row of the file
     * @param taking takes rows out of the way
     */
    Transfer(List<Job> jobs, Intake into, Refusing refusing, Passing passing, SetAside.Taking taking) {
        jobs.forEach(each -> this.jobs.put(each.rule().source(), each));
        this.into = into;
        this.refusing = refusing;
        this.passing = passing;
        this.taking = taking;
    }

    /** Whether rows of a table of the file are wanted. */
    boolean wants(String table) {
        return jobs.containsKey(table);
    }

    /** The number of the row of the file that passes, from 1. */
    long number() {
        return number;
    }

    /** How many rows each table got. */
    Map<String, Long> rows() {
        return rows;
    }

    /** The jobs in as many rounds as needed, so that in each a table of the file is read for one table of the database. */
    static List<List<Job>> rounds(List<Job> jobs) {
        List<List<Job>> rounds = new ArrayList<>();
        for (Job job : jobs) {
            Optional<List<Job>> free = rounds.stream()
                    .filter(round -> round.stream()
                            .noneMatch(other ->
                                    other.rule().source().equals(job.rule().source())))
                    .findFirst();
            free.orElseGet(() -> {
                        List<Job> round = new ArrayList<>();
                        rounds.add(round);
                        return round;
                    })
                    .add(job);
        }
        return rounds;
    }

    @Override
    public void begin(String table, List<String> columns) {
        job = Optional.ofNullable(jobs.get(table));
        mapping = Optional.empty();
        given = columns;
        number = 0;
        taken = 0;
        job.ifPresent(each -> rows.put(each.table().name(), 0L));
    }

    @Override
    public void row(Row row) throws IOException {
        Job now = job.orElseThrow();
        number++;
        passing.row(now.table().name(), row);
        if (taking.takes(now.rule(), number, given, row)) {
            return;
        }
        try {
            if (mapping.isEmpty()) {
                Mapping fresh = new Mapping(now.table(), now.rule(), given);
                into.begin(now.table(), fresh.columns());
                mapping = Optional.of(fresh);
            } else if (given.size() > mapping.get().given().size()) {
                throw new Refused(
                        given.get(given.size() - 1),
                        "the rows before it do not have the column '" + given.get(given.size() - 1) + "'");
            }
            Optional<Row> made = mapping.get().map(row);
            if (made.isPresent()) {
                into.row(made.get());
                taken++;
            }
        } catch (Refused refused) {
            refusing.refused(now.table().name(), number, refused);
        } catch (SQLException e) {
            throw new IOException(e);
        }
    }

    @Override
    public void end() throws IOException {
        try {
            if (mapping.isPresent()) {
                into.end();
                rows.put(job.orElseThrow().table().name(), taken);
            }
        } catch (SQLException e) {
            throw new IOException(e);
        }
    }
}
