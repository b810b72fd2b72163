package dev.belay.drivers.mariadb;

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
import dev.belay.driver.database.Inside;
import dev.belay.driver.database.Naming;
import dev.belay.driver.database.Tolerance;
import dev.belay.expr.Value;
import dev.belay.host.Command;
import dev.belay.host.Context;
import dev.belay.plan.Again;
import dev.belay.plan.WayBack;
import dev.belay.value.Size;
import dev.belay.value.VersionRange;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Replaces a database by a backup: loads it into a new database beside the old one, looks whether all arrived, then gives its
 * tables the place of the old ones, which stay in a database of another name until the run is accepted.
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
        Tolerance accept,
        Optional<Duration> timeout,
        Map<String, Value> again)
        implements Action {

    private static final long BYTES_A_SECOND = 10_000_000;
    private static final VersionRange ATOMIC = VersionRange.parse(">=10.6");

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
                new Tolerance(arguments.texts("accept")),
                arguments.optionalDuration("timeout"),
                again);
    }

    @Override
    public void predict(Forecast f) {
        Naming naming = Naming.of(f.run(), f.keep());
        Database before = naming.before(database());
        f.again(Again.CLEAN_FIRST);
        f.back(wayBack(before));
        Vault.Kept kept = new Vault.Kept(before, naming.comment());
        if (f.now(kept)) {
            return;
        }
        if (f.now(new DatabaseFacts.Exists(before))) {
            f.remark("an earlier attempt began to put it in place, and goes on there");
        } else if (source instanceof RestoreSource.Kept other && !f.now(new Vault.Whole(named(other)))) {
            f.remark("its tables never moved: what was dropped beside them is made again");
            f.becomes(new DatabaseFacts.Exists(named(other)), false);
            return;
        } else {
            foreseeReplacing(f, naming);
        }
        declared.restored().ifPresent(command -> f.remark("then runs: " + command));
        f.disturbs(Target.database(database()));
        f.becomes(new DatabaseFacts.Exists(database()), true);
        f.becomes(kept, true);
    }

    private void foreseeReplacing(Forecast f, Naming naming) {
        boolean exists = f.now(new DatabaseFacts.Exists(database()));
        Size size = source.foresee(f, database(), account());
        RestoreSource.mustMakeDatabases(f, database(), naming.before(database()), naming.beside(database()));
        source.mustHaveTools(f, database(), account());
        if (exists) {
            foreseeLoss(f, naming.before(database()));
        }
        if (!ATOMIC.contains(f.now(new DatabaseFacts.ServerVersion(database())))) {
            f.remark("before MariaDB 10.6 a server that dies while it renames tables may leave some of them renamed");
        }
        f.costs(size, Duration.ofSeconds(2 + size.bytes() / BYTES_A_SECOND));
        f.remark("loads into a new database; then ends all sessions in "
                + database().name()
                + ", gives the new tables the place of the old ones, and keeps those in "
                + naming.before(database()).name() + " until accept");
    }

    private Back wayBack(Database before) {
        Map<String, Value> arguments = new LinkedHashMap<>(again);
        arguments.put("from", Value.of(RestoreSource.KEPT + before.name()));
        return Back.step("restore/mariadb", arguments, "restore " + database().resource());
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
        if (w.read(new Vault.Kept(before, naming.comment()))) {
            return Result.none();
        }
        Session.endLeftOvers(w, database());
        boolean begun = w.read(new DatabaseFacts.Exists(before));
        if (!begun && source instanceof RestoreSource.Kept kept && !w.read(new Vault.Whole(named(kept)))) {
            new Swap(w, database(), named(kept), named(kept)).giveUp();
            return Result.none().remark("the tables had never moved");
        }
        Database fresh = source instanceof RestoreSource.Kept kept ? named(kept) : naming.beside(database());
        Result result = Result.none();
        if (!begun && source instanceof RestoreSource.File file) {
            for (String line : load(w, fresh, file.path())) {
                result = result.remark(line);
            }
        }
        new Swap(w, database(), fresh, before).apply();
        declared.restored()
                .ifPresent(command -> w.must(
                        Command.of("bash", "-euo", "pipefail", "-c", command).in(context)));
        try (Session server = Session.ofServer(w, database())) {
            Vault.keep(server, before, naming.comment());
        }
        return result.remark("kept: the database as it was before, " + before + ", "
                + w.read(new DatabaseFacts.DatabaseSize(before)) + "; until accept");
    }

    private List<String> load(Work w, Database fresh, String path) {
        try (Session server = Session.ofServer(w, database())) {
            Swap.makeAnew(server, database(), fresh);
        }
        List<String> remarks = new Loading(w, fresh, account(), accept, timeout).load(path);
        try (Session inside = Session.of(w, fresh)) {
            Vault.close(inside, fresh);
        }
        return remarks;
    }

    @Override
    public List<String> leftBehind(Probe world, String run, String keep) {
        Database beside = Naming.of(run, keep).beside(database());
        return world.read(new DatabaseFacts.Exists(beside))
                ? List.of("the database " + beside + ", which was being loaded")
                : List.of();
    }

    /** Where the swap was begun, the database beside is needed to go on. */
    @Override
    public void discard(Work w) {
        Session.endLeftOvers(w, database());
        Naming naming = Naming.of(w.run(), w.keep());
        if (!w.read(new DatabaseFacts.Exists(naming.before(database())))) {
            try (Session server = Session.ofServer(w, database())) {
                Swap.drop(server, naming.beside(database()));
            }
        }
    }

    @Override
    public void accept(Work w) {
        Naming naming = Naming.of(w.run(), w.keep());
        Database before = naming.before(database());
        if (w.read(new Vault.Kept(before, naming.comment()))) {
            try (Session server = Session.ofServer(w, database())) {
                Swap.drop(server, before);
            }
        }
    }

    /** Before the swap a broken attempt left at most a database beside, which the next one removes. */
    @Override
    public Standing resolve(Resolving world) {
        Standing standing = world.compare();
        boolean partial = standing == Standing.UNKNOWN || (standing == Standing.NOT_STARTED && swapping(world));
        return partial ? Standing.PARTIAL : standing;
    }

    /** Whether the database that the way back names is there. */
    private boolean swapping(Resolving world) {
        return world.intended().way() instanceof WayBack.Steps way
                && way.deeds().stream()
                        .flatMap(deed -> Optional.ofNullable(deed.arguments().get("from")).stream())
                        .map(from -> RestoreSource.of(Arguments.text(from), context))
                        .anyMatch(from -> from instanceof RestoreSource.Kept kept
                                && new DatabaseFacts.Exists(named(kept)).read(world));
    }

    @Override
    public List<Target> touches() {
        return List.of(Target.database(database()));
    }

    private Database database() {
        return declared.database();
    }

    private Context account() {
        return Inside.account(database(), context);
    }

    private Database named(RestoreSource.Kept kept) {
        return database().named(kept.name());
    }
}
