package dev.belay.drivers.mariadb;

import dev.belay.database.Database;
import dev.belay.driver.Forecast;
import dev.belay.driver.TreeSize;
import dev.belay.driver.database.BackupFacts;
import dev.belay.host.Context;
import dev.belay.value.Size;
import java.util.stream.Stream;

/** What a database is restored from. */
sealed interface RestoreSource {

    /** How {@code from:} names a database kept by an earlier restore; its tables are moved back. */
    String KEPT = "kept:";

    /** A file of SQL, such as mariadb-dump writes. */
    record File(String path) implements RestoreSource {}

    /** The database as it was before an earlier restore. */
    record Kept(String name) implements RestoreSource {}

    /** Reads {@code from:}. */
    static RestoreSource of(String from, Context context) {
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
        Database source = database.named(((Kept) this).name());
        if (!f.now(new DatabaseFacts.Exists(source))) {
            f.unmet("there is no database " + source + " to restore from");
        }
        return Size.ZERO;
    }

    /** A requirement where the account may not make these databases beside its own. */
    static void mustMakeDatabases(Forecast f, Database database, Database... beside) {
        DatabaseFacts.Grants grants = f.now(new DatabaseFacts.AccountGrants(database));
        if (!Stream.of(beside).allMatch(each -> grants.mayMake(each.name()))) {
            f.unmet(grants.account() + " may not make databases beside " + database
                    + "; let an administrator run: GRANT" + " ALL ON `"
                    + database.name().replace("_", "\\_") + "\\_%`.* TO " + grants.account());
        }
    }

    /** A requirement where nothing is installed that loads a file. */
    default void mustHaveTools(Forecast f, Database database, Context context) {
        if (this instanceof File
                && f.now(new MariadbTools.Installed(database, context)).isEmpty()) {
            f.unmet(MariadbTools.missing(database));
        }
    }

    /** For people. */
    default String words() {
        return this instanceof File file ? file.path() : "the database " + ((Kept) this).name();
    }
}
