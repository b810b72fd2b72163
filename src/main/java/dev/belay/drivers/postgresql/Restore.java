package dev.belay.drivers.postgresql;

import dev.belay.database.Database;
import dev.belay.driver.Action;
import dev.belay.driver.Arguments;
import dev.belay.driver.Back;
import dev.belay.driver.Forecast;
import dev.belay.driver.Probe;
import dev.belay.driver.Resolving;
import dev.belay.driver.Result;
import dev.belay.driver.Standing;
import dev.belay.driver.Target;
import dev.belay.driver.Work;
import dev.belay.driver.database.DeclaredDatabase;
import dev.belay.driver.database.Naming;
import dev.belay.expr.Value;
import dev.belay.host.Command;
import dev.belay.host.Context;
import dev.belay.plan.Again;
import dev.belay.plan.WayBack;
import dev.belay.value.Size;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Replaces a database by a backup: loads it into a new database beside the old one, counts what arrived, then gives each the
 * other's place in one transaction. The old one stays, renamed, until the run is accepted.
 *
 * @param declared what is replaced
 * @param context of the step
 * @param source what it is replaced by
 * @param clean true where tables in the old one are no reason to refuse
 * @param accept patterns of errors of the load that are no failure
 * @param timeout of the load
 * @param again the arguments of a restore of the same database, all but the source
 */
