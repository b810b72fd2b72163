package dev.belay.script;

import dev.belay.expr.Evaluator;
import dev.belay.expr.Value;
import dev.belay.value.Failure;
import java.math.BigDecimal;
import java.util.Optional;

/** Reads the value of a parameter from the command line, by the kind of its default. */
final class ParameterText {

    private ParameterText() {}

    /**
     * @param standard the default; without one the text is taken as it is
     * @throws Failure where the text does not fit
     */
    static Value read(String text, Optional<Value> standard) {
        Value like = standard.orElse(Value.NOTHING);
        if (like instanceof Value.Text || like instanceof Value.Nothing) {
            return Value.of(text);
        } else if (like instanceof Value.Bool) {
            return switch (text) {
                case "true", "yes" -> Value.of(true);
                case "false", "no" -> Value.of(false);
                default -> throw Failure.wrong("expected true or false, found '" + text + "'");
            };
        } else if (like instanceof Value.Decimal) {
            return number(text);
        } else if (like instanceof Value.Items && !text.strip().startsWith("[")) {
            return Value.texts(java.util.List.of(text.split(",")).stream()
                    .map(String::strip)
                    .toList());
        }
        return written(text, like);
    }

    private static Value number(String text) {
        try {
            return new Value.Decimal(new BigDecimal(text.strip()));
        } catch (NumberFormatException e) {
            throw Failure.wrong("expected a number, found '" + text + "'");
        }
    }

    /** A list, a map, a duration or a size, as a script writes it. */
    private static Value written(String text, Value like) {
        Optional<Value> value = Constants.read(text);
        if (value.isEmpty() || value.get().getClass() != like.getClass()) {
            throw Failure.wrong("expected " + Evaluator.kind(like) + " as scripts write it, found '" + text + "'");
        }
        return value.get();
    }
}
