package dev.belay.drivers.data;

import dev.belay.drivers.data.Jobs.Job;
import dev.belay.drivers.data.format.Column;
import dev.belay.drivers.data.format.Kind;
import dev.belay.drivers.data.format.Table;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which keys of the rows of a file can be looked at: those whose columns the rows bring. What the server makes by itself, only it knows.
 *
 * @param uniques keys that a table takes once, by table
 * @param leads what leads from a table to another, by table
 * @param staying what leads to these tables from others, whose rows stay as they are, by those
 * @param reached keys of the file that something leads to
 * @param rows of the file, by table
 */
record KeyPlan(
        Map<String, List<ColumnKey>> uniques,
        Map<String, List<Lead>> leads,
        Map<String, List<Staying>> staying,
        Set<ColumnKey> reached,
        Map<String, Long> rows) {

    private static final long KEPT = 4_000_000;
    private static final long FILTERED = 30_000_000;

    /** The columns of a table that are a key. */
    record ColumnKey(String table, List<Column> columns) {
        List<String> names() {
            return columns.stream().map(Column::name).toList();
        }

        /** Whether equal cells are equal texts, whatever the collation. */
        boolean exact() {
            return columns.stream().noneMatch(column -> column.kind() instanceof Kind.Text);
        }
    }

    /**
     * Columns that lead to a key.
     *
     * @param inFile whether the rows that they may lead to come out of the file
     * @param inDatabase whether these may be in the database already
     */
    record Lead(Table.Reference reference, ColumnKey to, boolean inFile, boolean inDatabase) {}

    /** What leads out of a table whose rows stay, with the columns of that. */
    record Staying(Lead lead, List<Column> own) {}

    /**
     * What can be looked at.
     *
     * @param there all tables of the database
     */
    static KeyPlan of(List<Job> jobs, Contents.Held held, List<Table> there, boolean replace) {
        Map<String, List<Column>> brought = new TreeMap<>();
        Map<String, Long> rows = new TreeMap<>();
        for (Job job : jobs) {
            Contents.Part part = held.part(job.rule().source());
            rows.put(job.table().name(), part.rows());
            brought.put(
                    job.table().name(),
                    part.rows() == 0
                            ? job.table().columns()
                            : new Mapping(job.table(), job.rule(), part.columns()).columns());
        }
        Map<String, List<ColumnKey>> uniques = new TreeMap<>();
        Map<String, List<Lead>> leads = new TreeMap<>();
        Set<ColumnKey> reached = new HashSet<>();
        for (Job job : jobs) {
            Table table = job.table();
            List<Column> own = brought.getOrDefault(table.name(), List.of());
            uniques.put(table.name(), uniques(table, own));
            List<Lead> mine = table.references().stream()
                    .flatMap(reference -> lead(reference, own, brought, there, replace).stream())
                    .toList();
            leads.put(table.name(), mine);
            mine.stream().filter(Lead::inFile).map(Lead::to).forEach(reached::add);
        }
        Map<String, List<Staying>> staying = new TreeMap<>();
        there.stream()
                .filter(table -> replace && !brought.containsKey(table.name()))
                .forEach(table -> {
                    List<Staying> mine = table.references().stream()
                            .filter(reference -> brought.containsKey(reference.table()))
                            .flatMap(reference -> lead(reference, table.columns(), brought, there, true).stream())
                            .map(lead -> new Staying(lead, table.columns()))
                            .toList();
                    mine.forEach(each -> reached.add(each.lead().to()));
                    staying.put(table.name(), mine);
                });
        return new KeyPlan(uniques, leads, staying, reached, rows);
    }

    private static List<ColumnKey> uniques(Table table, List<Column> own) {
        return Stream.concat(Stream.of(table.key()), table.unique().stream())
                .filter(names -> !names.isEmpty())
                .distinct()
                .flatMap(names -> columns(own, names).map(columns -> new ColumnKey(table.name(), columns)).stream())
                .toList();
    }

    private static Optional<Lead> lead(
            Table.Reference reference,
            List<Column> own,
            Map<String, List<Column>> brought,
            List<Table> there,
            boolean replace) {
        boolean comes = brought.containsKey(reference.table());
        Optional<List<Column>> to = comes
                ? columns(brought.getOrDefault(reference.table(), List.of()), reference.others())
                : there.stream()
                        .filter(table -> table.name().equals(reference.table()))
                        .findFirst()
                        .flatMap(table -> columns(table.columns(), reference.others()));
        boolean alike = Stream.concat(columns(own, reference.columns()).stream(), to.stream())
                .flatMap(List::stream)
                .allMatch(KeyCells::comparable);
        return columns(own, reference.columns()).isPresent() && alike
                ? to.map(columns ->
                        new Lead(reference, new ColumnKey(reference.table(), columns), comes, !comes || !replace))
                : Optional.empty();
    }

    /** The columns of these names; empty where one is not among them. */
    private static Optional<List<Column>> columns(List<Column> all, List<String> names) {
        List<Column> found = new ArrayList<>();
        for (String name : names) {
            all.stream()
                    .filter(column -> column.name().equals(name))
                    .findFirst()
                    .ifPresent(found::add);
        }
        return found.size() == names.size() ? Optional.of(List.copyOf(found)) : Optional.empty();
    }

    /** Whether a unique key needs nothing of its own, since it is one that something leads to. */
    boolean shared(ColumnKey unique) {
        return unique.exact() && reached.contains(unique);
    }

    /** How many rows a table gets. */
    long rowsOf(ColumnKey key) {
        return rows.getOrDefault(key.table(), 0L);
    }

    /** In how many parts the keys are looked at, so that those of one have room. */
    long parts() {
        long kept = reached.stream().mapToLong(this::rowsOf).sum();
        long filtered = uniques.values().stream()
                .flatMap(List::stream)
                .filter(key -> !shared(key))
                .collect(Collectors.summingLong(this::rowsOf));
        return Math.max(1, Math.max((kept + KEPT - 1) / KEPT, (filtered + FILTERED - 1) / FILTERED));
    }
}
