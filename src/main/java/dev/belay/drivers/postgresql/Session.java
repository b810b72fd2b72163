package dev.belay.drivers.postgresql;

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
import org.postgresql.PGConnection;

/**
 * A connection that changes something, known to the server by the run's name. All failures come with the server's words, and
 * never with a secret.
 */
final class Session implements AutoCloseable {

    private static final String IN_USE = "55006";
    private static final int TRIES = 6;

    private final Connection connection;

    private Session(Connection connection) {
        this.connection = connection;
    }

    /** A session in the database. */
    static Session of(Work w, Database database) {
        Session session = new Session(w.connect(database));
        session.run("set application_name = " + literal(Naming.application(w.run())));
        session.run("set lock_timeout = '30s'");
        return session;
    }

    /** A session in the server's standard database, for what changes databases as a whole. */
    static Session ofServer(Work w, Database database) {
        try {
            return of(w, database.named("postgres"));
        } catch (Failure refused) {
            return of(w, database.named("template1"));
        }
    }

    /**
     * Ends what the sessions of an earlier, killed attempt of this run still do: a server goes on with a statement whose client
     * died.
     */
    static void endLeftOvers(Work w, Database database) {
        Inside.endLeftOvers(w, database);
        String others = "from pg_catalog.pg_stat_activity where application_name = "
                + literal(Naming.application(w.run())) + " and pid <> pg_catalog.pg_backend_pid()";
        try (Session server = ofServer(w, database)) {
            server.run("set application_name = 'belay'");
            server.column("select pg_catalog.pg_terminate_backend(pid) " + others);
            boolean gone = w.await(
                    Duration.ofMinutes(1),
                    () -> server.column("select 1 " + others).isEmpty());
            if (!gone) {
                throw Failure.failed("a statement of an earlier attempt still runs on " + database.address());
            }
        }
    }

    /** Has the server end a statement in time; see there. */
    static Cancelling cancelling(Work w, Optional<Duration> timeout) {
        return new Cancelling(
                w, timeout, connection -> connection.unwrap(PGConnection.class).cancelQuery());
    }

    /** The connection itself. */
    Connection connection() {
        return connection;
    }

    /** Runs a statement. */
    void run(String sql) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw failure(sql, e);
        }
    }

    /** Runs statements, all or none. */
    void together(List<String> statements) {
        try {
            connection.setAutoCommit(false);
            for (String sql : statements) {
                run(sql);
            }
            connection.commit();
        } catch (SQLException e) {
            throw failure("commit", e);
        } finally {
            leaveTransaction();
        }
    }

    /** The first column of the rows. */
    List<String> column(String sql, String... parameters) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setString(i + 1, parameters[i]);
            }
            List<String> values = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    values.add(String.valueOf(rows.getString(1)));
                }
            }
            return values;
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
            for (int i = 0; i < parameters.length; i++) {
                statement.setString(i + 1, parameters[i]);
            }
            statement.executeUpdate();
        } catch (SQLException e) {
            throw failure(sql, e);
        }
    }

    /** Ends the sessions of others in a database, as far as the role may, and of nobody else. */
    void endOthers(String database) {
        try {
            column(
                    "select pg_catalog.pg_terminate_backend(pid) from pg_catalog.pg_stat_activity"
                            + " where datname = ? and pid <> pg_catalog.pg_backend_pid()",
                    database);
        } catch (Failure notAllowed) {
            return;
        }
    }

    /** Drops a database that Belay made; nothing where there is none. */
    void drop(String database) {
        endOthers(database);
        run("drop database if exists " + name(database));
    }

    /** Lets the server copy a database. */
    void copy(String from, String to) {
        whileInUse(from, () -> run("create database " + name(to) + " template " + name(from)));
    }

    /** Says what a database is for. */
    void comment(String database, String text) {
        run("comment on database " + name(database) + " is " + literal(text));
    }

    /** Gives a database the comment of another; none where that has none. */
    void commentLike(String database, String other) {
        column(
                        "select pg_catalog.format('comment on database %I is %L', ?::text,"
                                + " pg_catalog.shobj_description(oid, 'pg_database'))"
                                + " from pg_catalog.pg_database where datname = ?",
                        database, other)
                .forEach(this::run);
    }

    /** Renames, all or none, ending the sessions of others in those databases until it succeeds. */
    void rename(List<String> ended, List<String> statements) {
        whileInUse(ended.isEmpty() ? "" : ended.get(0), () -> {
            ended.forEach(this::endOthers);
            together(statements);
        });
    }

    /** The server itself waits five seconds for sessions to end before it says that a database is in use. */
    private void whileInUse(String database, Runnable change) {
        for (int left = TRIES; ; left--) {
            try {
                change.run();
                return;
            } catch (Failure failure) {
                boolean inUse = failure.getCause() instanceof SQLException cause && IN_USE.equals(cause.getSQLState());
                if (!inUse || left == 1) {
                    throw inUse ? inUse(database, failure) : failure;
                }
            }
        }
    }

    private Failure inUse(String database, Failure failure) {
        List<String> who = column(
                "select concat_ws(' ', usename, nullif(application_name, ''), host(client_addr)) from pg_catalog.pg_stat_activity"
                        + " where datname = ? and pid <> pg_catalog.pg_backend_pid()",
                database);
        return new Failure(
                Exit.FAILED,
                "others are connected to " + database + ": " + String.join(", ", who),
                failure,
                "stop what uses it, then go on");
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

    private static Failure failure(String sql, SQLException e) {
        String brief = sql.length() > 80 ? sql.substring(0, 80) + "..." : sql;
        return new Failure(Exit.FAILED, e.getMessage() + " (" + brief.replaceAll("\\s+", " ") + ")", e);
    }

    /** A name as SQL. */
    static String name(String name) {
        return "\"" + name.replace("\"", "\"\"") + "\"";
    }

    /** A text as SQL; backslashes are ordinary, as in all supported versions' standard. */
    static String literal(String text) {
        String doubled = text.replace("'", "''");
        return text.contains("\\") ? " E'" + doubled.replace("\\", "\\\\") + "'" : "'" + doubled + "'";
    }
}
