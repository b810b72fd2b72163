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
import dev.belay.driver.database.Naming;
import dev.belay.driver.database.VerifyDatabase;
import dev.belay.expr.Value;
import dev.belay.host.Context;
import dev.belay.plan.Again;
import dev.belay.value.Digest;
import dev.belay.value.Exit;
import dev.belay.value.Failure;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Runs a script's own SQL in one transaction, with a row in the history table that tells whether it happened. What it changes is
 * not known.
 *
 * @param subject the database as steps name it
 * @param database where it runs
 * @param context as whom a file is read
 * @param text the statements themselves, or the path of a file of them
 * @param isFile which of the two
 * @param check a query that is true where there is nothing to do
 * @param undo statements that undo it
 * @param timeout after which the server ends it
 */
record Sql(
        Value subject,
        Database database,
        Context context,
        String text,
        boolean isFile,
        Optional<String> check,
        Optional<String> undo,
        Optional<Duration> timeout)
        implements Action {

    static Action statement(Arguments arguments) {
        return of(arguments, arguments.text("statement"), false);
    }

    static Action file(Arguments arguments) {
        return of(arguments, arguments.context().absolute(arguments.text("file")), true);
    }

    private static Action of(Arguments arguments, String text, boolean isFile) {
        return new Sql(
                arguments.value("subject"),
                DeclaredDatabase.of(arguments, "subject"),
                arguments.context(),
                text,
                isFile,
                arguments.optionalText("check"),
                arguments.optionalText("undo"),
                arguments.optionalDuration("timeout"));
    }

    /** A file of SQL; empty where there is none. */
    record Script(Context context, String path) implements Fact<Optional<SqlFile>> {
        @Override
        public Optional<SqlFile> read(Probe world) {
            var files = world.host().read(context);
            return files.exists(path) ? Optional.of(SqlFile.read(path, files.open(path))) : Optional.empty();
        }

        @Override
        public Target target() {
            return Target.files(path);
        }

        @Override
        public String subject() {
            return path;
        }

        @Override
        public String show(Optional<SqlFile> value) {
            return value.map(file -> new Digest(file.sha256()).brief()).orElse("");
        }
    }

    @Override
    public void predict(Forecast f) {
        f.again(Again.TRANSACTIONAL);
        f.back(undo.map(this::wayBack).orElseGet(() -> new Back.Restore(Target.database(database))));
        SqlFile script = isFile
                ? f.now(new Script(context, text)).orElseThrow(() -> Failure.unmet("there is no file " + text))
                : read();
        script.trouble().ifPresent(f::unmet);
        if (script.alone()) {
            f.again(Again.ONCE);
        }
        History.Applied done = new History.Applied(database, marker(f.run(), f.keep()));
        if (!f.now(new DatabaseFacts.Exists(database))) {
            throw Failure.unmet("there is no database " + database);
        }
        if (f.now(done)) {
            f.now(new History.Found(database, marker(f.run(), f.keep())))
                    .map(Value::of)
                    .ifPresent(f::result);
            return;
        }
        f.opaque(isFile ? "the statements of " + text : text);
        check.ifPresent(query -> f.remark("does nothing where this is true: " + query));
        f.disturbs(Target.database(database));
        f.becomes(new History.Table(database), true);
        f.becomes(done, true);
    }

    private Back wayBack(String statements) {
        return Back.step(
                "sql statement/postgresql",
                Map.of("subject", subject, "statement", Value.of(statements)),
                "sql " + database.resource());
    }

    @Override
    public Result apply(Work w) {
        Session.endLeftOvers(w, database);
        String marker = marker(w.run(), w.keep());
        if (w.read(new History.Applied(database, marker))) {
            return result(w.read(new History.Found(database, marker)));
        }
        SqlFile script = isFile
                ? w.read(new Script(context, text)).orElseThrow(() -> Failure.unmet("there is no file " + text))
                : read();
        try (Session session = Session.of(w, database)) {
            String table = History.made(session);
            if (check.isPresent() && holds(session)) {
                History.write(session, table, marker, row(w, script, History.State.PRESENT, Optional.empty()));
                return Result.none().remark("it was done already, says the check");
            }
            return result(script.alone() ? alone(w, session, table, script) : together(w, session, table, script));
        }
    }

    private boolean holds(Session session) {
        return session.first(check.orElse("select false"))
                .filter(VerifyDatabase::isTrue)
                .isPresent();
    }

    private Optional<String> together(Work w, Session session, String table, SqlFile script) {
        try (Cancelling limit = Session.cancelling(w, timeout)) {
            session.connection().setAutoCommit(false);
            Optional<String> result = new SqlRun(limit, true, session.connection(), name()).all(open(w));
            History.write(session, table, marker(w.run(), w.keep()), row(w, script, History.State.APPLIED, result));
            session.connection().commit();
            return result;
        } catch (SQLException e) {
            throw new Failure(Exit.FAILED, name() + ": " + e.getMessage(), e);
        }
    }

    private Optional<String> alone(Work w, Session session, String table, SqlFile script) {
        String marker = marker(w.run(), w.keep());
        History.write(session, table, marker, row(w, script, History.State.BEGUN, Optional.empty()));
        Optional<String> result;
        try (Cancelling limit = Session.cancelling(w, timeout)) {
            result = new SqlRun(limit, false, session.connection(), name()).all(open(w));
        }
        History.write(session, table, marker, row(w, script, History.State.APPLIED, result));
        return result;
    }

    private static Result result(Optional<String> value) {
        return value.map(text -> Result.of(Value.of(text))).orElseGet(Result::none);
    }

    /** The row that tells that this step happened is of no use once the run was accepted. */
    @Override
    public void accept(Work w) {
        if (w.read(new DatabaseFacts.Exists(database))) {
            try (Session session = Session.of(w, database)) {
                History.remove(session, marker(w.run(), w.keep()));
            }
        }
    }

    @Override
    public Standing resolve(Resolving world) {
        boolean begun = world.read(new History.Rows(database)).values().stream()
                .anyMatch(row -> row.state() == History.State.BEGUN);
        Standing standing = world.compare();
        return begun ? Standing.UNKNOWN : standing == Standing.UNKNOWN ? Standing.NOT_STARTED : standing;
    }

    @Override
    public List<Target> touches() {
        return List.of(Target.database(database));
    }

    private SqlFile read() {
        return SqlFile.read("sql", stream());
    }

    private InputStream open(Work w) {
        return isFile ? w.host().read(context).open(text) : stream();
    }

    private InputStream stream() {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private String name() {
        return isFile ? text : "sql";
    }

    private static History.Row row(Work w, SqlFile script, History.State state, Optional<String> result) {
        return new History.Row(script.sha256(), state, w.run(), result);
    }

    private static String marker(String run, String keep) {
        return "step " + Naming.of(run, keep).step() + " of run " + run;
    }
}
