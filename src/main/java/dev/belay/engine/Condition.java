package dev.belay.engine;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What can be told of a site by looking, whatever is to be done with it.
 *
 * @param installed the installed version; empty where it cannot be told, or nothing tells it
 * @param troubles why it cannot be told
 * @param services each declared service, with {@code active}, {@code inactive} or why that is not known
 */
public record Condition(Optional<String> installed, List<String> troubles, Map<String, String> services) {

    public Condition {
        troubles = List.copyOf(troubles);
        services = Collections.unmodifiableMap(new LinkedHashMap<>(services));
    }
}
