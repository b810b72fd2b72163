package dev.belay.driver.database;

import dev.belay.database.Database;
import dev.belay.driver.Action;
import dev.belay.driver.Arguments;
import dev.belay.driver.Back;
import dev.belay.driver.Forecast;
import dev.belay.driver.Result;
import dev.belay.driver.Target;
import dev.belay.driver.Work;
import dev.belay.expr.Value;
import dev.belay.plan.Again;
import dev.belay.value.DurationText;
import dev.belay.value.Failure;
import dev.belay.value.Unseen;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What must hold of a database after a step: that it answers, or that a query of the script gives what is expected. The query
 * runs in a read-only transaction.
 *
 * @param database that is asked
 * @param query what is asked
 * @param expected what the first column of the first row must be; where it is missing, that must be true or a number other than 0
 * @param within how long it is asked again
 */
public record VerifyDatabase(Database database, Optional<String> query, Optional<Value> expected, Duration within)
        implements Action {

    /** It must exist and answer. */
    public static Action answers(Database database, Arguments arguments) {
        return new VerifyDatabase(database, Optional.empty(), Optional.empty(), within(arguments));
    }

    /** A query of the script must give what it says. */
    public static Action sql(Database database, Arguments arguments) {
        return new VerifyDatabase(
                database, Optional.of(arguments.text("sql")), arguments.find("equals"), within(arguments));
    }

    private static Duration within(Arguments arguments) {
        return arguments.optionalDuration("within").orElse(Duration.ZERO);
    }

    /** How servers write truths and counts. */
    public static boolean isTrue(String value) {
        return value.equals("t") || value.equals("true") || value.matches("-?0*[1-9]\\d*");
    }

    private static boolean isFalse(String value) {
        return value.equals("f") || value.equals("false") || value.equals("0");
    }

    @Override
    public void predict(Forecast f) {
        f.checks();
        f.again(Again.IDEMPOTENT);
        f.back(new Back.Nothing());
        DatabaseFact.needs(database).forEach(f::needs);
    }

    @Override
    public Result apply(Work w) {
        List<String> last = new ArrayList<>();
        boolean holds = w.await(within, () -> {
            last.clear();
            trouble(w).ifPresent(last::add);
            return last.isEmpty();
        });
        if (!holds) {
            String waited = within.isZero() ? "" : ", for " + DurationText.about(within);
            throw Failure.failed(String.join("", last) + waited);
        }
        return Result.none();
    }

    /** Why it does not hold; empty where it does. */
    private Optional<String> trouble(Work w) {
        try {
            String asked = query.orElse("select true");
            String found = w.query(database, asked).single().orElse("NULL");
            boolean holds = expected.map(value -> same(value, found)).orElseGet(() -> isTrue(found));
            return holds
                    ? Optional.empty()
                    : Optional.of(database + ": " + asked + " gives " + found + ", expected is "
                            + expected.map(Arguments::text).orElse("true"));
        } catch (Unseen unseen) {
            return Optional.of(unseen.message());
        }
    }

    private static boolean same(Value expected, String found) {
        if (expected instanceof Value.Bool truth) {
            return truth.truth() ? isTrue(found) : isFalse(found);
        }
        String text = Arguments.text(expected);
        try {
            return new java.math.BigDecimal(text).compareTo(new java.math.BigDecimal(found)) == 0;
        } catch (NumberFormatException noNumber) {
            return text.equals(found);
        }
    }

    @Override
    public List<Target> touches() {
        return List.of();
    }
}
