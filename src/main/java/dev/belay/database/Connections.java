package dev.belay.database;

import dev.belay.database.Database.Product;
import dev.belay.host.Host;
import dev.belay.value.Exit;
import dev.belay.value.Failure;
import dev.belay.value.Unseen;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The only opener of connections to databases. Small queries share one connection a database, which can only read; it is closed
 * where a connection that may change data is opened on the same server, so that it is in nobody's way. Safe for several threads.
 */
public final class Connections implements AutoCloseable {

    private static final int MOST_ROWS = 100_000;
    private static final int LONGEST = 16_000_000;
    private static final int SHOWN = 200;
    private static final int FETCHED = 1_000;
    private static final String UNREACHABLE = "08001"; // SQL:2016, "SQL-client unable to establish SQL-connection"

    private final Host host;
    private final Map<Database, Connection> readers = new LinkedHashMap<>();

    /** @param host that reveals passwords, and on which sockets are */
    public Connections(Host host) {
        this.host = host;
    }

    /**
     * A small query in a read-only transaction, ended after 30 s.
     *
     * @param patience with a server that takes no connection for now
     * @throws Unseen where the server cannot be reached or refuses; its cause is the {@link SQLException}
     * @throws Failure where it gives more than {@value #MOST_ROWS} rows, or {@value #LONGEST} characters in all
     */
    public synchronized Rows query(Patience patience, Database database, String sql, String... parameters) {
        boolean fresh = !readers.containsKey(database);
        try {
            return ask(reader(database, patience), sql, parameters);
        } catch (SQLException e) {
            boolean lost = Trouble.lost(e);
            if (lost) {
                forget(database);
            }
            if (lost && !fresh) {
                return query(patience, database, sql, parameters);
            }
            throw unseen(database, e);
        }
    }

    /** The same without patience. */
    public Rows query(Database database, String sql, String... parameters) {
        return query(Patience.none(), database, sql, parameters);
    }

    /**
     * A connection that can only read; the caller closes it, and sets how long a statement may take.
     *
     * @param patience with a server that takes no connection for now
     * @throws Unseen where the server cannot be reached or refuses; its cause is the {@link SQLException}
     */
    public synchronized Connection reading(Patience patience, Database database) {
        try {
            return readOnly(database, patience);
        } catch (SQLException e) {
            throw unseen(database, e);
        }
    }

    /**
     * A connection that may change data, in autocommit; the caller closes it.
     *
     * @param patience with a server that takes no connection for now
     * @throws Failure where the server cannot be reached or refuses
     */
    public Connection open(Patience patience, Database database) {
        return open(patience, database, false);
    }

    /**
     * The same, on which a statement of MariaDB may bring rows with it as a stream: LOAD DATA LOCAL INFILE. A server may ask for any
     * file of this machine then; the driver gives it the stream of the statement, and nothing where there is none.
     *
     * @throws Failure where the server cannot be reached or refuses
     */
    public Connection openToLoad(Patience patience, Database database) {
        return open(patience, database, true);
    }

    private synchronized Connection open(Patience patience, Database database, boolean loads) {
        release(database);
        try {
            return connect(database, patience, loads);
        } catch (SQLException e) {
            Trouble trouble = Trouble.of(database, e, host::mask);
            throw new Failure(Exit.FAILED, trouble.what(), e, trouble.remedies().toArray(String[]::new));
        }
    }

    /** Closes the connections of small queries to all databases of the same server. */
    public synchronized void release(Database database) {
        List.copyOf(readers.keySet()).stream()
                .filter(other -> other.address().equals(database.address()))
                .forEach(this::forget);
    }

    @Override
    public synchronized void close() {
        List.copyOf(readers.keySet()).forEach(this::forget);
    }

    private Unseen unseen(Database database, SQLException e) {
        String sentence = Trouble.of(database, e, host::mask).sentence();
        return Trouble.refused(e) ? Unseen.refused(sentence, e) : new Unseen(sentence, e);
    }

    private Connection reader(Database database, Patience patience) throws SQLException {
        Connection known = readers.get(database);
        if (known != null) {
            return known;
        }
        Connection connection = readOnly(database, patience);
        readers.put(database, connection);
        return connection;
    }

