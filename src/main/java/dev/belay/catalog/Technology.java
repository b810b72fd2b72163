package dev.belay.catalog;

import dev.belay.expr.Type;
import dev.belay.expr.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * One way to declare a resource: {@code service 'web', systemd: [...]} declares a service of the technology {@code systemd}.
 *
 * @param kind the kind of resource: {@code service}, {@code database}
 * @param name the option whose presence chooses this technology
 * @param type of that option's value
 * @param options further options
 * @param properties what scripts may read of it, such as {@code .host}, with types
 * @param doc one to three sentences
 * @param example a line of a script
 */
public record Technology(
        String kind,
        String name,
        Type type,
        List<Option> options,
        List<Property> properties,
        String doc,
        String example) {

    /**
     * Something that a script may read of a declared resource: {@code database('old').host}.
     *
     * @param read takes it from the arguments of the declaration, the choosing one included; a pure function
     */
    public record Property(String name, Type type, String doc, Function<Map<String, Value>, Value> read) {

        /** A property that is the argument of the same name; null of the language where it was left out. */
        public Property(String name, Type type, String doc) {
            this(name, type, doc, arguments -> arguments.getOrDefault(name, Value.NOTHING));
        }
    }

    public Technology {
        options = List.copyOf(options);
        properties = List.copyOf(properties);
    }

    /** The option of this name, the choosing one included. */
    public Optional<Option> option(String wanted) {
        return wanted.equals(name)
                ? Optional.of(Option.required(name, type, doc))
                : options.stream()
                        .filter(option -> option.name().equals(wanted))
                        .findFirst();
    }
}
