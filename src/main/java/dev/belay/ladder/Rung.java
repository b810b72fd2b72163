package dev.belay.ladder;

import dev.belay.value.Destination;
import dev.belay.value.Version;
import dev.belay.value.VersionRange;
import java.util.Optional;

/**
 * One script of a ladder.
 *
 * @param script as people know it
 * @param from the versions that it accepts; empty where it accepts any
 * @param to where it leads
 */
public record Rung(String script, Optional<VersionRange> from, Destination to) {

    /** True where it can be begun from this version. */
    boolean accepts(Version version) {
        return from.map(range -> range.contains(version)).orElse(true);
    }

    /** The version that it leads to on the way to a goal; empty for a line of which nothing chooses one. */
    Optional<Version> target(Version goal) {
        return to.isLine() && to.covers(goal) ? Optional.of(goal) : to.standard();
    }

    /** {@code from >=3.6 <3.7.0}. */
    String accepted() {
        return from.map(range -> "from " + range).orElse("from any version");
    }
}
