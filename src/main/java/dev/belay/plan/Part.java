package dev.belay.plan;

import dev.belay.expr.Value;
import dev.belay.value.Version;
import dev.belay.value.VersionRange;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One script of a plan that walks over several versions. Its steps carry its version as their part.
 *
 * @param from the versions that it accepts; empty for a script that does not say
 * @param to the version that it leads to
 * @param script the path of the script as the user named it
 * @param installed the step that tells the installed version; here that is where the part before leads to
 * @param parameters the value of each parameter
 */
public record Part(
        Optional<VersionRange> from,
        Version to,
        String script,
        Optional<Step> installed,
        Map<String, Value> parameters) {

    public Part {
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }

    /** The name that its steps carry. */
    public String name() {
        return to.text();
    }
}
