package dev.belay.catalog;

import dev.belay.expr.Type;
import dev.belay.expr.Value;
import java.util.Optional;

/**
 * One option of a form.
 *
 * @param name as scripts write it before the colon
 * @param type what values it takes
 * @param required true where a script must give it
 * @param standard the value it has when not given; empty where its absence means something of its own
 * @param doc one sentence for help and reference
 */
public record Option(String name, Type type, boolean required, Optional<Value> standard, String doc) {

    /** An option that may be left out. */
    public static Option of(String name, Type type, String doc) {
        return new Option(name, type, false, Optional.empty(), doc);
    }

    /** An option that must be given. */
    public static Option required(String name, Type type, String doc) {
        return new Option(name, type, true, Optional.empty(), doc);
    }

    /** The same option with a value for when it is left out. */
    public Option standard(Value value) {
        return new Option(name, type, required, Optional.of(value), doc);
    }
}
