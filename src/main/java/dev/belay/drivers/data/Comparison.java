package dev.belay.drivers.data;

import dev.belay.drivers.data.Jobs.Job;
import dev.belay.drivers.data.comparison.RowDigest;
import dev.belay.drivers.data.comparison.RowSample;
import dev.belay.drivers.data.comparison.Sums;
import dev.belay.drivers.data.format.Beside;
import dev.belay.drivers.data.format.Column;
import dev.belay.drivers.data.format.Row;
import dev.belay.drivers.data.format.Table;
import java.io.IOException;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Holds the rows of two sides against each other: both are read once, side by side, and only sums are kept; then those tables once more
 * that differ, of which a few rows are kept.
 *
 * @param expected what the rows are to be
 * @param actual what they are
 * @param stop ends the reading of what the rows are; from another thread
 * @param jobs how the rows of a table are to be made; those that are come as they are
 */
record Comparison(Side expected, Side actual, Runnable stop, List<Job> jobs) {

    private static final int TABLES = 5;

    Comparison {
        jobs = List.copyOf(jobs);
    }

    /**
     * How a table differs.
     *
     * @param rows how many it holds
     * @param wanted how many it is to hold
     * @param lines about the first of the rows that differ
     */
    record Difference(String table, long rows, long wanted, List<String> lines) {
        Difference {
            lines = List.copyOf(lines);
        }

        @Override
        public String toString() {
            String count = rows == wanted ? " differs" : " holds " + rows + " rows, there are " + wanted;
            return table + count + (lines.isEmpty() ? "" : " (" + String.join("; ", lines) + ")");
        }
    }

    /**
     * What came of it.
     *
     * @param rows that there are to be, in all
     * @param differences a table each; of those behind the first few without a look at their rows
     */
    record Outcome(long rows, List<Difference> differences) {
        Outcome {
            differences = List.copyOf(differences);
        }
    }

    /**
     * Compares.
     *
     * @param passing hears of each row that is expected
     */
    Outcome outcome(Passing passing) throws SQLException, IOException {
        Map<String, Sums> wanted = new TreeMap<>();
        Map<String, Sums> found = new TreeMap<>();
        both(new Summing(wanted), new Summing(found), jobs, passing);
        Map<String, int[]> differing = new LinkedHashMap<>();
        long rows = 0;
        for (Job job : jobs) {
            String table = job.table().name();
            Sums sums = wanted.getOrDefault(table, new Sums());
            rows += sums.rows();
            int[] buckets = found.getOrDefault(table, new Sums()).differing(sums);
            if (buckets.length > 0) {
                differing.put(table, buckets);
            }
        }
        Map<String, List<String>> lines = differing.isEmpty() ? Map.of() : lines(differing, passing);
        return new Outcome(
                rows,
                differing.keySet().stream()
                        .map(table -> new Difference(
                                table,
                                found.getOrDefault(table, new Sums()).rows(),
                                wanted.getOrDefault(table, new Sums()).rows(),
                                lines.getOrDefault(table, List.of())))
                        .toList());
    }

    private Map<String, List<String>> lines(Map<String, int[]> differing, Passing passing)
            throws SQLException, IOException {
        Map<String, RowSample> wanted = new TreeMap<>();
        Map<String, RowSample> found = new TreeMap<>();
        List<String> looked = differing.keySet().stream().limit(TABLES).toList();
        List<Job> again =
                jobs.stream().filter(job -> looked.contains(job.table().name())).toList();
        both(new Sampling(differing, wanted), new Sampling(differing, found), again, passing);
        Map<String, List<String>> lines = new TreeMap<>();
        for (String table : looked) {
            lines.put(
                    table, found.getOrDefault(table, RowSample.NONE).lines(wanted.getOrDefault(table, RowSample.NONE)));
        }
        return lines;
    }

    /** Reads both sides, each on a thread of its own. */
    private void both(Intake wanted, Intake found, List<Job> some, Passing passing) throws SQLException, IOException {
        List<Job> plain = some.stream()
                .map(job -> new Job(job.table(), Rule.plain(job.table().name())))
                .toList();
        boolean whole = false;
        try (Beside other = Beside.begin("belay-verify", () -> actual.read(plain, found, Passing.UNHEARD))) {
            expected.read(some, wanted, passing);
            other.await();
            whole = true;
        } finally {
            if (!whole) {
                stop.run();
            }
        }
    }

    /** Adds rows up. */
    private static final class Summing implements Intake {
        private final Map<String, Sums> sums;
        private Sums current = new Sums();
        private RowDigest digest = new RowDigest(List.of(), List.of());

        private Summing(Map<String, Sums> sums) {
            this.sums = sums;
        }

        @Override
        public void begin(Table table, List<Column> columns) {
            current = sums.computeIfAbsent(table.name(), any -> new Sums());
            digest = new RowDigest(columns, table.key());
        }

        @Override
        public void row(Row row) {
            digest.look(row);
            current.add(digest);
        }

        @Override
        public void end() {}
    }

    /** Keeps rows of the first buckets that differ. */
    private static final class Sampling implements Intake {
        private final Map<String, int[]> buckets;
        private final Map<String, RowSample> samples;
        private Optional<RowSample> current = Optional.empty();
        private RowDigest digest = new RowDigest(List.of(), List.of());

        private Sampling(Map<String, int[]> buckets, Map<String, RowSample> samples) {
            this.buckets = buckets;
            this.samples = samples;
        }

        @Override
        public void begin(Table table, List<Column> columns) {
            digest = new RowDigest(columns, table.key());
            current = Optional.of(samples.computeIfAbsent(
                    table.name(), any -> new RowSample(columns, buckets.getOrDefault(table.name(), new int[0]))));
        }

        @Override
        public void row(Row row) {
            digest.look(row);
            current.orElseThrow().look(row, digest);
        }

        @Override
        public void end() {}
    }
}
