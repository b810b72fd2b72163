package dev.belay.drivers.mariadb;

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
import dev.belay.value.Failure;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Runs a script's own SQL, with a row in the history table that tells how far it came: in one transaction where all of it belongs
 * to one, else statement by statement. What it changes is not known.
 *
 * @param subject the database as steps name it
 * @param database where it runs
 * @param context as whom a file is read
 * @param text the statements themselves, or the path of a file of them
 * @param isFile which of the two
 * @param check a query that is true where there is nothing to do
 * @param undo statements that undo it
 * @param timeout after which the server ends the statement at hand
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
    record Script(Context context, String path, Database database) implements Fact<Optional<ScriptFile>> {
        @Override
        public Optional<ScriptFile> read(Probe world) {
            var files = world.host().read(context);
            return files.exists(path)
                    ? Optional.of(ScriptFile.read(path, files.open(path), database))
                    : Optional.empty();
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
        public String show(Optional<ScriptFile> value) {
            return value.map(file -> new Digest(file.sha256()).brief()).orElse("");
        }
    }

    @Override
    public void predict(Forecast f) {
        f.again(Again.ONCE);
        f.back(undo.map(this::wayBack).orElseGet(() -> new Back.Restore(Target.database(database))));
        ScriptFile script = isFile
                ? f.now(new Script(context, text, database))
                        .orElseThrow(() -> Failure.unmet("there is no file " + text))
                : read();
        script.trouble().ifPresent(f::unmet);
        if (!f.now(new DatabaseFacts.Exists(database))) {
            throw Failure.unmet("there is no database " + database);
        }
        boolean transactions = f.now(new DatabaseFacts.Untransacted(database)).isEmpty();
        boolean rollsBack = script.rollsBack() && transactions;
        if (script.tells(transactions)) {
            f.again(rollsBack ? Again.TRANSACTIONAL : Again.IDEMPOTENT);
        }
        String marker = marker(f.run(), f.keep());
        History.Applied done = new History.Applied(database, marker);
        if (f.now(done)) {
            f.now(new History.Found(database, marker)).map(Value::of).ifPresent(f::result);
            return;
        }
        f.opaque(isFile ? "the statements of " + text : text);
        check.ifPresent(query -> f.remark("does nothing where this is true: " + query));
        if (!rollsBack) {
            f.remark("not in one transaction: where a statement fails, those before it stay");
        }
        f.disturbs(Target.database(database));
        f.becomes(new History.Table(database), true);
        f.becomes(done, true);
    }

    private Back wayBack(String statements) {
        return Back.step(
                "sql statement/mariadb",
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
        ScriptFile script = isFile
                ? w.read(new Script(context, text, database))
                        .orElseThrow(() -> Failure.unmet("there is no file " + text))
                : read();
        script.trouble().ifPresent(trouble -> {
            throw Failure.unmet(trouble);
        });
        int done = done(w, marker);
        boolean transactions = w.read(new DatabaseFacts.Untransacted(database)).isEmpty();
        try (Session session = Session.of(w, database)) {
            History.make(session, database);
            if (done == 0
                    && check.flatMap(session::first)
                            .filter(VerifyDatabase::isTrue)
                            .isPresent()) {
                History.over(session, database, marker, History.State.PRESENT, script.sha256(), 0, w.run());
                return Result.none().remark("it was done already, says the check");
            }
            return run(w, session, marker, done, transactions, script.rollsBack());
        }
    }

    private Result run(Work w, Session session, String marker, int done, boolean transactions, boolean rollsBack) {
        try (Cancelling limit = Session.cancelling(w, timeout)) {
            StatementRun.Entry entry = new StatementRun.Entry(database, name(), marker, w.run());
            StatementRun run = new StatementRun(limit, session, entry, transactions, List.of());
            if (rollsBack && transactions) {
                run.together(open(w));
            } else {
                run.behind(done, open(w));
            }
            return result(run.result());
        }
    }

    /** How many statements an earlier attempt of this run did. */
    private int done(Work w, String marker) {
        History.Row row = w.read(new History.Rows(database)).get(marker);
        return row == null
                ? 0
                : row.done(w.read(new DatabaseFacts.Schema(database))).orElse(row.done());
    }

    private static Result result(Optional<String> value) {
        return value.map(found -> Result.of(Value.of(found))).orElseGet(Result::none);
    }

    /** The row that tells that this step happened is of no use once the run was accepted. */
    @Override
    public void accept(Work w) {
        if (w.read(new History.Table(database))) {
            try (Session session = Session.of(w, database)) {
                History.remove(session, database, marker(w.run(), w.keep()));
            }
        }
    }

    @Override
    public Standing resolve(Resolving world) {
        Standing standing = world.compare();
        if (standing != Standing.UNKNOWN) {
            return standing;
        }
        String schema = world.read(new DatabaseFacts.Schema(database));
        List<History.Row> begun = world.read(new History.Rows(database)).values().stream()
                .filter(row -> row.state() == History.State.BEGUN)
                .toList();
        if (begun.stream().anyMatch(row -> row.done(schema).isEmpty())) {
            return Standing.UNKNOWN;
        }
        boolean some = begun.stream()
                .anyMatch(row -> row.done(schema).filter(done -> done > 0).isPresent());
        return some ? Standing.PARTIAL : Standing.NOT_STARTED;
    }

    @Override
    public List<Target> touches() {
        return List.of(Target.database(database));
    }

    private ScriptFile read() {
        return ScriptFile.read("sql", stream(), database);
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

    private static String marker(String run, String keep) {
        return "step " + Naming.of(run, keep).step() + " of run " + run;
    }
}
