package dev.belay.drivers.mariadb;

import dev.belay.database.Database;
import dev.belay.driver.Work;
import dev.belay.driver.database.Cancelling;
import dev.belay.driver.database.Inside;
import dev.belay.driver.database.Naming;
import dev.belay.value.Exit;
import dev.belay.value.Failure;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A connection that changes something. It holds a lock of the server by the run's name, by which a later attempt finds it: a server
 * goes on with a statement whose client died. So a step has one session at a time. All failures come with the server's words, and
 * never with a secret.
 */
final class Session implements AutoCloseable {

    /** The database that every account may connect to. */
    static final String SERVER = "information_schema";

    private final Connection connection;

    private Session(Connection connection) {
        this.connection = connection;
    }

    /** A session in the database. */
    static Session of(Work w, Database database) {
        Session session = unnamed(w, database);
        if (!session.column("select get_lock(?, 10)", Naming.application(w.run()))
                .equals(List.of("1"))) {
            session.close();
            throw Failure.failed("a statement of an earlier attempt still runs on " + database.address());
        }
        return session;
    }

    /** A session for what changes databases as a whole. */
    static Session ofServer(Work w, Database database) {
        return of(w, database.named(SERVER));
    }

    private static Session unnamed(Work w, Database database) {
        Session session = new Session(w.connect(database));
        session.run("set session lock_wait_timeout = 30, session innodb_lock_wait_timeout = 30");
        return session;
    }

    /** Ends what the session of an earlier, killed attempt of this run still does. */
    static void endLeftOvers(Work w, Database database) {
        Inside.endLeftOvers(w, database);
        String name = Naming.application(w.run());
        try (Session server = unnamed(w, database.named(SERVER))) {
            server.holder(name).ifPresent(id -> server.end("kill " + id));
            if (!w.await(Duration.ofMinutes(1), () -> server.holder(name).isEmpty())) {
                throw Failure.failed("a statement of an earlier attempt still runs on " + database.address());
            }
        }
    }

    private Optional<String> holder(String name) {
        return column("select is_used_lock(?)", name).stream().findFirst().filter(id -> id.matches("\\d+"));
    }

    /** Ends a session that may be gone already. */
    private void end(String kill) {
        try {
            run(kill);
        } catch (Failure gone) {
            return;
        }
    }

    /** Has the server end a statement in time; see there. */
    static Cancelling cancelling(Work w, Optional<Duration> timeout) {
        return new Cancelling(
                w,
                timeout,
                connection ->
                        connection.unwrap(org.mariadb.jdbc.Connection.class).cancelCurrentQuery());
    }

    /** The connection itself. */
    Connection connection() {
        return connection;
    }

    /** Runs a statement. */
    void run(String sql) {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(sql);
        } catch (SQLException e) {
            throw failure(sql, e);
        }
    }

    /** The first column of the rows. */
    List<String> column(String sql, String... parameters) {
        return rows(sql, parameters).stream().map(row -> row.get(0)).toList();
    }

    /** The rows; NULL is the text {@code null}. */
    List<List<String>> rows(String sql, String... parameters) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            set(statement, parameters);
            List<List<String>> rows = new ArrayList<>();
            try (ResultSet result = statement.executeQuery()) {
                int columns = result.getMetaData().getColumnCount();
                while (result.next()) {
                    List<String> row = new ArrayList<>();
                    for (int i = 1; i <= columns; i++) {
                        row.add(String.valueOf(result.getString(i)));
                    }
                    rows.add(row);
                }
            }
            return rows;
        } catch (SQLException e) {
            throw failure(sql, e);
        }
    }

    /** The first column of the first row; reads no other. */
    Optional<String> first(String sql) {
        try (Statement statement = connection.createStatement()) {
            statement.setMaxRows(1);
            try (ResultSet rows = statement.executeQuery(sql)) {
                return rows.next() ? Optional.ofNullable(rows.getString(1)) : Optional.empty();
            }
        } catch (SQLException e) {
            throw failure(sql, e);
        }
    }

    /** Changes rows. */
    void update(String sql, String... parameters) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            set(statement, parameters);
            statement.executeUpdate();
        } catch (SQLException e) {
            throw failure(sql, e);
        }
    }

    /** Runs changes in one transaction, which is rolled back where one of them fails. */
    void together(Runnable changes) {
        try {
            begin();
            changes.run();
            commit();
        } finally {
            leaveTransaction();
        }
    }

    /** Begins a transaction; what is not committed is lost when the session is closed. */
    void begin() {
        try {
            connection.setAutoCommit(false);
        } catch (SQLException e) {
            throw failure("start transaction", e);
        }
    }

    /** Ends a transaction, where there is one. */
    void commit() {
        try {
            if (!connection.getAutoCommit()) {
                connection.commit();
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw failure("commit", e);
        }
    }

    private void leaveTransaction() {
        try {
            if (!connection.getAutoCommit()) {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        } catch (SQLException gone) {
            return;
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException gone) {
            return;
        }
    }

    private static void set(PreparedStatement statement, String... parameters) throws SQLException {
        for (int i = 0; i < parameters.length; i++) {
            statement.setString(i + 1, parameters[i]);
        }
    }

    private static Failure failure(String sql, SQLException e) {
        String brief = sql.length() > 80 ? sql.substring(0, 80) + "..." : sql;
        return new Failure(Exit.FAILED, words(e) + " (" + brief.replaceAll("\\s+", " ") + ")", e);
    }

    /** The server's words, without what the driver of JDBC puts before them. */
    static String words(SQLException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("").replaceFirst("^\\(conn=-?\\d+\\) ", "");
    }

    /** A name as SQL. */
    static String name(String name) {
        return "`" + name.replace("`", "``") + "`";
    }

    /** A text as SQL. */
    static String literal(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "''") + "'";
    }
}
