package dev.belay.drivers.data;

import dev.belay.database.Database;
import dev.belay.driver.Probe;
import dev.belay.driver.Target;
import dev.belay.driver.database.DatabaseFact;
import dev.belay.drivers.data.Jobs.Job;
import dev.belay.drivers.data.KeyCheck.Pass;
import dev.belay.drivers.data.format.Column;
import dev.belay.drivers.data.format.ExportReader;
import dev.belay.drivers.data.format.Row;
import dev.belay.drivers.data.format.RowStream;
import dev.belay.drivers.data.format.Table;
import dev.belay.host.Context;
import dev.belay.value.Failure;
import dev.belay.value.Reason;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The rows of a file that an import would be refused, a line for each column: values that do not fit, keys that are there twice, rows
 * that lead to none.
 *
 * @param context who reads the file
 * @param from the file or folder, absolute
 * @param written where the rows are that it will hold, where it is not there yet
 * @param replace whether the rows that are there go
 * @param asks whether the rows that are there now are those that will be there
 * @param keeps whether all of those rows are told, so that they can be set aside
 */
record Misfits(
        Database database,
        Context context,
        String from,
        Optional<Written.From> written,
        boolean replace,
        Jobs jobs,
        boolean asks,
        boolean keeps)
        implements DatabaseFact<Misfits.Found> {

    /** How often rows may lead to rows that are set aside, and others to those. */
    private static final int DEEPEST = 50;

    private static final Transfer.Refusing TOLD_BEFORE = (table, number, why) -> {};

    /**
     * What was found.
     *
     * @param refused a line for each column and reason
     * @param aside rows to be set aside
     * @param reasons of these, a line for each column and reason
     * @param leftOut what goes nowhere and is not missed, a sentence each
     */
    record Found(List<String> refused, SetAside aside, List<String> reasons, List<String> leftOut) {
        Found {
            refused = List.copyOf(refused);
            reasons = List.copyOf(reasons);
            leftOut = List.copyOf(leftOut);
        }
    }

    @Override
    public Found read(Probe world) {
        return besides(world, new Refusals(keeps));
    }

    /** The same besides rows that are refused already, and kept: what leads to these is found. */
    Found besides(Probe world, Refusals refusals) {
        if (written.isEmpty()) {
            ExportReader reader = ExportReader.at(world.host().read(context), from)
                    .orElseThrow(() -> Failure.unmet("there is no " + from));
            return found(world, reader, Contents.held(reader), refusals);
        }
        Database origin = written.get().database();
        try (Source source = Systems.source(origin, world.reading(origin))) {
            SelectedRows rows = new SelectedRows(
                    source, origin.toString(), written.get().wanted().of(source, origin.toString()));
            return found(world, rows, rows.held(), refusals);
        } catch (SQLException e) {
            throw Failure.unmet(origin + " cannot be read: " + e.getMessage());
        }
    }

    private Found found(Probe world, RowStream rows, Contents.Held brought, Refusals refusals) {
        Contents.Held held = FileRows.held(brought, jobs.tags());
        FileRows file = new FileRows(rows, jobs.tags());
        List<Table> there = Systems.tables(world, database);
        List<Job> found = jobs.of(held, there, from, database.toString());
        try {
            KeyPlan plan = KeyPlan.of(found, held, there, replace);
            KeyCheck keys =
                    new KeyCheck(plan, database, asks ? Optional.of(world) : Optional.empty(), replace, refusals);
            look(new Look(file, found, keys, refusals), plan.parts());
        } catch (Failure trouble) {
            return new Found(List.of(trouble.message()), SetAside.NONE, List.of(), List.of());
        } catch (IOException e) {
            throw Failure.unmet(rows.path() + " cannot be read: " + Reason.of(e));
        }
        return keeps
                ? new Found(refusals.staying(), refusals.kept(), refusals.lines(), file.leftOut())
                : new Found(refusals.lines(), SetAside.NONE, List.of(), file.leftOut());
    }

    /** What rows are looked at with. */
    private record Look(FileRows file, List<Job> jobs, KeyCheck keys, Refusals refusals) {}

    /** Rows that are kept are not there for others that lead to them: these are looked for until there are no more. */
    private void look(Look look, long parts) throws IOException {
        Refusals refusals = look.refusals();
        for (int i = 0; i < DEEPEST; i++) {
            long before = refusals.count();
            refusals.again();
            for (long part = 0; part < parts; part++) {
                look.keys().begin(Pass.NOTE, part);
                boolean first = part == 0;
                pass(
                        look,
                        first ? new Trial(database, look.keys(), keeps) : look.keys(),
                        first ? refusals : TOLD_BEFORE);
                if (look.keys().doubts()) {
                    look.keys().begin(Pass.TELL, part);
                    pass(look, look.keys(), TOLD_BEFORE);
                }
                look.keys().staying();
            }
            if (refusals.count() == before) {
                return;
            }
        }
        throw Failure.unmet("rows lead to rows that would be set aside, and others to these, more than " + DEEPEST
                + " times over; mend the first ones: " + String.join("; ", refusals.lines()));
    }

    private static void pass(Look look, Intake into, Transfer.Refusing refusing) throws IOException {
        SetAside.Taking taking = (rule, number, columns, row) -> look.refusals().holds(rule.table(), number);
        FileRows file = look.file();
        KeyCheck keys = look.keys();
        for (List<Job> round : Transfer.rounds(look.jobs())) {
            Transfer transfer = new Transfer(round, into, refusing, Passing.UNHEARD, taking);
            keys.numbers(transfer::number);
            file.read(transfer::wants, transfer, refusing);
        }
    }

    /** Looks at rows as a server would; what it refuses, another has seen, unless such rows are kept. */
    private static final class Trial implements Intake {
        private final Database database;
        private final KeyCheck keys;
        private final boolean keeps;
        private Optional<Encoder> encoder = Optional.empty();

        private Trial(Database database, KeyCheck keys, boolean keeps) {
            this.database = database;
            this.keys = keys;
            this.keeps = keeps;
        }

        @Override
        public void begin(Table table, List<Column> columns) {
            encoder = Optional.of(Systems.encoder(database, columns));
            keys.begin(table, columns);
        }

        @Override
        public void row(Row row) throws Refused {
            if (!keeps) {
                keys.row(row);
            }
            encoder.orElseThrow().add(row);
            encoder.orElseThrow().clear();
            if (keeps) {
                keys.row(row);
            }
        }

        @Override
        public void end() {
            encoder = Optional.empty();
            keys.end();
        }
    }

    @Override
    public List<Target> needs() {
        return Stream.concat(
                        DatabaseFact.needs(database).stream(),
                        written.stream().flatMap(from -> DatabaseFact.needs(from.database()).stream()))
                .distinct()
                .toList();
    }

    @Override
    public String subject() {
        return "rows of " + from + " that do not fit";
    }

    @Override
    public String show(Found found) {
        return found.refused().isEmpty() ? "" : String.valueOf(found.refused().size());
    }

    @Override
    public boolean estimate() {
        return true;
    }
}
