package dev.belay.driver.database;

import dev.belay.catalog.Form;
import dev.belay.catalog.Option;
import dev.belay.catalog.Subject;
import dev.belay.database.Database;
import dev.belay.driver.Action;
import dev.belay.driver.Arguments;
import dev.belay.driver.Back;
import dev.belay.driver.Fact;
import dev.belay.driver.Forecast;
import dev.belay.driver.Operation;
import dev.belay.driver.Probe;
import dev.belay.driver.Result;
import dev.belay.driver.Target;
import dev.belay.driver.Work;
import dev.belay.expr.Type;
import dev.belay.expr.Value;
import dev.belay.plan.Again;
import dev.belay.value.Failure;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code installed sql: "select value from settings where name = 'version'", database: 'main'}: the version is what a column of a
 * table holds. A preview asks it, so it is held to a shape that can do nothing but read.
 *
 * @param told the question
 */
public record InstalledSql(Told told) implements Action {

    private static final String WORD = "(?:[A-Za-z_][A-Za-z0-9_$]*|\"[^\"\\\\]+\"|`[^`\\\\]+`)";
    private static final String NAME = WORD + "(?:\\." + WORD + ")?";
    private static final String TEST = NAME + "\\s*=\\s*(?:'[^'\\\\]*'|\\d+)";
    private static final Pattern QUERY = Pattern.compile(
            "\\s*select\\s+(?:" + NAME + "|(?:max|min)\\s*\\(\\s*" + NAME + "\\s*\\))\\s+from\\s+" + NAME
                    + "(?:\\s+where\\s+" + TEST + "(?:\\s+and\\s+" + TEST + ")*)?"
                    + "(?:\\s+order\\s+by\\s+" + NAME + "(?:\\s+(?:asc|desc))?)?(?:\\s+limit\\s+1)?\\s*",
            Pattern.CASE_INSENSITIVE);

    /** The first that looks like a version. */
    private static final Pattern VERSION = Pattern.compile("\\d+(?:\\.\\d+)*(?:[-+.~_]?[0-9A-Za-z][0-9A-Za-z.+~_-]*)?");

    /**
     * What a query gives; empty where it gives no row or NULL.
     *
     * @param target the database, as steps name it
     */
    public record Told(Database database, Target target, String query) implements Fact<Optional<String>> {
        @Override
        public Optional<String> read(Probe world) {
            return world.query(database, query).single();
        }

        @Override
        public List<Target> needs() {
            return DatabaseFact.needs(database);
        }

        @Override
        public String subject() {
            return database.toString();
        }

        @Override
        public String show(Optional<String> value) {
            return value.orElse("");
        }
    }

    /**
     * The operation for the databases of a technology.
     *
     * @param database the one that an argument of a step names
     * @param target what steps name it
     */
    public static Operation operation(
            String technology, Function<Arguments, Database> database, Function<Database, Target> target) {
        Form form = Form.of("installed", Subject.none(), "sql", Type.TEXT, "a query for one column of one table")
                .technology(technology)
                .option(Option.required("database", new Type.Resource("database"), "which is asked"))
                .result(Type.VERSION)
                .doc(
                        "Tells the installed version by the first column of the first row that a query gives. A preview asks it, so it"
                                + " may be no more than: select column from table where column = 'text' order by column limit 1; or"
                                + " max(column).")
                .example("installed sql: \"select value from settings where name = 'version'\", database: 'main'")
                .form();
        return new Operation(form, arguments -> {
            Database asked = database.apply(arguments);
            return new InstalledSql(new Told(asked, target.apply(asked), query(arguments.text("sql"))));
        });
    }

    /** The query, where it has the shape. */
    static String query(String text) {
        if (!QUERY.matcher(text).matches()) {
            throw Failure.wrong(
                    "installed sql: a preview does not run '" + text + "'",
                    "write: select column from table where column = 'text' order by column limit 1",
                    "for anything else, use installed command:");
        }
        return text.strip();
    }

    @Override
    public void predict(Forecast forecast) {
        forecast.again(Again.IDEMPOTENT);
        forecast.back(new Back.Nothing());
        forecast.checks();
        forecast.result(Value.of(version(forecast.now(told))));
    }

    @Override
    public List<Target> touches() {
        return List.of();
    }

    @Override
    public Result apply(Work work) {
        return Result.of(Value.of(version(work.read(told))));
    }

    private String version(Optional<String> found) {
        Matcher version = VERSION.matcher(found.orElse(""));
        if (!version.find()) {
            throw Failure.unmet(
                    told.database() + ": " + told.query() + " gives no version, but "
                            + found.map(text -> "'" + text + "'").orElse("nothing"),
                    "correct installed sql:");
        }
        return version.group();
    }
}
