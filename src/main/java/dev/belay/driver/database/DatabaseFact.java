package dev.belay.driver.database;

import dev.belay.database.Database;
import dev.belay.driver.Fact;
import dev.belay.driver.Target;
import java.util.List;

/**
 * Something true of a database, which whatever changes that database may change.
 *
 * @param <T> the type of its value
 */
public interface DatabaseFact<T> extends Fact<T> {

    /** The database that it is true of. */
    Database database();

    @Override
    default Target target() {
        return Target.database(database());
    }

    @Override
    default List<Target> needs() {
        return needs(database());
    }

    /** What must run for a database to be reached: the container that it is in. */
    static List<Target> needs(Database database) {
        return database.container().map(Target::container).stream().toList();
    }
}
