package dev.belay.drivers.postgresql;

import java.util.regex.Pattern;

/**
 * What {@code pg_restore --list} says is in a backup.
 *
 * @param entries how many things
 * @param tables how many of them are tables, views or materialized views
 */
record Archive(long entries, long tables) {

    private static final Pattern ENTRY = Pattern.compile("(?m)^\\d+; \\d+ \\d+ ");
    private static final Pattern TABLE =
            Pattern.compile("(?m)^\\d+; \\d+ \\d+ (?:FOREIGN TABLE|TABLE|VIEW|MATERIALIZED VIEW) (?!DATA |ATTACH )");

    /** Reads the list; none of anything where it is something else. */
    static Archive of(String list) {
        return new Archive(
                ENTRY.matcher(list).results().count(),
                TABLE.matcher(list).results().count());
    }
}
