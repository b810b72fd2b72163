package dev.belay.database;

import dev.belay.container.Container;
import dev.belay.container.Passage;
import dev.belay.database.Database.Inside;
import dev.belay.database.Database.Socket;
import dev.belay.database.Database.Tcp;
import dev.belay.host.Host;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import org.mariadb.jdbc.Driver;

/**
 * Opens MariaDB connections: over TCP, with TLS where the server offers it, over its Unix socket as the account that runs Belay, or through a
 * container.
 * As with PostgreSQL's own clients, a certificate is not verified.
 */
final class MariadbConnector {

    private static final String MILLISECONDS_TO_CONNECT = "10000";

    /** How the driver says that a server knows no TLS. */
    private static final String WITHOUT_TLS = "ssl not enabled";

    private MariadbConnector() {}

    /**
     * A connection in autocommit.
     *
     * @param loads whether a statement may bring a stream with it
     * @throws SQLException as the driver throws it; the caller masks its message
     */
    static Connection connect(Database database, Host host, boolean loads) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", database.user().isEmpty() ? host.user() : database.user());
        database.password().map(host::reveal).ifPresent(password -> properties.setProperty("password", password));
        properties.setProperty("connectTimeout", MILLISECONDS_TO_CONNECT);
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("tinyInt1isBit", "false"); // a 5 in a tinyint(1) stays a 5
        properties.setProperty("useBulkStmts", "true"); // a batch goes as one message
        properties.setProperty(
                "allowLocalInfile", String.valueOf(loads)); // else a server cannot ask for files of this machine
        String url = "jdbc:mariadb://" + place(database, host, properties) + "/" + database.name();
        properties.setProperty("sslMode", database.endpoint() instanceof Tcp ? "trust" : "disable");
        try {
            return connect(url, properties);
        } catch (SQLException refused) {
            if (!String.valueOf(refused.getMessage()).contains(WITHOUT_TLS)) {
                throw refused;
            }
            properties.setProperty("sslMode", "disable");
            return connect(url, properties);
        }
    }

    private static Connection connect(String url, Properties properties) throws SQLException {
        Connection connection = new Driver().connect(url, properties);
        if (connection == null) {
            throw new SQLException("the address is not one of MariaDB: " + url);
        }
        return connection;
    }

    private static String place(Database database, Host host, Properties properties) {
        if (database.endpoint() instanceof Tcp tcp) {
            String address = tcp.host().contains(":") ? "[" + tcp.host() + "]" : tcp.host();
            return address + ":" + tcp.port();
        }
        if (database.endpoint() instanceof Inside inside) {
            Container.Place place = inside.container().place(host);
            Passage passage = new Passage(
                    inside.container(), inside.server().host(), inside.server().port());
            PipeSocket.Opener opener = () -> passage.open(host, place);
            properties.put(PipeSocketFactory.OPENER, opener);
            properties.setProperty("socketFactory", PipeSocketFactory.class.getName());
        } else {
            properties.setProperty("localSocket", ((Socket) database.endpoint()).path());
        }
        return "localhost";
    }
}
