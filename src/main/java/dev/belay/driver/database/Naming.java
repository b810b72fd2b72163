package dev.belay.driver.database;

import dev.belay.database.Database;
import dev.belay.value.Digest;
import java.nio.charset.StandardCharsets;

/**
 * The names that one step of a run gives to what it makes on a server: they hold the run's id and a digest of the step, so that
 * two steps of a run never meet and a later attempt finds what an earlier one left.
 *
 * @param run the run's id
 * @param step tells the step from the others of the run
 */
public record Naming(String run, String step) {

    private static final int LONGEST = 63;
    private static final int DIGITS = 4;

    /** The names of the step whose private folder this is; its place above the run's folder does not matter. */
    public static Naming of(String run, String keep) {
        int at = keep.indexOf(run);
        return new Naming(
                run, Digest.of(at < 0 ? keep : keep.substring(at)).hex().substring(0, DIGITS));
    }

    /** The database beside which a restore loads. */
    public Database beside(Database database) {
        return named(database, "belay");
    }

    /** The database as it was before a restore. */
    public Database before(Database database) {
        return named(database, "before");
    }

    /** The copy that stands for a backup where the tool for one is missing. */
    public Database copy(Database database) {
        return named(database, "backup");
    }

    /** The comment by which a kept database is known as complete. */
    public String comment() {
        return "kept by Belay until run " + run + " is accepted";
    }

    /** The name by which a server knows the sessions of a run. */
    public static String application(String run) {
        return "belay " + run;
    }

    /** {@code ngw_before_ngw_7f3a_91c0}; PostgreSQL cuts names at 63 bytes, MariaDB refuses longer ones than 64, so the database's own part is cut. */
    private Database named(Database database, String word) {
        String suffix = "_" + word + "_" + run.replaceAll("[^A-Za-z0-9]", "_") + "_" + step;
        String own = database.name();
        while (own.getBytes(StandardCharsets.UTF_8).length + suffix.length() > LONGEST) {
            own = own.substring(0, own.length() - 1);
        }
        return database.named(own + suffix);
    }
}
