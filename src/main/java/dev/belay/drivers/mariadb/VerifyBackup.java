package dev.belay.drivers.mariadb;

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
import dev.belay.driver.database.Inside;
import dev.belay.driver.database.Naming;
import dev.belay.driver.database.RowCounts;
import dev.belay.driver.database.Tolerance;
import dev.belay.host.Context;
import dev.belay.host.FileReader;
import dev.belay.plan.Again;
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
 * @param file the backup
 * @param accept patterns of errors of the load that are no failure
 * @param timeout of the load
 */
record VerifyBackup(Database database, Context context, String file, Tolerance accept, Optional<Duration> timeout)
        implements Action {

    private static final long BYTES_A_SECOND = 10_000_000;

    static Action of(Arguments arguments) {
        return new VerifyBackup(
                DeclaredDatabase.of(arguments, "database"),
                arguments.context(),
                arguments.context().absolute(arguments.text("backup")),
                new Tolerance(arguments.texts("accept")),
                arguments.optionalDuration("timeout"));
    }

    @Override
    public void predict(Forecast f) {
        f.checks();
        f.again(Again.CLEAN_FIRST);
        f.back(new Back.Nothing());
        RestoreSource source = new RestoreSource.File(file);
        Size size = source.foresee(f, database, account());
        Database scratch = scratch(f.run(), f.keep());
        RestoreSource.mustMakeDatabases(f, database, scratch);
        source.mustHaveTools(f, database, account());
        f.costs(size, Duration.ofSeconds(2 + size.bytes() / BYTES_A_SECOND));
        f.remark("loads it into the scratch database " + scratch.name() + ", counts its rows, and drops it");
    }

    @Override
    public Result apply(Work w) {
        Session.endLeftOvers(w, database);
        Database scratch = scratch(w.run(), w.keep());
        make(w, scratch);
        try {
            List<String> remarks = new Loading(w, scratch, account(), accept, timeout).load(file);
            RowCounts restored = restored(w, scratch);
            FileReader files = w.host().files(account());
            restored.mustBe(InsertedRows.read(file, files.open(file)), file);
            Result result = Result.none().remark(file + " restored: " + restored.sum() + ", as in the backup");
            for (String remark : remarks) {
                result = result.remark(remark);
            }
            return result;
        } finally {
            remove(w, scratch);
        }
    }

    private void make(Work w, Database scratch) {
        try (Session server = Session.ofServer(w, database)) {
            Swap.makeAnew(server, database, scratch);
        }
    }

    private void remove(Work w, Database scratch) {
        try (Session server = Session.ofServer(w, database)) {
            Swap.drop(server, scratch);
        }
    }

    private static RowCounts restored(Work w, Database scratch) {
        Map<String, Long> rows = new HashMap<>();
        try (Session inside = Session.of(w, scratch)) {
            for (String table : inside.column(
                    "select table_name from information_schema.tables where table_schema = ?"
                            + " and table_type in ('BASE TABLE', 'SYSTEM VERSIONED')",
                    scratch.name())) {
                String count = inside.column("select count(*) from " + Session.name(table))
                        .get(0);
                rows.put(table, Long.parseLong(count));
            }
        }
        return new RowCounts(rows);
    }

    @Override
    public List<String> leftBehind(Probe world, String run, String keep) {
        Database scratch = scratch(run, keep);
        return world.read(new DatabaseFacts.Exists(scratch)) ? List.of("the scratch database " + scratch) : List.of();
    }

    @Override
    public void discard(Work w) {
        Session.endLeftOvers(w, database);
        remove(w, scratch(w.run(), w.keep()));
    }

    @Override
    public List<Target> touches() {
        return List.of();
    }

    private Context account() {
        return Inside.account(database, context);
    }

    private Database scratch(String run, String keep) {
        return Naming.of(run, keep).beside(database);
    }
}
