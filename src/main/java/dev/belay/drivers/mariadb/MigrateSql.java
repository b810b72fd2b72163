package dev.belay.drivers.mariadb;

import dev.belay.database.Database;
import dev.belay.database.MariadbKind;
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
import dev.belay.value.Failure;
import dev.belay.value.Headway;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Applies the files of a folder in order of their whole names, statement by statement, each recorded in the history table; it stops
 * at the first error, and goes on there.
 *
 * @param database to which they are applied
 * @param context as whom the files are read
 * @param folder of the files; absolute
 * @param baseline the last file that counts as applied
 * @param accept numbers of errors, or SQLSTATEs, that say that a statement is applied already
 * @param timeout for all files together, after which the server ends the statement at hand
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
                .filter(code -> !code.matches("\\d{4}|[0-9A-Z]{5}"))
                .findFirst()
                .ifPresent(wrong -> {
                    throw Failure.wrong(
                            "accept: takes numbers of errors such as '1060', or SQLSTATEs such as '42S21', not '"
                                    + wrong + "'",
                            "they are listed in MariaDB's manual under error codes");
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
    record Files(Context context, String folder, Database database) implements Fact<SortedMap<String, ScriptFile>> {
        @Override
        public SortedMap<String, ScriptFile> read(Probe world) {
            FileReader files = world.host().read(context);
            SortedMap<String, ScriptFile> found = new TreeMap<>();
            files.list(folder).stream()
                    .filter(name -> name.endsWith(".sql"))
                    .forEach(name -> found.put(name, ScriptFile.read(name, files.open(folder + "/" + name), database)));
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
        public String show(SortedMap<String, ScriptFile> value) {
            return value.isEmpty()
                    ? ""
                    : value.size() + " files (" + Digest.of(value.toString()).brief() + ")";
        }
    }

    /** The digest of the first statements of a file. */
    record Prefix(Context context, String path, Database database, int statements) implements Fact<String> {
        @Override
        public String read(Probe world) {
            return ScriptFile.read(path, world.host().read(context).open(path), database, statements)
                    .sha256();
        }

        @Override
        public Target target() {
            return Target.files(path);
        }

        @Override
        public String subject() {
            return "the first " + statements + " statements of " + path;
        }

        @Override
        public String show(String value) {
            return new Digest(value).brief();
        }
    }

    @Override
    public void predict(Forecast f) {
        f.again(Again.ONCE);
        f.back(new Back.Restore(Target.database(database)));
        SortedMap<String, ScriptFile> files = f.now(new Files(context, folder, database));
        if (files.isEmpty()) {
            throw Failure.unmet("there are no .sql files in " + folder);
        }
        if (!f.now(new DatabaseFacts.Exists(database))) {
            throw Failure.unmet("there is no database " + database);
        }
        Map<String, History.Row> history = f.now(new History.Rows(database));
        boolean begun = history.values().stream().anyMatch(row -> row.running().isPresent());
        Migration migration = Migration.of(new Migration.Known(
                files,
                history,
                begun ? f.now(new DatabaseFacts.Schema(database)) : "",
                baseline,
                f.run(),
                (name, done) -> f.now(prefix(name, done))));
        migration.unmet().forEach(f::unmet);
        if (tells(files, migration, f.now(new DatabaseFacts.Untransacted(database)))) {
            f.again(Again.IDEMPOTENT);
        }
        if (!migration.done()) {
            foresee(f, files, migration);
        }
    }

    private void foresee(Forecast f, SortedMap<String, ScriptFile> files, Migration migration) {
        migration.remarks().forEach(f::remark);
        if (!migration.apply().isEmpty()) {
            f.remark(
                    "MariaDB commits changes of the schema by themselves: where a statement fails, those before it stay, and"
                            + " past here nothing leads back but a backup");
            f.disturbs(new DatabaseFacts.Schema(database));
            f.disturbs(new DatabaseFacts.Tables(database));
            f.disturbs(new DatabaseFacts.Untransacted(database));
            f.disturbs(new DatabaseFacts.DatabaseSize(database));
        }
        if (migration.apply().keySet().stream()
                .anyMatch(name -> kinds(files, name).contains(MariadbKind.LOCK))) {
            f.remark("LOCK TABLES is passed over: what runs here has the application stopped");
        }
        f.disturbs(new History.Rows(database));
        f.becomes(new History.Table(database), true);
        if (!migration.baseline().isEmpty()) {
            f.remark(migration.baseline().size() + " files up to " + baseline.orElse("") + " count as applied");
            f.becomes(new History.Applied(database, baseline.orElse("")), true);
        }
        migration.apply().keySet().forEach(name -> f.becomes(new History.Applied(database, name), true));
    }

    private static java.util.Set<MariadbKind> kinds(SortedMap<String, ScriptFile> files, String name) {
        return Optional.ofNullable(files.get(name)).map(ScriptFile::kinds).orElse(java.util.Set.of());
    }

    private static boolean tells(SortedMap<String, ScriptFile> files, Migration migration, List<String> untransacted) {
        return migration.apply().keySet().stream()
                .flatMap(name -> Optional.ofNullable(files.get(name)).stream())
                .allMatch(file -> file.tells(untransacted.isEmpty()));
    }

    private Prefix prefix(String name, int statements) {
        return new Prefix(context, folder + "/" + name, database, statements);
    }

    @Override
    public Result apply(Work w) {
        Session.endLeftOvers(w, database);
        SortedMap<String, ScriptFile> files = w.read(new Files(context, folder, database));
        Migration migration = Migration.of(new Migration.Known(
                files,
                w.read(new History.Rows(database)),
                w.read(new DatabaseFacts.Schema(database)),
                baseline,
                w.run(),
                (name, done) -> w.read(prefix(name, done))));
        if (!migration.unmet().isEmpty()) {
            throw Failure.unmet(String.join("; ", migration.unmet()));
        }
        recordBaseline(w, files, migration);
        try (Cancelling limit = Session.cancelling(w, timeout)) {
            return applyFiles(w, migration, limit);
        }
    }

    private void recordBaseline(Work w, SortedMap<String, ScriptFile> files, Migration migration) {
        if (migration.done()) {
            return;
        }
        try (Session session = Session.of(w, database)) {
            History.make(session, database);
            migration
                    .baseline()
                    .forEach(name -> Optional.ofNullable(files.get(name))
                            .ifPresent(file -> History.over(
                                    session,
                                    database,
                                    name,
                                    History.State.BASELINE,
                                    file.sha256(),
                                    file.statements(),
                                    w.run())));
        }
    }

    /** Each file has a session of its own, so that what one sets does not reach the next. */
    private Result applyFiles(Work w, Migration migration, Cancelling limit) {
        boolean transactions = w.read(new DatabaseFacts.Untransacted(database)).isEmpty();
        Result result = Result.none();
        int over = 0;
        for (Map.Entry<String, Integer> file : migration.apply().entrySet()) {
            String name = file.getKey();
            w.say(name);
            try (Session session = Session.of(w, database)) {
                StatementRun.Entry entry = new StatementRun.Entry(database, name, name, w.run());
                StatementRun run = new StatementRun(limit, session, entry, transactions, accept);
                run.behind(file.getValue(), open(w, name));
                for (String line : run.accepted()) {
                    result = result.remark(line);
                }
            }
            w.progress(Headway.of(++over, migration.apply().size(), "files"));
        }
        return result;
    }

    private InputStream open(Work w, String name) {
        return w.host().read(context).open(folder + "/" + name);
    }

    /** The history tells, with the schema: which statement was about to run, and whether it happened. */
    @Override
    public Standing resolve(Resolving world) {
        String schema = world.read(new DatabaseFacts.Schema(database));
        boolean doubt = world.read(new History.Rows(database)).values().stream()
                .filter(row -> row.state() == History.State.BEGUN)
                .anyMatch(row -> row.done(schema).isEmpty());
        Standing standing = world.compare();
        return doubt ? Standing.UNKNOWN : standing == Standing.UNKNOWN ? Standing.PARTIAL : standing;
    }

    @Override
    public List<Target> touches() {
        return List.of(Target.database(database));
    }
}
