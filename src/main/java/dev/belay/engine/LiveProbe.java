package dev.belay.engine;

import dev.belay.database.Connections;
import dev.belay.database.Database;
import dev.belay.database.Rows;
import dev.belay.driver.Probe;
import dev.belay.host.HostReader;

/** The world as it is. */
record LiveProbe(HostReader host, Connections connections) implements Probe {

    @Override
    public Rows query(Database database, String sql, String... parameters) {
        return connections.query(database, sql, parameters);
    }
}
