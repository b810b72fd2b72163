package dev.belay.plan;

import java.util.Optional;

/**
 * A predicted fact: of what, from what, to what.
 *
 * @param subject as people see it: {@code ngw.service}, {@code package/nextgisweb}
 * @param fact identifies the fact; equal for equal facts
 * @param before as people see it; empty where it does not exist yet
 * @param after as people see it; empty where it will not exist any more
 * @param estimate true where the value after is only about right (a size, a count) and is not compared afterwards
 * @param service whether a service stops or starts serving by it
 */
public record Change(
        String subject,
        String fact,
        Optional<String> before,
        Optional<String> after,
        boolean estimate,
        Service service) {

    /** What stands as {@link #before} where an earlier step decides it. */
    public static final Optional<String> UNKNOWN = Optional.of("?");

    /** What a change means for the time that the site is down. */
    public enum Service {
        UNTOUCHED,
        STOPS,
        STARTS
    }

    /** {@code +} for something new, {@code -} for something that goes, {@code ~} for something that changes. */
    public char sign() {
        if (before.isEmpty()) {
            return '+';
        }
        return after.isEmpty() ? '-' : '~';
    }
}
