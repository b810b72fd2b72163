package dev.belay.drivers.postgresql;

import dev.belay.database.Database;
import dev.belay.driver.Action;
import dev.belay.driver.Arguments;
import dev.belay.driver.Back;
import dev.belay.driver.Fact;
import dev.belay.driver.Forecast;
import dev.belay.driver.Probe;
import dev.belay.driver.Resolving;
import dev.belay.driver.Result;
import dev.belay.driver.Standing;
import dev.belay.driver.Target;
import dev.belay.driver.Work;
import dev.belay.driver.database.Cancelling;
import dev.belay.driver.database.DeclaredDatabase;
import dev.belay.host.Context;
import dev.belay.host.FileReader;
import dev.belay.plan.Again;
import dev.belay.value.Digest;
import dev.belay.value.Exit;
import dev.belay.value.Failure;
import dev.belay.value.Headway;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Applies the files of a folder in order of their whole names: each in one transaction, together with its row in the history
 * table; it stops at the first error.
 *
 * @param database to which they are applied
 * @param context as whom the files are read
 * @param folder of the files; absolute
 * @param baseline the last file that counts as applied
 * @param accept SQLSTATEs that say that a file is applied already
 * @param timeout for all files together, after which the server ends the one at hand
 */
record MigrateSql(
        Database database,
        Context context,
        String folder,
        Optional<String> baseline,
        List<String> accept,
        Optional<Duration> timeout)
        implements Action {

    MigrateSql {
        accept = List.copyOf(accept);
    }

    static Action of(Arguments arguments) {
        Context context = arguments.context();
        List<String> accept = arguments.texts("accept");
        accept.stream()
                .filter(state -> !state.matches("[0-9A-Z]{5}"))
                .findFirst()
                .ifPresent(wrong -> {
                    throw Failure.wrong(
                            "accept: takes SQLSTATEs of five characters such as '42P07', not '" + wrong + "'",
                            "they are listed in appendix A of PostgreSQL's manual");
                });
        return new MigrateSql(
                DeclaredDatabase.of(arguments, "subject"),
                context,
                context.absolute(arguments.text("sql")),
                arguments.optionalText("baseline").map(name -> name.substring(name.lastIndexOf('/') + 1)),
                accept,
                arguments.optionalDuration("timeout"));
    }

    /** The files of a folder that end in .sql. */
    record Files(Context context, String folder) implements Fact<SortedMap<String, SqlFile>> {
        @Override
        public SortedMap<String, SqlFile> read(Probe world) {
            FileReader files = world.host().read(context);
            SortedMap<String, SqlFile> found = new TreeMap<>();
            files.list(folder).stream()
                    .filter(name -> name.endsWith(".sql"))
                    .forEach(name -> found.put(name, SqlFile.read(name, files.open(folder + "/" + name))));
            return found;
        }

        @Override
        public Target target() {
            return Target.files(folder);
        }

        @Override
        public String subject() {
            return folder;
        }

        @Override
        public String show(SortedMap<String, SqlFile> value) {
            return value.isEmpty()
                    ? ""
                    : value.size() + " files (" + Digest.of(value.toString()).brief() + ")";
        }
    }

    @Override
    public void predict(Forecast f) {
        f.again(Again.IDEMPOTENT);
        f.back(new Back.Restore(Target.database(database)));
        SortedMap<String, SqlFile> files = f.now(new Files(context, folder));
        if (files.isEmpty()) {
            throw Failure.unmet("there are no .sql files in " + folder);
        }
        if (!f.now(new DatabaseFacts.Exists(database))) {
            throw Failure.unmet("there is no database " + database);
        }
        Migration migration = Migration.of(files, f.now(new History.Rows(database)), baseline, f.run());
        migration.unmet().forEach(f::unmet);
        if (migration.done()) {
            return;
        }
        migration.remarks().forEach(f::remark);
        if (migration.apply().values().stream().anyMatch(SqlFile::alone)) {
            f.again(Again.ONCE);
        }
        if (!migration.apply().isEmpty()) {
            f.disturbs(new DatabaseFacts.Schema(database));
            f.disturbs(new DatabaseFacts.Tables(database));
            f.disturbs(new DatabaseFacts.Extensions(database));
            f.disturbs(new DatabaseFacts.DatabaseSize(database));
        }
        f.disturbs(new History.Rows(database));
        f.becomes(new History.Table(database), true);
        if (!migration.baseline().isEmpty()) {
            f.remark(migration.baseline().size() + " files up to " + baseline.orElse("") + " count as applied");
            f.becomes(new History.Applied(database, baseline.orElse("")), true);
        }
        migration.apply().keySet().forEach(name -> f.becomes(new History.Applied(database, name), true));
    }

    @Override
    public Result apply(Work w) {
        Session.endLeftOvers(w, database);
        SortedMap<String, SqlFile> files = w.read(new Files(context, folder));
        Migration migration = Migration.of(files, w.read(new History.Rows(database)), baseline, w.run());
        if (!migration.unmet().isEmpty()) {
            throw Failure.unmet(String.join("; ", migration.unmet()));
        }
        recordBaseline(w, migration);
        try (Cancelling limit = Session.cancelling(w, timeout)) {
            return applyFiles(w, migration, limit);
        }
    }

    private Result applyFiles(Work w, Migration migration, Cancelling limit) {
        Result result = Result.none();
        int done = 0;
        for (Map.Entry<String, SqlFile> file : migration.apply().entrySet()) {
            w.say(file.getKey());
            Optional<String> remark = file.getValue().alone()
                    ? alone(w, limit, file.getKey(), file.getValue())
                    : together(w, limit, file.getKey(), file.getValue());
            result = remark.isPresent() ? result.remark(remark.get()) : result;
            w.progress(Headway.of(++done, migration.apply().size(), "files"));
        }
        return result;
    }

    private void recordBaseline(Work w, Migration migration) {
        if (migration.baseline().isEmpty()) {
            return;
        }
        try (Session session = Session.of(w, database)) {
            String table = History.made(session);
            migration
                    .baseline()
                    .forEach((name, file) -> History.write(session, table, name, row(w, file, History.State.BASELINE)));
        }
    }

    /**
     * Each file has a session of its own, so that what one sets does not reach the next. The history table is made in the same
     * transaction, so that a first file that fails leaves nothing at all.
     */
    private Optional<String> together(Work w, Cancelling limit, String name, SqlFile file) {
        try (Session session = Session.of(w, database)) {
            session.connection().setAutoCommit(false);
            String table = History.made(session);
            new SqlRun(limit, true, session.connection(), name).all(open(w, name));
            History.write(session, table, name, row(w, file, History.State.APPLIED));
            session.connection().commit();
            return Optional.empty();
        } catch (Failure failure) {
            return Optional.of(present(w, name, file, failure));
        } catch (SQLException e) {
            throw new Failure(Exit.FAILED, name + ": " + e.getMessage(), e);
        }
    }

    /** The session is closed, so its transaction is rolled back. */
    private String present(Work w, String name, SqlFile file, Failure failure) {
        String state = failure.getCause() instanceof SQLException cause ? String.valueOf(cause.getSQLState()) : "";
        if (!accept.contains(state)) {
            throw new Failure(
                    failure.exit(),
                    failure.message() + "; the file was rolled back, the files before it stay applied",
                    failure,
                    failure.remedies().toArray(String[]::new));
        }
        try (Session session = Session.of(w, database)) {
            History.write(session, History.made(session), name, row(w, file, History.State.PRESENT));
        }
        return name + " was there already (" + state + "): rolled back, recorded";
    }

    private Optional<String> alone(Work w, Cancelling limit, String name, SqlFile file) {
        try (Session session = Session.of(w, database)) {
            String table = History.made(session);
            History.write(session, table, name, row(w, file, History.State.BEGUN));
            new SqlRun(limit, false, session.connection(), name).all(open(w, name));
            History.write(session, table, name, row(w, file, History.State.APPLIED));
        }
        return Optional.empty();
    }

    private java.io.InputStream open(Work w, String name) {
        return w.host().read(context).open(folder + "/" + name);
    }

    private static History.Row row(Work w, SqlFile file, History.State state) {
        return new History.Row(file.sha256(), state, w.run());
    }

    /** A file that was begun outside of a transaction is for a person to judge; all else the history tells. */
    @Override
    public Standing resolve(Resolving world) {
        boolean begun = world.read(new History.Rows(database)).values().stream()
                .anyMatch(row -> row.state() == History.State.BEGUN);
        Standing standing = world.compare();
        return begun ? Standing.UNKNOWN : standing == Standing.UNKNOWN ? Standing.PARTIAL : standing;
    }

    @Override
    public List<Target> touches() {
        return List.of(Target.database(database));
    }
}
