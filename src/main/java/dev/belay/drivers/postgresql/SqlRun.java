package dev.belay.drivers.postgresql;

import dev.belay.database.Database;
import dev.belay.database.SqlKind;
import dev.belay.database.SqlScript;
import dev.belay.driver.Work;
import dev.belay.driver.database.Cancelling;
import dev.belay.driver.database.Tolerance;
import dev.belay.value.Exit;
import dev.belay.value.Failure;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Runs the statements of a script on one connection, in the transaction that is open there, if one is.
 *
 * @param limit of the step, which may end a statement
 * @param transaction true where one is open that the caller commits
 * @param connection where they run
 * @param name of the script, for messages
 */
record SqlRun(Cancelling limit, boolean transaction, Connection connection, String name) {

    private static final int SHOWN = 200;
    private static final int FETCHED = 1_000;
    private static final String CANCELLED = "57014";

    /**
     * Runs all statements and stops at the first error.
     *
     * @return the first column of the first row of the last statement that gave rows
     * @throws Failure with name, line, statement and the server's words; its cause is the {@link SQLException}
     */
    Optional<String> all(InputStream stream) {
        Optional<String> result = Optional.empty();
        limit.watch(connection, transaction);
        try (SqlScript script = new SqlScript(name, stream)) {
            SqlFile.Enclosing enclosing = new SqlFile.Enclosing(name);
            Optional<SqlScript.Statement> next = script.next();
            while (next.isPresent()) {
                limit.check(name + ":" + next.get().line());
                if (!enclosing.passesOver(next.get())) {
                    result = one(script, next.get()).or(resultBefore(result));
                }
                next = script.next();
            }
        } finally {
            limit.release();
        }
        return result;
    }

    private static java.util.function.Supplier<Optional<String>> resultBefore(Optional<String> result) {
        return () -> result;
    }

    /** Loads a script statement by statement, each by itself; errors that a pattern fits are no failure. */
    static LoadErrors load(
            Work work,
            Optional<Duration> timeout,
            Database database,
            String path,
            InputStream stream,
            List<String> accept) {
        List<String> accepted = new ArrayList<>();
        try (Cancelling limit = Session.cancelling(work, timeout);
                Session session = Session.of(work, database);
                SqlScript script = new SqlScript(path, stream)) {
            SqlRun run = new SqlRun(limit, true, session.connection(), path);
            limit.watch(session.connection(), true); // it may break off anywhere: the database is a new one beside
            Optional<SqlScript.Statement> next = script.next();
            while (next.isPresent()) {
                limit.check(path + ":" + next.get().line());
                try {
                    run.one(script, next.get());
                } catch (Failure failure) {
                    accepted.add(accepted(failure, accept));
                }
                next = script.next();
            }
        }
        return new LoadErrors(accepted, List.of(), accepted.size());
    }

    private static String accepted(Failure failure, List<String> accept) {
        String message = failure.getCause() instanceof SQLException cause ? message(cause) : "";
        if (message.isEmpty() || !new Tolerance(accept).fits(message)) {
            throw failure;
        }
        return message;
    }

    private Optional<String> one(SqlScript script, SqlScript.Statement statement) {
        try {
            if (statement.kind() == SqlKind.COPY_IN) {
                copy(script, statement.text());
                return Optional.empty();
            }
            try (Statement jdbc = connection.createStatement()) {
                jdbc.setEscapeProcessing(false);
                jdbc.setFetchSize(FETCHED);
                return jdbc.execute(statement.text()) ? first(jdbc) : Optional.empty();
            }
        } catch (SQLException e) {
            if (CANCELLED.equals(e.getSQLState())) {
                limit.check(name + ":" + statement.line());
            }
            throw failure(statement, e);
        }
    }

    /** Reads all rows, though only the first counts: the server computes a row, with what it does, when it is read. */
    private static Optional<String> first(Statement jdbc) throws SQLException {
        try (ResultSet rows = jdbc.getResultSet()) {
            Optional<String> first = rows.next() ? Optional.ofNullable(rows.getString(1)) : Optional.empty();
            boolean more = true;
            while (more) {
                more = rows.next();
            }
            return first;
        }
    }

    private void copy(SqlScript script, String sql) throws SQLException {
        CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql);
        try {
            script.data((characters, length) -> {
                byte[] bytes = new String(characters, 0, length).getBytes(StandardCharsets.UTF_8);
                try {
                    copy.writeToCopy(bytes, 0, bytes.length);
                } catch (SQLException e) {
                    throw new Failure(Exit.FAILED, message(e), e);
                }
            });
            copy.endCopy();
        } catch (Failure failure) {
            if (failure.getCause() instanceof SQLException cause) {
                throw cause;
            }
            throw failure;
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }

    private Failure failure(SqlScript.Statement statement, SQLException e) {
        String text = statement.text().replaceAll("\\s+", " ");
        String shown = text.length() > SHOWN ? text.substring(0, SHOWN) + "..." : text;
        return new Failure(
                Exit.FAILED,
                name + ":" + statement.line() + ": " + message(e) + " (SQLSTATE " + e.getSQLState() + ") in: " + shown,
                e);
    }

    /** The server's words without the severity before them. */
    private static String message(SQLException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("").replaceFirst("^ERROR:\\s*", "");
    }
}
