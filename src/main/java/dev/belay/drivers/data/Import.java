package dev.belay.drivers.data;

import dev.belay.catalog.Options;
import dev.belay.database.Database;
import dev.belay.driver.Action;
import dev.belay.driver.Arguments;
import dev.belay.driver.Back;
import dev.belay.driver.Forecast;
import dev.belay.driver.Resolving;
import dev.belay.driver.Result;
import dev.belay.driver.Standing;
import dev.belay.driver.Target;
import dev.belay.driver.Work;
import dev.belay.driver.database.DeclaredDatabase;
import dev.belay.driver.database.Naming;
import dev.belay.drivers.data.Destination.Way;
import dev.belay.drivers.data.Jobs.Job;
import dev.belay.drivers.data.RejectsFile.State;
import dev.belay.drivers.data.format.ExportReader;
import dev.belay.expr.Value;
import dev.belay.host.Context;
import dev.belay.plan.Again;
import dev.belay.value.Count;
import dev.belay.value.Failure;
import dev.belay.value.Size;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Brings the rows of an export into tables, all of them in one transaction.
 *
 * @param context who reads the file
 * @param from the file or folder, absolute
 * @param replace whether the rows that are there go
 * @param rejects the file into which rows go that would be refused, absolute; empty where they stop the import
 * @param told what a verification is to know of it
 */
