package dev.belay.engine;

import dev.belay.database.Connections;
import dev.belay.database.Database;
import dev.belay.database.Patience;
import dev.belay.database.Rows;
import dev.belay.driver.Probe;
import dev.belay.host.HostReader;
import java.sql.Connection;

/**
 * The world as it is.
 *
 * @param patience with a server that takes no connection for now
 */
record LiveProbe(HostReader host, Connections connections, Patience patience) implements Probe {

    /** Without patience. */
    LiveProbe(HostReader host, Connections connections) {
        this(host, connections, Patience.none());
    }

    @Override
    public Rows query(Database database, String sql, String... parameters) {
        return connections.query(patience, database, sql, parameters);
    }

    @Override
    public Connection reading(Database database) {
        return connections.reading(patience, database);
    }
}
