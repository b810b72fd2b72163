package dev.belay.drivers.postgresql;

import dev.belay.database.Database;
import dev.belay.driver.Action;
import dev.belay.driver.Arguments;
import dev.belay.driver.Back;
import dev.belay.driver.Forecast;
import dev.belay.driver.Probe;
import dev.belay.driver.Result;
import dev.belay.driver.Target;
import dev.belay.driver.Work;
import dev.belay.driver.database.DeclaredDatabase;
import dev.belay.driver.database.Naming;
import dev.belay.driver.database.RowCounts;
import dev.belay.host.Context;
import dev.belay.plan.Again;
import dev.belay.value.Failure;
import dev.belay.value.Size;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Restores a backup into a scratch database on the server that it is of, counts the rows of each table, and drops it. What was restored
 * must be what the file holds.
 *
 * @param database which the backup is of
 * @param context of the step
 * @param source the backup
 * @param accept patterns of errors of the load that are no failure
 * @param timeout of the load, and of the reading of what the backup holds
 */
record VerifyBackup(
        Database database, Context context, RestoreSource source, List<String> accept, Optional<Duration> timeout)
        implements Action {

    private static final long BYTES_A_SECOND = 10_000_000;

    VerifyBackup {
        accept = List.copyOf(accept);
    }

    static Action of(Arguments arguments) {
        return new VerifyBackup(
                DeclaredDatabase.of(arguments, "database"),
                arguments.context(),
                RestoreSource.of(arguments.text("backup"), arguments.context()),
                arguments.texts("accept"),
                arguments.optionalDuration("timeout"));
    }

    @Override
    public void predict(Forecast f) {
        f.checks();
        f.again(Again.CLEAN_FIRST);
        f.back(new Back.Nothing());
        Size size = source.foresee(f, database, account());
        if (!(source instanceof RestoreSource.File)) {
            f.remark(source.words() + " is a copy that the server made: there is nothing to load");
            return;
        }
        RestoreSource.mustMakeDatabases(f, database);
        source.mustHaveTools(f, database, account());
        List<String> forbidden = f.now(new DatabaseFacts.ForbiddenExtensions(database));
        if (!forbidden.isEmpty()) {
            f.unmet("'" + database.user() + "' may not make the extension " + String.join(", ", forbidden)
                    + " in a scratch database, so that the backup cannot be tried");
        }
        f.costs(size, Duration.ofSeconds(2 + size.bytes() / BYTES_A_SECOND));
        f.remark("loads it into the scratch database "
                + scratch(f.run(), f.keep()).name() + ", counts its rows, and drops it");
    }

    @Override
    public Result apply(Work w) {
        if (!(source instanceof RestoreSource.File file)) {
            return mustExist(w);
        }
        Session.endLeftOvers(w, database);
        Beside beside = new Beside(w, database, scratch(w.run(), w.keep()));
        beside.remove();
        try {
            List<String> remarks = beside.make();
            remarks = new Loading(w, beside.database(), context, accept, timeout).load(file.path(), remarks);
            Result result =
                    Result.none().remark(file.path() + " restored: " + compared(w, beside.database(), file.path()));
            for (String remark : remarks) {
                result = result.remark(remark);
            }
            return result;
        } finally {
            beside.remove();
        }
    }

    private Result mustExist(Work w) {
        String name = source instanceof RestoreSource.Copy copy ? copy.name() : source.words();
        if (!w.read(new DatabaseFacts.Exists(database.named(name)))) {
            throw Failure.failed("there is no database " + name + " any more");
        }
        return Result.none();
    }

    /** Holds the tables that arrived against the backup. One may be missing only where an error was accepted, and is named. */
    private String compared(Work w, Database scratch, String path) {
        Optional<RowCounts> held = held(w, path);
        try (Session inside = Session.of(w, scratch)) {
            RowCounts restored = restored(inside);
            if (held.isEmpty()) {
                return restored.sum() + "; how many it holds cannot be told";
            }
            RowCounts expected = held.get().without(named(inside, DatabaseFacts.OTHER_TABLES));
            List<String> missing = expected.missingIn(restored.rows().keySet());
            restored.mustBe(accept.isEmpty() ? expected : expected.without(missing), path);
            return restored.sum() + ", as in the backup"
                    + (missing.isEmpty() ? "" : " but without " + String.join(", ", missing));
        }
    }

    private static RowCounts restored(Session inside) {
        Map<String, Long> rows = new HashMap<>();
        for (String name : inside.column(DatabaseFacts.OWN_TABLES)) {
            String count = inside.column("select count(*) from only " + name).get(0);
            rows.put(CopiedRows.plain(name), Long.parseLong(count));
        }
        return new RowCounts(rows);
    }

    private static List<String> named(Session inside, String sql) {
        return inside.column(sql).stream().map(CopiedRows::plain).toList();
    }

    private Optional<RowCounts> held(Work w, String path) {
        Optional<PgTools> tools = Loading.isArchive(w.host().files(account()), path)
                ? PgTools.loading(
                        w.read(new FileFacts.InstalledTools(database, account())),
                        w.read(new DatabaseFacts.ServerVersion(database)))
                : Optional.empty();
        return CopiedRows.of(
                w.must(CopiedRows.read(path, tools, account()).timeout(timeout).leavingNothing())
                        .out());
    }

    @Override
    public List<String> leftBehind(Probe world, String run, String keep) {
        Database scratch = scratch(run, keep);
        return world.read(new DatabaseFacts.Exists(scratch)) ? List.of("the scratch database " + scratch) : List.of();
    }

    @Override
    public void discard(Work w) {
        Session.endLeftOvers(w, database);
        new Beside(w, database, scratch(w.run(), w.keep())).remove();
    }

    @Override
    public List<Target> touches() {
        return List.of();
    }

    private Database scratch(String run, String keep) {
        return Naming.of(run, keep).beside(database);
    }

    private Context account() {
        return PgTools.account(database, context);
    }
}
