package dev.belay.plan;

import dev.belay.expr.Value;
import dev.belay.value.Version;
import dev.belay.value.VersionRange;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * One script of a plan that walks over several versions. Its steps carry its version as their part.
 *
 * @param from the versions that it accepts; empty for a script that does not say
 * @param to the version that it leads to
 * @param script the path of the script as the user named it
 * @param installed the step that tells the installed version; here that is where the part before leads to
 * @param parameters the value of each parameter
 * @param round 1, and one more each time that the run goes on with it anew after an undo to the version before
 */
public record Part(
        Optional<VersionRange> from,
        Version to,
        String script,
        Optional<Step> installed,
        Map<String, Value> parameters,
        int round) {

    public Part {
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }

    /** The name that its steps carry: its version, from the second round on with the number of the round. */
    public String name() {
        return name(round);
    }

    private String name(int which) {
        return which == 1 ? to.text() : to.text() + "+" + which;
    }

    /** The ids by which the steps of this round, and those of the rounds before, know the installed version. */
    public List<String> installedIds() {
        return installed.stream()
                .map(step -> step.id().substring(name().length()))
                .flatMap(rest -> IntStream.rangeClosed(1, round).mapToObj(which -> name(which) + rest))
                .toList();
    }

    /** The same for another round. */
    Part again(Optional<Step> tells, int another) {
        return new Part(from, to, script, tells, parameters, another);
    }
}
