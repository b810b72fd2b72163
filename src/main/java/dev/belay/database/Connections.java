package dev.belay.database;

import dev.belay.host.Host;
import java.sql.Connection;

/** The only opener of connections to databases. */
public final class Connections {

    private final Host host;

    /** @param host that reveals passwords, and on which sockets are */
    public Connections(Host host) {
        this.host = host;
    }

    /**
     * A small query in a read-only transaction.
     *
     * @throws dev.belay.value.Unseen where the server cannot be reached or refuses
     */
    public Rows query(Database database, String sql, String... parameters) {
        throw new UnsupportedOperationException(host.name());
    }

    /**
     * A connection that may change data.
     *
     * @throws dev.belay.value.Failure where the server cannot be reached or refuses
     */
    public Connection open(Database database) {
        throw new UnsupportedOperationException(host.name());
    }
}
