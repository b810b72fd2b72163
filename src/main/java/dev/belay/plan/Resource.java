package dev.belay.plan;

import dev.belay.expr.Value;
import java.util.Map;
import java.util.Optional;

/**
 * A declared thing: {@code service 'web', systemd: ['ngw.service']}.
 *
 * @param kind service, database
 * @param name as scripts call it
 * @param technology systemd, process, postgresql, ...
 * @param arguments the technology's own value under the technology's name, and its options
 */
public record Resource(String kind, String name, String technology, Map<String, Value> arguments) {

    public Resource {
        arguments = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(arguments));
    }

    /** The argument of this name. */
    public Optional<Value> argument(String argument) {
        return Optional.ofNullable(arguments.get(argument));
    }
}
