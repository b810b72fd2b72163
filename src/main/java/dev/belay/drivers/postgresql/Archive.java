package dev.belay.drivers.postgresql;

import java.util.regex.Pattern;

/**
 * What {@code pg_restore --list} says is in a backup.
 *
 * @param tables how many tables, views and materialized views
 */
record Archive(long tables) {

    private static final Pattern TABLE =
            Pattern.compile("(?m)^\\d+; \\d+ \\d+ (?:FOREIGN TABLE|TABLE|VIEW|MATERIALIZED VIEW) (?!DATA |ATTACH )");

    /** Reads the list; none of anything where it is something else. */
    static Archive of(String list) {
        return new Archive(TABLE.matcher(list).results().count());
    }
}
