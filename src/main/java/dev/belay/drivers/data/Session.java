package dev.belay.drivers.data;

import dev.belay.database.Rows;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A connection that an export or an import has for itself. Not for several threads, but for {@link #cancel}. */
public final class Session implements Question, AutoCloseable {

    /** Has a server end what it does for a connection; JDBC knows no common way. */
    public interface Cancel {
        void cancel() throws SQLException;
    }

    private final Connection connection;
    private final Cancel cancel;

    /** @param connection closed with this */
    Session(Connection connection, Cancel cancel) {
        this.connection = connection;
        this.cancel = cancel;
    }

    /** The connection itself, for what only its driver can. */
    public Connection connection() {
        return connection;
    }

    /** Runs statements, one after another. */
    public void run(List<String> statements) throws SQLException {
        for (String statement : statements) {
            run(statement);
        }
    }

    /** Runs a statement, with a text for each of its {@code ?}. */
    public void run(String sql, String... parameters) throws SQLException {
        if (parameters.length == 0) {
            try (Statement statement = connection.createStatement()) {
                statement.execute(sql);
            }
            return;
        }
        try (PreparedStatement statement = prepared(sql, parameters)) {
            statement.execute();
        }
    }

    @Override
    public Rows ask(String sql, String... parameters) throws SQLException {
        try (PreparedStatement statement = prepared(sql, parameters);
                ResultSet result = statement.executeQuery()) {
            int columns = result.getMetaData().getColumnCount();
            List<List<Optional<String>>> rows = new ArrayList<>();
            while (result.next()) {
                List<Optional<String>> row = new ArrayList<>(columns);
                for (int i = 1; i <= columns; i++) {
                    row.add(Optional.ofNullable(result.getString(i)));
                }
                rows.add(row);
            }
            return new Rows(rows);
        }
    }

    private PreparedStatement prepared(String sql, String... parameters) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < parameters.length; i++) {
            statement.setString(i + 1, parameters[i]);
        }
        return statement;
    }

    /** A part of a transaction. */
    public interface Part {
        void run() throws SQLException, IOException;
    }

    /** Does a part of the transaction; where it fails nothing of it stays, and what was done before does. */
    public void whole(Part part) throws SQLException, IOException {
        Savepoint before = connection.setSavepoint("belay");
        try {
            part.run();
        } catch (SQLException | IOException e) {
            takeBack(before, e);
            throw e;
        }
        connection.releaseSavepoint(before);
    }

    private void takeBack(Savepoint before, Exception why) {
        try {
            connection.rollback(before);
            connection.releaseSavepoint(before);
        } catch (SQLException gone) {
            why.addSuppressed(gone); // the whole transaction is gone: what ended it is to be told
        }
    }

    /** Has the server end what it does for this; from any thread. */
    public void cancel() {
        try {
            cancel.cancel();
        } catch (SQLException gone) {
            return;
        }
    }

    /** Takes back what was not committed, and ends the connection. */
    @Override
    public void close() {
        try (connection) {
            if (!connection.getAutoCommit()) {
                connection.rollback();
            }
        } catch (SQLException gone) {
            return;
        }
    }
}