record Import(
        Database database,
        Context context,
        String from,
        boolean replace,
        Jobs jobs,
        Optional<String> rejects,
        Optional<Duration> timeout,
        RowCheck check,
        Value told)
        implements Action {

    private static final int NAMED = 3;
    private static final long ROWS_A_SECOND = 200_000;

    static Action of(Arguments arguments, RowCheck check) {
        return new Import(
                DeclaredDatabase.of(arguments, "subject"),
                arguments.context(),
                arguments.context().absolute(arguments.text("from")),
                arguments.text("mode").equals("replace"),
                Jobs.of(arguments),
                arguments.optionalText(RowsOf.REJECTS).map(arguments.context()::absolute),
                arguments.optionalDuration(Options.TIMEOUT.name()),
                check,
                RowsOf.told(arguments));
    }

    @Override
    public void predict(Forecast f) {
        f.again(Again.IDEMPOTENT);
        f.back(new Back.Restore(Target.database(database)));
        Contents contents = new Contents(context, from);
        Contents.Held given = f.now(contents).orElseThrow(() -> Failure.unmet("there is no " + from));
        Contents.Held held = FileRows.held(given, jobs.tags());
        List<Job> found = jobs.of(held, f.now(new TablesOf(database)), from, database.toString());
        List<String> troubles = troubles(held, found);
        troubles.forEach(f::unmet);
        long rows = found.stream()
                .mapToLong(job -> held.part(job.rule().source()).rows())
                .sum();
        f.remark(Count.of(found.size(), "table") + ", " + Count.of(rows, "row") + " in the file");
        f.costs(Size.ZERO, Duration.ofSeconds(1 + rows / ROWS_A_SECOND));
        RowEstimates estimates = new RowEstimates(database);
        if (replace) {
            Amount about = about(f.now(estimates), found);
            f.destroys("all rows of " + Count.of(found.size(), "table") + " of '" + database.resource() + "' ("
                    + about.rows() + " rows about), replaced by those of " + from);
        }
        Optional<Misfits.Found> looked = troubles.isEmpty() ? check(f) : Optional.empty();
        rejects.ifPresent(path -> {
            setsAside(f, new RejectsFile(context, path, mark(f.run(), f.keep())), looked);
            guarded(f, found);
        });
        f.becomes(new Imported(database, mark(f.run(), f.keep())), true);
        f.disturbs(estimates);
    }

    private static List<String> troubles(Contents.Held held, List<Job> found) {
        return found.stream()
                .filter(job -> held.part(job.rule().source()).rows() > 0)
                .flatMap(job ->
                        Mapping.troubles(
                                        job.table(),
                                        job.rule(),
                                        held.part(job.rule().source()).columns())
                                .stream()
                                .map(trouble -> job.table().name() + ": " + trouble))
                .toList();
    }

    private static Amount about(Map<String, Amount> all, List<Job> found) {
        return found.stream()
                .map(job -> all.getOrDefault(job.table().name(), Amount.NOTHING))
                .reduce(Amount.NOTHING, Amount::plus);
    }

    /**
     * Reads the rows, of the file or of the database that it will be written from, and tells which of them the tables would refuse.
     *
     * @return what was found; empty where that cannot be told yet
     */
    private Optional<Misfits.Found> check(Forecast f) {
        Optional<Written.From> written = f.now(new Written(context, from));
        List<String> doubtful = written.map(each -> each.wanted().doubtful()).orElse(List.of());
        if (!doubtful.isEmpty()) {
            f.remark("whether each row fits is known when the file is there: " + String.join(", ", doubtful)
                    + " may do more than read, and a preview does not run it");
            return Optional.empty();
        }
        Misfits misfits = misfits(written, f.foreseen(new RowEstimates(database)));
        Misfits.Found found = check.of(misfits, state(f, written), f.now(new TablesOf(database)), () -> f.now(misfits));
        written.ifPresent(each -> f.remark("the rows were looked at in " + each.database()));
        found.refused().forEach(f::unmet);
        found.leftOut().forEach(f::remark);
        return Optional.of(found);
    }

    /** The rows that the tables refuse as they are now. */
    Misfits misfits() {
        return misfits(Optional.empty(), true);
    }

    private Misfits misfits(Optional<Written.From> written, boolean asks) {
        return new Misfits(database, context, from, written, replace, jobs, asks, rejects.isPresent());
    }

    /** Tells which rows go into the file of those that are set aside, and what becomes of one that is there. */
    private static void setsAside(Forecast f, RejectsFile file, Optional<Misfits.Found> looked) {
        State there = f.now(file);
        if (there == State.FOREIGN) {
            f.unmet(file.path() + " is there, and holds no rows that an import set aside; name another file");
            return;
        }
        if (there == State.OLDER) {
            f.remark(file.path() + " of an earlier import is kept beside it");
        }
        boolean any = looked.map(found -> found.aside().count() > 0).orElse(true);
        f.becomes(file, any ? State.WRITTEN : State.NOTHING);
        looked.filter(found -> found.aside().count() > 0).ifPresent(found -> {
            f.remark(rows(found.aside().count()) + " set aside into " + file.path() + ":");
            found.reasons().forEach(f::remark);
        });
    }

    /** Tells of which tables more rows may be set aside. */
    private void guarded(Forecast f, List<Job> found) {
        Guarded fact = new Guarded(database);
        List<String> guarded = f.foreseen(fact) ? f.now(fact) : List.of();
        List<String> filled = found.stream()
                .map(job -> job.table().name())
                .filter(guarded::contains)
                .toList();
        if (!filled.isEmpty()) {
            String named = filled.stream().limit(NAMED).collect(Collectors.joining(", "))
                    + (filled.size() > NAMED ? " and " + (filled.size() - NAMED) + " more tables" : "");
            f.remark("rows that a check or a trigger of " + named
                    + " refuses are set aside, too; which ones, only the server can tell");
        }
    }

    private static String rows(long count) {
        return Count.of(count, "row") + (count == 1 ? " is" : " are");
    }

    /** Something that is another once the rows are. */
    private List<String> state(Forecast f, Optional<Written.From> written) {
        if (written.isPresent()) {
            Database origin = written.get().database();
            return List.of(f.now(new TablesOf(origin)).toString(), f.now(new RowChanges(origin)));
        }
        return state(
                ExportReader.at(f.host().read(context), from).orElseThrow(() -> Failure.unmet("there is no " + from)),
                () -> f.now(new RowChanges(database)));
    }

    /** Where rows stay, new ones are held against these. */
    private List<String> state(ExportReader reader, Supplier<String> changes) {
        return replace
                ? reader.state()
                : Stream.concat(reader.state().stream(), Stream.of(changes.get()))
                        .toList();
    }

    @Override
    public Result apply(Work w) {
        String mark = mark(w.run(), w.keep());
        if (w.read(new Imported(database, mark))) {
            return Result.of(told);
        }
        ExportReader reader =
                ExportReader.at(w.files(context), from).orElseThrow(() -> Failure.failed("there is no " + from));
        Contents.Held held = FileRows.held(w.read(new Contents(context, from)).orElseThrow(), jobs.tags());
        List<Job> found = jobs.of(held, w.read(new TablesOf(database)), from, database.toString());
        SetAside foreseen = rejects.isPresent() ? aside(w, reader) : SetAside.NONE;
        Bringing bringing = new Bringing(w, this, new Filling(reader, held, jobs, found), foreseen, mark);
        Map<String, Long> rows = bringing.rows();
        return told(rows, foreseen, bringing);
    }

    private Result told(Map<String, Long> rows, SetAside foreseen, Bringing bringing) {
        long brought = rows.values().stream().mapToLong(Long::longValue).sum();
        long aside = bringing.aside().count();
        Result result = Result.of(told).remark(Count.of(rows.size(), "table") + ", " + Count.of(brought, "row"));
        if (aside > 0) {
            result = result.remark(rows(aside) + " set aside into " + rejects.orElse(""));
        }
        if (aside > foreseen.count()) {
            result = result.remark(rows(aside - foreseen.count()) + " set aside more than was foreseen:");
            for (String reason : bringing.reasons()) {
                result = result.remark(reason);
            }
        }
        return result;
    }

    /** The rows that would be refused. */
    private SetAside aside(Work w, ExportReader reader) {
        Misfits misfits = misfits();
        Misfits.Found looked = check.of(
                misfits,
                state(reader, () -> w.read(new RowChanges(database))),
                w.read(new TablesOf(database)),
                () -> w.read(misfits));
        if (!looked.refused().isEmpty()) {
            throw Failure.unmet(String.join("; ", looked.refused()));
        }
        return looked.aside();
    }

    @Override
    public void discard(Work w) {
        rejects.ifPresent(path -> Rejects.discard(w.files(context), path));
    }

    @Override
    public Standing resolve(Resolving world) {
        Standing standing = world.compare();
        return standing == Standing.UNKNOWN ? Standing.NOT_STARTED : standing;
    }

    @Override
    public void accept(Work w) {
        String mark = mark(w.run(), w.keep());
        if (!w.read(new Imported(database, mark))) {
            return;
        }
        try (Destination destination = Systems.destination(w, database, Way.CAREFUL)) {
            destination.forget(mark);
        } catch (SQLException e) {
            throw Failure.failed(database + " does not forget the import: " + Systems.words(database, e));
        }
    }

    @Override
    public List<Target> touches() {
        return Stream.concat(
                        Stream.of(Target.database(database)), rejects.stream().map(Target::files))
                .toList();
    }

    private static String mark(String run, String keep) {
        Naming naming = Naming.of(run, keep);
        return naming.run() + "/" + naming.step();
    }
}
