package dev.belay.drivers.data;

import dev.belay.expr.Value;
import dev.belay.value.Failure;
import dev.belay.value.Suggestion;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** Conversions that scripts name. Each takes a value that is not NULL. */
final class Conversions {

    private static final BigDecimal MICROSECONDS = BigDecimal.valueOf(1_000_000);

    private static final Map<String, UnaryOperator<Value>> ALL = new TreeMap<>(Map.of(
            "microseconds to interval", Conversions::interval,
            "interval to microseconds", Conversions::microseconds,
            "zero date to null", Conversions::withoutZeroDate,
            "empty to null", value -> value.equals(Value.of("")) ? Value.NOTHING : value));

    private Conversions() {}

    /**
     * The conversion of this name.
     *
     * @throws Failure where there is none
     */
    static UnaryOperator<Value> named(String name) {
        UnaryOperator<Value> conversion = ALL.get(name);
        if (conversion == null) {
            throw Failure.wrong("no conversion is called '" + name + "'" + Suggestion.among(name, ALL.keySet())
                    + "; there are " + String.join(", ", ALL.keySet()));
        }
        return conversion;
    }

    private static Value interval(Value value) {
        if (value instanceof Value.Decimal number) {
            return Value.of("PT"
                    + number.number().divide(MICROSECONDS).stripTrailingZeros().toPlainString() + "S");
        }
        throw Failure.wrong("a number of microseconds was expected");
    }

    private static Value microseconds(Value value) {
        try {
            if (value instanceof Value.Text text) {
                return Value.of(Duration.parse(text.text()).toNanos() / 1000);
            }
        } catch (DateTimeParseException | ArithmeticException e) {
            throw Failure.wrong("an interval with months or years has no length in microseconds");
        }
        throw Failure.wrong("an interval was expected");
    }

    private static Value withoutZeroDate(Value value) {
        return value instanceof Value.Text text && text.text().matches("0000-.*|\\d+-00-.*|\\d+-\\d+-00.*")
                ? Value.NOTHING
                : value;
    }
}