record Restore(
        DeclaredDatabase declared,
        Context context,
        RestoreSource source,
        boolean clean,
        List<String> accept,
        Optional<Duration> timeout,
        Map<String, Value> again)
        implements Action {

    private static final long BYTES_A_SECOND = 10_000_000;

    Restore {
        accept = List.copyOf(accept);
    }

    static Action of(Arguments arguments) {
        Map<String, Value> again = new LinkedHashMap<>();
        List.of("subject", "as", "dir", "path", "env")
                .forEach(name -> arguments.find(name).ifPresent(value -> again.put(name, value)));
        again.put("clean", Value.of(true));
        return new Restore(
                DeclaredDatabase.of(arguments.resource("subject", "database")),
                arguments.context(),
                RestoreSource.of(arguments.text("from"), arguments.context()),
                arguments.flag("clean"),
                arguments.texts("accept"),
                arguments.optionalDuration("timeout"),
                again);
    }

    @Override
    public void predict(Forecast f) {
        Naming naming = Naming.of(f.run(), f.keep());
        Database before = naming.before(database());
        f.again(Again.CLEAN_FIRST);
        f.back(wayBack(before));
        DatabaseFacts.Kept kept = new DatabaseFacts.Kept(before, naming.comment());
        if (f.now(kept)) {
            return;
        }
        if (f.now(new DatabaseFacts.Exists(before))) {
            f.remark("the database is in its place already, and what was there is " + before.name());
        } else {
            foreseeReplacing(f, before);
        }
        declared.restored().ifPresent(command -> f.remark("then runs: " + command));
        f.disturbs(Target.database(database()));
        f.becomes(new DatabaseFacts.Exists(database()), true);
        f.becomes(kept, true);
    }

    private void foreseeReplacing(Forecast f, Database before) {
        boolean exists = f.now(new DatabaseFacts.Exists(database()));
        Size size = source.foresee(f, database(), account());
        RestoreSource.mustMakeDatabases(f, database());
        source.mustHaveTools(f, database(), account());
        if (exists) {
            foreseeLoss(f, before);
        }
        f.costs(size, Duration.ofSeconds(2 + size.bytes() / BYTES_A_SECOND));
        f.remark("loads into a new database; then ends all sessions in "
                + database().name() + ", gives the new one its name, and keeps the old one as " + before.name()
                + " until accept");
    }

    private Back wayBack(Database before) {
        Map<String, Value> arguments = new LinkedHashMap<>(again);
        arguments.put("from", Value.of(RestoreSource.KEPT + before.name()));
        return Back.step(
                "restore/postgresql", arguments, "restore " + database().resource());
    }

    /** Where an earlier step decides what is in it then, it counts as something that is lost. */
    private void foreseeLoss(Forecast f, Database before) {
        DatabaseFacts.Tables tables = new DatabaseFacts.Tables(database());
        boolean known = f.foreseen(tables);
        long count = known ? f.now(tables) : 0;
        if (count > 0 && !clean) {
            f.unmet("the database " + database() + " holds " + count + " tables; say clean: true to replace it");
        }
        if (count > 0 || (!known && clean)) {
            f.destroys("with accept what was written to " + database() + " since " + source.words()
                    + " was made; until then " + before.name() + " holds it");
        }
    }

    @Override
    public Result apply(Work w) {
        Naming naming = Naming.of(w.run(), w.keep());
        Database before = naming.before(database());
        if (w.read(new DatabaseFacts.Kept(before, naming.comment()))) {
            return Result.none();
        }
        Session.endLeftOvers(w, database());
        Result result = Result.none();
        if (!w.read(new DatabaseFacts.Exists(before))) {
            result = replace(w, naming, before);
        }
        declared.restored()
                .ifPresent(command -> w.must(
                        Command.of("bash", "-euo", "pipefail", "-c", command).in(context)));
        try (Session server = Session.ofServer(w, database())) {
            if (source instanceof RestoreSource.Kept) {
                server.commentLike(database().name(), before.name());
            }
            server.comment(before.name(), naming.comment());
        }
        return result.remark("kept: the database as it was before, " + before + ", "
                + w.read(new DatabaseFacts.DatabaseSize(before)) + "; until accept");
    }

    private Result replace(Work w, Naming naming, Database before) {
        boolean exists = w.read(new DatabaseFacts.Exists(database()));
        Beside beside = new Beside(w, database(), naming.beside(database()));
        if (!exists) {
            beside.makeMissing();
        }
        Result result = Result.none();
        String fresh;
        if (source instanceof RestoreSource.Kept kept) {
            fresh = kept.name();
        } else {
            beside.remove();
            fresh = beside.database().name();
            for (String line : load(w, beside)) {
                result = result.remark(line);
            }
        }
        beside.swap(fresh, before.name());
        return result;
    }

    private List<String> load(Work w, Beside beside) {
        if (source instanceof RestoreSource.Copy copy) {
            return beside.copyOf(copy.name());
        }
        String path = ((RestoreSource.File) source).path();
        List<String> remarks = beside.make();
        return new Loading(w, beside.database(), context, accept, timeout).load(path, remarks);
    }

    @Override
    public List<String> leftBehind(Probe world, String run, String keep) {
        Database beside = Naming.of(run, keep).beside(database());
        return world.read(new DatabaseFacts.Exists(beside))
                ? List.of("the database " + beside + ", which was being loaded")
                : List.of();
    }

    @Override
    public void discard(Work w) {
        Session.endLeftOvers(w, database());
        new Beside(w, database(), Naming.of(w.run(), w.keep()).beside(database())).remove();
    }

    @Override
    public void accept(Work w) {
        Naming naming = Naming.of(w.run(), w.keep());
        Database before = naming.before(database());
        if (w.read(new DatabaseFacts.Kept(before, naming.comment()))) {
            try (Session server = Session.ofServer(w, database())) {
                server.drop(before.name());
            }
        }
    }

    /** Before the swap a broken attempt left at most a database beside, which the next one removes. */
    @Override
    public Standing resolve(Resolving world) {
        Standing standing = world.compare();
        boolean partial = standing == Standing.UNKNOWN || (standing == Standing.NOT_STARTED && swapped(world));
        return partial ? Standing.PARTIAL : standing;
    }

    /** Whether the database that the way back names is there. */
    private boolean swapped(Resolving world) {
        return world.intended().way() instanceof WayBack.Steps way
                && way.deeds().stream()
                        .flatMap(deed -> Optional.ofNullable(deed.arguments().get("from")).stream())
                        .map(from -> RestoreSource.of(Arguments.text(from), context))
                        .anyMatch(from -> from instanceof RestoreSource.Kept kept
                                && new DatabaseFacts.Exists(database().named(kept.name())).read(world));
    }

    @Override
    public List<Target> touches() {
        return List.of(Target.database(database()));
    }

    private Database database() {
        return declared.database();
    }

    private Context account() {
        return PgTools.account(database(), context);
    }
}
