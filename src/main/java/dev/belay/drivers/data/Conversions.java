package dev.belay.drivers.data;

import dev.belay.drivers.data.format.Column;
import dev.belay.drivers.data.format.Kind;
import dev.belay.drivers.data.format.Kind.Plain;
import dev.belay.expr.Value;
import dev.belay.value.Failure;
import dev.belay.value.Suggestion;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;

/**
 * Conversions that scripts name. Each takes a value that is not NULL, and the column that is to hold it: {@code duration} and {@code uuid}
 * know how applications of Django keep these where a system has no such type, and go either way.
 */
final class Conversions {

    private static final BigDecimal MICROSECONDS = BigDecimal.valueOf(1_000_000);

    private static final int HEX_DIGITS = 32;

    private static final Map<String, BiFunction<Column, Value, Value>> ALL = new TreeMap<>(Map.of(
            "microseconds to interval", (column, value) -> interval(value),
            "interval to microseconds", (column, value) -> microseconds(value),
            "duration", Conversions::duration,
            "uuid", Conversions::uuid,
            "zero date to null", (column, value) -> withoutZeroDate(value),
            "empty to null", (column, value) -> value.equals(Value.of("")) ? Value.NOTHING : value));

    private Conversions() {}

    /**
     * The conversion of this name.
     *
     * @throws Failure where there is none
     */
    static BiFunction<Column, Value, Value> named(String name) {
        BiFunction<Column, Value, Value> conversion = ALL.get(name);
        if (conversion == null) {
            throw Failure.wrong("no conversion is called '" + name + "'" + Suggestion.among(name, ALL.keySet())
                    + "; there are " + String.join(", ", ALL.keySet()));
        }
        return conversion;
    }

    /** A span of time: an interval where the column is one, else microseconds. */
    private static Value duration(Column column, Value value) {
        boolean number = value instanceof Value.Decimal;
        if (column.kind() != Plain.INTERVAL) {
            return number ? value : microseconds(value);
        }
        if (number) {
            return interval(value);
        }
        if (value instanceof Value.Text text && text.text().startsWith("P")) { // ISO 8601, as an export writes it
            return value;
        }
        throw Failure.wrong("an interval or a number of microseconds was expected");
    }

    /** A column of 32 characters holds its hexadecimal digits alone. */
    private static Value uuid(Column column, Value value) {
        boolean digits = column.kind() instanceof Kind.Text text
                && text.longest().filter(longest -> longest == HEX_DIGITS).isPresent();
        return digits && value instanceof Value.Text text
                ? Value.of(text.text().replace("-", "").toLowerCase(Locale.ROOT))
                : value;
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
