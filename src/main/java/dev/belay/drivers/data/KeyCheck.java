package dev.belay.drivers.data;

import dev.belay.database.Database;
import dev.belay.database.Database.Product;
import dev.belay.driver.Probe;
import dev.belay.drivers.data.KeyPlan.ColumnKey;
import dev.belay.drivers.data.KeyPlan.Lead;
import dev.belay.drivers.data.format.Column;
import dev.belay.drivers.data.format.Row;
import dev.belay.drivers.data.format.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * Finds rows whose keys are there twice, and rows that lead to none, in what goes into tables. All rows pass twice, first {@link
 * Pass#NOTE}, then {@link Pass#TELL}. Keys that something leads to are kept as numbers of 64 bits, others leave a few bits; where even
 * these are too many, each pair of passes looks at a part of them, so that memory does not grow with the rows. Not for several threads.
 */
final class KeyCheck implements Intake {

    /** What is done with the rows that pass. */
    enum Pass {
        /** Their keys are kept. */
        NOTE,
        /** They are held against these. */
        TELL
    }

    private static final int HIGH = 40;
    private static final int STAYING = 50_000;
    private static final String EARLIER = "is in an earlier row, too";

    /** Keeps a key; false where it may be there already. */
    private interface Known {
        boolean add(long hash);
    }

    /** A key of which each row leaves a note; suspects are those that may be there twice. */
    private record Noted(KeyCells cells, Known known, Optional<LongSet> suspects) {}

    /** A unique key whose rows are told where they are there twice, or in the database. */
    private record Doubled(
            ColumnKey key,
            KeyCells cells,
            LongSet suspects,
            LongSet seen,
            Optional<Alike> alike,
            Optional<Lookup> lookup) {}

    /** Columns whose rows are told where they lead to none. */
    private record Led(Lead lead, KeyCells cells, Optional<LongSet> file, Optional<Lookup> lookup) {}

    private final KeyPlan plan;
    private final Database database;
    private final Optional<Probe> target;
    private final boolean replace;
    private final Refusals refusals;

    private final Map<ColumnKey, LongSet> reached = new HashMap<>();
    private final Map<ColumnKey, Known> known = new HashMap<>();
    private final Map<ColumnKey, LongSet> suspects = new HashMap<>();
    private final Map<ColumnKey, LongSet> seen = new HashMap<>();

    private Pass pass = Pass.NOTE;
    private final long parts;
    private long part;
    private LongSupplier number = () -> 0;
    private String table = "";
    private final List<Noted> noted = new ArrayList<>();
    private final List<Doubled> doubled = new ArrayList<>();
    private final List<Led> led = new ArrayList<>();

    /**
     * Of rows that go into a database.
     *
     * @param target of which the rows that are there are asked; empty where nobody can tell yet what will be there
     */
    KeyCheck(KeyPlan plan, Database database, Optional<Probe> target, boolean replace, Refusals refusals) {
        this.plan = plan;
        this.parts = plan.parts();
        this.database = database;
        this.target = target;
        this.replace = replace;
        this.refusals = refusals;
    }

    /** All rows pass again. */
    void begin(Pass next, long ofPart) {
        pass = next;
        part = ofPart;
        if (next == Pass.NOTE) {
            List.of(reached, known, suspects, seen).forEach(Map::clear);
            plan.reached().forEach(key -> reached.put(key, new LongSet(plan.rowsOf(key) / parts)));
        }
    }

    /** What tells the number of the row that passes. */
    void numbers(LongSupplier rows) {
        number = rows;
    }

    /** Whether the second pass can tell anything. */
    boolean doubts() {
        return !replace
                || plan.leads().values().stream().anyMatch(leads -> !leads.isEmpty())
                || suspects.values().stream().anyMatch(each -> each.size() > 0);
    }

    @Override
    public void begin(Table next, List<Column> columns) {
        table = next.name();
        noted.clear();
        doubled.clear();
        led.clear();
        List<ColumnKey> uniques = plan.uniques().getOrDefault(table, List.of());
        if (pass == Pass.NOTE) {
            uniques.forEach(key -> noted.add(unique(key, columns)));
            plan.reached().stream()
                    .filter(key -> key.table().equals(table) && !(uniques.contains(key) && plan.shared(key)))
                    .forEach(key -> noted.add(new Noted(
                            new KeyCells(columns, key.names(), true), set(reached, key)::add, Optional.empty())));
        } else {
            uniques.forEach(key -> doubled.add(new Doubled(
                    key,
                    new KeyCells(columns, key.names(), isCollated(key)),
                    set(suspects, key),
                    set(seen, key),
                    target.filter(world -> isCollated(key)).map(world -> new Alike(world, database, key)),
                    lookup(key, !replace, true))));
            plan.leads()
                    .getOrDefault(table, List.of())
                    .forEach(lead -> led.add(new Led(
                            lead,
                            new KeyCells(columns, lead.reference().columns(), true),
                            lead.inFile() ? Optional.of(set(reached, lead.to())) : Optional.empty(),
                            lookup(lead.to(), lead.inDatabase(), false))));
        }
    }

    private Noted unique(ColumnKey key, List<Column> columns) {
        Known keys = plan.shared(key)
                ? set(reached, key)::add
                : known.computeIfAbsent(key, any -> new BloomFilter(plan.rowsOf(key) / parts)::add);
        return new Noted(new KeyCells(columns, key.names(), isCollated(key)), keys, Optional.of(set(suspects, key)));
    }

    /** MariaDB takes texts for equal by a collation, mostly one without case and accents. */
    private boolean isCollated(ColumnKey key) {
        return database.product() == Product.MARIADB && !key.exact() && target.isPresent();
    }

    private static LongSet set(Map<ColumnKey, LongSet> sets, ColumnKey key) {
        return sets.computeIfAbsent(key, any -> new LongSet(0));
    }

    private Optional<Lookup> lookup(ColumnKey key, boolean wanted, boolean there) {
        return wanted ? target.map(world -> new Lookup(world, database, key, there)) : Optional.empty();
    }

    @Override
    public void row(Row row) {
        noted.forEach(each -> note(each, row));
        doubled.forEach(each -> tell(each, row));
        led.forEach(each -> tell(each, row));
    }

    private void note(Noted each, Row row) {
        if (each.cells().read(row)) {
            long hash = each.cells().hash();
            if (isMine(hash) && !each.known().add(hash)) {
                each.suspects().ifPresent(doubts -> doubts.add(hash));
            }
        }
    }

    private boolean isMine(long hash) {
        return parts == 1 || (hash >>> HIGH) % parts == part;
    }

    private void tell(Doubled unique, Row row) {
        if (unique.cells().read(row)) {
            long hash = unique.cells().hash();
            if (isMine(hash)) {
                if (unique.suspects().contains(hash)) {
                    again(unique, hash, row);
                }
                unique.lookup()
                        .ifPresent(lookup -> lookup.ask(hash, () -> {
                            Told told = told(unique.key().names(), unique.cells(), row, "is there already");
                            return new Lookup.Asked(unique.cells().cells(row), () -> refuse(told));
                        }));
            }
        }
    }

    private void again(Doubled unique, long hash, Row row) {
        List<String> names = unique.key().names();
        if (unique.alike().isPresent()) {
            unique.alike().get().row(hash, () -> {
                Told told = told(names, unique.cells(), row, EARLIER);
                return new Alike.Waiting(unique.cells().cells(row), () -> refuse(told));
            });
        } else if (!unique.seen().add(unique.cells().check())) {
            refuse(told(names, unique.cells(), row, EARLIER));
        }
    }

    private void tell(Led each, Row row) {
        if (each.cells().read(row)) {
            long hash = each.cells().hash();
            boolean isThere = each.file().filter(keys -> keys.contains(hash)).isPresent();
            if (isMine(hash) && !isThere) {
                List<String> columns = each.lead().reference().columns();
                String nowhere =
                        "is in no row of " + each.lead().to().table() + (refusals.keeps() ? " that is imported" : "");
                if (each.lead().inDatabase()) {
                    each.lookup()
                            .ifPresent(lookup -> lookup.ask(hash, () -> {
                                Told told = told(columns, each.cells(), row, nowhere);
                                return new Lookup.Asked(each.cells().cells(row), () -> refuse(told));
                            }));
                } else {
                    refuse(told(columns, each.cells(), row, nowhere));
                }
            }
        }
    }

    /** What is told of a row. */
    private record Told(String table, long number, Refused why) {}

    private Told told(List<String> columns, KeyCells cells, Row row, String why) {
        return new Told(
                table, number.getAsLong(), new Refused(String.join(", ", columns), cells.shown(row) + " " + why));
    }

    private void refuse(Told told) {
        refusals.refused(told.table(), told.number(), told.why());
    }

    @Override
    public void end() {
        doubled.forEach(each -> each.alike().ifPresent(Alike::flush));
        doubled.forEach(each -> each.lookup().ifPresent(Lookup::flush));
        led.forEach(each -> each.lookup().ifPresent(Lookup::flush));
    }

    /** Tells which rows of other tables, which stay, would lead to none. */
    void staying() {
        target.ifPresent(world -> plan.staying()
                .forEach((name, leads) -> leads.forEach(lead -> {
                    List<String> columns = lead.lead().reference().columns();
                    KeyCells cells = new KeyCells(lead.own(), columns, true);
                    for (List<Optional<String>> row :
                            world.query(database, distinct(name, columns)).rows()) {
                        List<String> texts =
                                row.stream().flatMap(Optional::stream).toList();
                        cells.read(texts);
                        if (isMine(cells.hash())
                                && !set(reached, lead.lead().to()).contains(cells.hash())) {
                            refusals.left(
                                    name,
                                    String.join(", ", columns),
                                    String.join(", ", texts),
                                    lead.lead().to().table());
                        }
                    }
                })));
    }

    private String distinct(String name, List<String> columns) {
        List<String> quoted =
                columns.stream().map(column -> Systems.column(database, column)).toList();
        return "select distinct " + String.join(", ", quoted) + " from " + Systems.name(database, name) + " where "
                + quoted.stream().map(column -> column + " is not null").collect(Collectors.joining(" and "))
                + " limit " + STAYING;
    }
}