    private Connection readOnly(Database database, Patience patience) throws SQLException {
        Connection connection = connect(database, patience, false);
        try (Statement statement = connection.createStatement()) {
            for (String setting : readOnly(database.product())) {
                statement.execute(setting);
            }
            connection.setReadOnly(true);
            connection.setAutoCommit(false);
        }
        return connection;
    }

    private static List<String> readOnly(Product product) {
        return product == Product.POSTGRESQL
                ? List.of(
                        "set statement_timeout = '30s'",
                        "set lock_timeout = '10s'",
                        "set default_transaction_read_only = on")
                : List.of(
                        "set session max_statement_time = 30",
                        "set session lock_wait_timeout = 10",
                        "set session transaction read only");
    }

    private Connection connect(Database database, Patience patience, boolean loads) throws SQLException {
        long begun = System.nanoTime();
        for (Duration waited = Duration.ZERO; ; waited = Duration.ofNanos(System.nanoTime() - begun)) {
            try {
                return connect(database, loads);
            } catch (SQLException e) {
                String why = Trouble.of(database, e, host::mask).what();
                if (!Trouble.passes(e) || !patience.again(why, waited)) {
                    throw e;
                }
            }
        }
    }

    /** Where it fails in a container, docker is asked whether that runs at all: it knows better than what could not be run in it. */
    private Connection connect(Database database, boolean loads) throws SQLException {
        try {
            return connected(database, loads);
        } catch (Unseen unseen) {
            throw unreachable(unseen);
        } catch (SQLException e) {
            Optional<Unseen> trouble = Trouble.lost(e)
                    ? database.container().flatMap(container -> container.trouble(host))
                    : Optional.empty();
            throw trouble.map(Connections::unreachable).orElse(e);
        }
    }

    private static SQLException unreachable(Unseen unseen) {
        return new SQLException(unseen.message(), UNREACHABLE, unseen);
    }

    private Connection connected(Database database, boolean loads) throws SQLException {
        boolean postgresql = database.product() == Product.POSTGRESQL;
        Connection connection = postgresql
                ? PostgresqlConnector.connect(database, host)
                : MariadbConnector.connect(database, host, loads);
        try (Statement statement = connection.createStatement()) {
            statement.execute(postgresql ? "set time zone 'UTC'" : "set session time_zone = '+00:00'");
        }
        return connection;
    }

    private void forget(Database database) {
        Connection connection = readers.remove(database);
        try {
            if (connection != null) {
                connection.close();
            }
        } catch (SQLException gone) {
            return;
        }
    }

    private static Rows ask(Connection connection, String sql, String... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setString(i + 1, parameters[i]);
            }
            statement.setFetchSize(FETCHED); // else the driver takes in the whole result before the first row is read
            statement.setMaxRows(MOST_ROWS + 1);
            try (ResultSet result = statement.executeQuery()) {
                return rows(result, sql);
            }
        } finally {
            if (!connection.isClosed()) {
                connection.rollback();
            }
        }
    }

    private static Failure tooMuch(String sql) {
        String brief = sql.length() > SHOWN ? sql.substring(0, SHOWN) + "..." : sql;
        return Failure.failed(
                "a query gives too much: expected are at most " + MOST_ROWS + " rows and " + LONGEST / 1_000_000
                        + " million characters: " + brief.replaceAll("\\s+", " "),
                "count or limit in the query: select count(*) ..., limit 1");
    }

    private static Rows rows(ResultSet result, String sql) throws SQLException {
        int columns = result.getMetaData().getColumnCount();
        List<List<Optional<String>>> rows = new ArrayList<>();
        long characters = 0;
        while (result.next()) {
            List<Optional<String>> row = new ArrayList<>();
            for (int i = 1; i <= columns; i++) {
                Optional<String> value = Optional.ofNullable(result.getString(i));
                characters += value.map(String::length).orElse(0);
                row.add(value);
            }
            rows.add(row);
            if (rows.size() > MOST_ROWS || characters > LONGEST) {
                throw tooMuch(sql);
            }
        }
        return new Rows(rows);
    }
}
