package dev.belay.database;

import dev.belay.container.Container;
import dev.belay.container.Passage;
import dev.belay.database.Database.Inside;
import dev.belay.database.Database.Socket;
import dev.belay.database.Database.Tcp;
import dev.belay.host.Context;
import dev.belay.host.Host;
import dev.belay.value.SecretText;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import org.postgresql.Driver;
import org.postgresql.PGProperty;
import org.postgresql.jdbc.PgConnection;
import org.postgresql.util.HostSpec;

/** Opens PostgreSQL connections: over TCP, over its Unix socket as any account, or through a container. */
final class PostgresqlConnector {

    private static final String SECONDS_TO_CONNECT = "10";
    private static final int PORT = 5432; // of no meaning where a pipe leads to the server

    private PostgresqlConnector() {}

    /**
     * A connection in autocommit.
     *
     * @throws SQLException as the driver throws it; the caller masks its message
     */
    static Connection connect(Database database, Host host) throws SQLException {
        Properties properties = new Properties();
        String role = database.user();
        if (database.endpoint() instanceof Socket socket && role.isEmpty()) {
            role = socket.as().orElseGet(host::user);
        }
        PGProperty.USER.set(properties, role.isEmpty() ? host.user() : role);
        database.password().map(host::reveal).ifPresent(password -> PGProperty.PASSWORD.set(properties, password));
        PGProperty.APPLICATION_NAME.set(properties, "belay");
        PGProperty.CONNECT_TIMEOUT.set(properties, SECONDS_TO_CONNECT);
        PGProperty.TCP_KEEP_ALIVE.set(properties, "true");
        if (database.endpoint() instanceof Tcp tcp) {
            return overTcp(tcp, database, properties);
        }
        if (database.endpoint() instanceof Inside inside) {
            Container.Place place = inside.container().place(host);
            Passage passage = new Passage(
                    inside.container(), inside.server().host(), inside.server().port());
            return through(() -> passage.open(host, place), database, properties);
        }
        return overSocket((Socket) database.endpoint(), database, host, properties);
    }

    private static Connection overTcp(Tcp tcp, Database database, Properties properties) throws SQLException {
        PGProperty.LOGIN_TIMEOUT.set(properties, "30");
        String address = tcp.host().contains(":") ? "[" + tcp.host() + "]" : tcp.host();
        String name = URLEncoder.encode(database.name(), StandardCharsets.UTF_8).replace("+", "%20");
        String url = "jdbc:postgresql://" + address + ":" + tcp.port() + "/" + name;
        Connection connection = new Driver().connect(url, properties);
        if (connection == null) {
            throw new SQLException("the address is not one of PostgreSQL: " + url);
        }
        return connection;
    }

    private static Connection overSocket(Socket socket, Database database, Host host, Properties properties)
            throws SQLException {
        String path = socket.path() + "/.s.PGSQL." + socket.port();
        Context peer = Context.own().as(socket.as().filter(account -> !account.equals(host.user())));
        return through(() -> host.connect(path, peer), database, properties);
    }

    /** The driver's own entrance would copy the properties and lose the pipe, which is no text. */
    private static Connection through(PipeSocket.Opener opener, Database database, Properties properties)
            throws SQLException {
        properties.put(PipeSocketFactory.OPENER, opener);
        PGProperty.SOCKET_FACTORY.set(properties, PipeSocketFactory.class.getName());
        PGProperty.SSL_MODE.set(properties, "disable");
        PGProperty.GSS_ENC_MODE.set(properties, "disable");
        PGProperty.PG_DBNAME.set(properties, database.name());
        HostSpec[] hosts = {new HostSpec("localhost", PORT)};
        return new PgConnection(hosts, properties, "jdbc:postgresql://localhost:" + PORT + "/");
    }

    /** The password of a database as a text for the environment of PostgreSQL's own tools. */
    static SecretText password(Database database) {
        return database.password().orElse(SecretText.plain(""));
    }
}
