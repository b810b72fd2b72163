package dev.belay.drivers.postgresql;

import dev.belay.database.Database;
import dev.belay.driver.Forecast;
import dev.belay.driver.TreeSize;
import dev.belay.driver.database.BackupFacts;
import dev.belay.host.Context;
import dev.belay.value.Size;
import dev.belay.value.Version;

/** What a database is restored from. */
sealed interface RestoreSource {

    /** How {@code from:} names a copy on the same server; it is copied once more, so that it stays a backup. */
    String COPY = "copy:";

    /** How {@code from:} names a database kept by an earlier restore; it is renamed back. */
    String KEPT = "kept:";

    /** A file that pg_dump wrote, or one of SQL. */
    record File(String path) implements RestoreSource {}

    /** A copy on the same server. */
    record Copy(String name) implements RestoreSource {}

    /** The database as it was before an earlier restore. */
    record Kept(String name) implements RestoreSource {}

    /** Reads {@code from:}. */
    static RestoreSource of(String from, Context context) {
        if (from.startsWith(COPY)) {
            return new Copy(from.substring(COPY.length()));
        }
        return from.startsWith(KEPT) ? new Kept(from.substring(KEPT.length())) : new File(context.absolute(from));
    }

    /** Says what is missing where the source is not there, and about what it costs to read it. */
    default Size foresee(Forecast f, Database database, Context context) {
        if (this instanceof File file) {
            if (!f.now(new BackupFacts.BackupFile(context, file.path()))
                    && !f.now(new BackupFacts.Stands(context, file.path()))) {
                f.unmet("there is no file " + file.path() + " to restore from");
            }
            return f.host().read(context).exists(file.path())
                    ? f.now(new TreeSize(context, file.path()))
                    : f.now(new DatabaseFacts.DatabaseSize(database));
        }
        String name = this instanceof Copy copy ? copy.name() : ((Kept) this).name();
        Database source = database.named(name);
        if (!f.now(new DatabaseFacts.Exists(source))) {
            f.unmet("there is no database " + source + " to restore from");
        }
        return this instanceof Copy ? f.now(new DatabaseFacts.DatabaseSize(source)) : Size.ZERO;
    }

    /** For people. */
    default String words() {
        if (this instanceof File file) {
            return file.path();
        }
        return "the database " + (this instanceof Copy copy ? copy.name() : ((Kept) this).name());
    }

    /** A requirement where nothing is installed that loads a file which pg_dump wrote. */
    default void mustHaveTools(Forecast f, Database database, Context account) {
        if (this instanceof File file && !file.path().endsWith(".sql")) {
            Version server = f.now(new DatabaseFacts.ServerVersion(database));
            if (PgTools.loading(f.now(new FileFacts.InstalledTools(database, account)), server)
                    .isEmpty()) {
                f.unmet(database.container()
                        .map(container -> "no pg_restore for PostgreSQL " + server + " is in " + container
                                + "; use an image that holds PostgreSQL's own programs")
                        .orElseGet(() -> "no pg_restore for PostgreSQL " + server
                                + " is installed; install postgresql-client-" + PgTools.majorOf(server)));
            }
            if (database.container().isPresent()
                    && !f.host().read(account).list(file.path()).isEmpty()) {
                f.unmet(file.path() + " is a folder, and cannot be handed to pg_restore in a container;"
                        + " write it with pg_dump --format=custom");
            }
        }
    }

    /** A requirement where the role may not make databases. */
    static void mustMakeDatabases(Forecast f, Database database) {
        DatabaseFacts.Rights rights = f.now(new DatabaseFacts.RoleRights(database));
        if (!rights.makesDatabases()) {
            f.unmet("'" + rights.role() + "' may not make databases on " + database.address()
                    + "; let a superuser run: ALTER ROLE " + Session.name(rights.role()) + " CREATEDB");
        }
        if (!rights.owns()) {
            f.unmet("'" + rights.role() + "' does not own the database " + database.name()
                    + "; let a superuser run: ALTER DATABASE " + Session.name(database.name()) + " OWNER TO "
                    + Session.name(rights.role()));
        }
    }
}
