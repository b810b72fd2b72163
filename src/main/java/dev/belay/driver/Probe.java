package dev.belay.driver;

import dev.belay.database.Database;
import dev.belay.database.Rows;
import dev.belay.host.HostReader;
import java.sql.Connection;

/** The world, to be looked at. */
public interface Probe {

    /** The machine. */
    HostReader host();

    /**
     * Asks a database, in a read-only transaction with a timeout of 30 s. Only SQL that Belay wrote.
     *
     * @param parameters for the question marks, as texts
     * @throws dev.belay.value.Unseen where the server cannot be reached or refuses
     */
    Rows query(Database database, String sql, String... parameters);

    /**
     * A connection of its own that can only read, for rows that a fact reads as a stream, however long that takes; the caller closes it.
     * Only SQL that Belay wrote, or of which it knows that it only reads.
     *
     * @throws dev.belay.value.Unseen where the server cannot be reached or refuses
     */
    Connection reading(Database database);

    /** Reads a fact as it is now, past all predictions. */
    default <T> T read(Fact<T> fact) {
        return fact.read(this);
    }
}
