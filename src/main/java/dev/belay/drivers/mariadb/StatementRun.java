package dev.belay.drivers.mariadb;

import dev.belay.database.Database;
import dev.belay.database.MariadbKind;
import dev.belay.database.MariadbScript;
import dev.belay.database.MariadbScript.Statement;
import dev.belay.driver.database.Cancelling;
import dev.belay.value.Digest;
import dev.belay.value.Exit;
import dev.belay.value.Failure;
import java.io.InputStream;
import java.security.MessageDigest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Runs the statements of one file in one session, and records each in the history: what a transaction holds together with its row,
 * what commits by itself between a row that says so and one that says it is done. A broken run goes on behind the last that is
 * done; statements that only prepare the session are run again then. Serves once.
 */
final class StatementRun {

    /**
     * The history row of what runs.
     *
     * @param name of the file, for messages
     * @param row the row's name
     * @param run the id of the run
     */
    record Entry(Database database, String name, String row, String run) {}

    private static final int SHOWN = 200;
    private static final int FETCHED = 1_000;
    private static final int INTERRUPTED = 1317;
    private static final int TOO_LONG = 1969;
    private static final int KILLED = 1927;

    private final Cancelling limit;
    private final Session session;
    private final Entry entry;
    private final boolean transactions;
    private final List<String> accept;
    private final MessageDigest digest = Digest.sha256();
    private final List<String> accepted = new ArrayList<>();
    private Optional<String> result = Optional.empty();
    private int number;

    /**
     * @param transactions whether all tables know transactions
     * @param accept numbers of errors, or SQLSTATEs, of statements that count as done
     */
    StatementRun(Cancelling limit, Session session, Entry entry, boolean transactions, List<String> accept) {
        this.limit = limit;
        this.session = session;
        this.entry = entry;
        this.transactions = transactions;
        this.accept = accept;
    }

    /** The first column of the first row of the last statement that gave rows. */
    Optional<String> result() {
        return result;
    }

    /** The errors that counted as done, a sentence each. */
    List<String> accepted() {
        return accepted;
    }

    /**
     * Runs the statements behind those that are done, each by itself.
     *
     * @throws Failure with file, line, statement and the server's words
     */
    void behind(int done, InputStream stream) {
        if (done == 0) {
            History.came(session, entry.database(), entry.row(), sha256(), 0, entry.run());
        }
        try (MariadbScript script = new MariadbScript(entry.name(), stream)) {
            ScriptFile.Place place = new ScriptFile.Place(entry.name(), entry.database());
            Optional<Statement> next = script.next();
            while (next.isPresent()) {
                number++;
                MariadbKind kind = place.kind(next.get());
                try {
                    one(next.get(), number <= done, kind, place.inTransaction());
                } catch (Refused refused) {
                    refused(next.get(), place.inTransaction(), refused);
                }
                next = script.next();
            }
            session.together(this::over);
        } finally {
            limit.release();
        }
    }

    /** Runs all statements and writes the row in one transaction. */
    void together(InputStream stream) {
        limit.watch(session.connection(), true);
        try (MariadbScript script = new MariadbScript(entry.name(), stream)) {
            session.together(() -> {
                Optional<Statement> next = script.next();
                while (next.isPresent()) {
                    number++;
                    ScriptFile.count(digest, next.get());
                    limit.check(place(next.get()));
                    MariadbKind kind = next.get().kind();
                    if (kind == MariadbKind.DATA || kind == MariadbKind.SESSION) {
                        execute(next.get());
                    }
                    next = script.next();
                }
                over();
            });
        } catch (Refused refused) {
            throw failure(refused, "all of it was rolled back");
        } finally {
            limit.release();
        }
    }

    private void over() {
        History.over(session, entry.database(), entry.row(), History.State.APPLIED, sha256(), number, entry.run());
        result.ifPresent(text -> History.result(session, entry.database(), entry.row(), text));
    }

    private void one(Statement statement, boolean done, MariadbKind kind, boolean inTransaction) {
        limit.check(place(statement));
        if (done) {
            again(statement, kind);
        } else if (kind == MariadbKind.BEGIN) {
            session.begin();
            ScriptFile.count(digest, statement);
        } else if (kind == MariadbKind.COMMIT) {
            came(statement);
            session.commit();
        } else if (kind == MariadbKind.LOCK) {
            ScriptFile.count(
                    digest, statement); // the run has the application stopped, and the history must stay writable
        } else if (inTransaction || kind == MariadbKind.SESSION || kind == MariadbKind.TEMPORARY) {
            limit.watch(session.connection(), true);
            execute(statement);
            ScriptFile.count(digest, statement);
        } else if (kind == MariadbKind.DATA && transactions) {
            limit.watch(session.connection(), true);
            session.together(() -> {
                execute(statement);
                came(statement);
            });
        } else {
            byItself(statement, kind);
        }
    }

    /** A statement that an earlier attempt ran: it is passed over, unless the session needs it. */
    private void again(Statement statement, MariadbKind kind) {
        if (kind == MariadbKind.TEMPORARY) {
            throw Failure.unmet(place(statement)
                    + ": an earlier attempt made a temporary table, which is gone, so nothing can go on behind it; go back"
                    + " by the backup, or finish the file by hand and update " + History.TABLE
                    + " set state = 'applied' where file = '" + entry.row() + "'");
        }
        if (kind == MariadbKind.SESSION) {
            execute(statement);
        }
        ScriptFile.count(digest, statement);
    }

    private void byItself(Statement statement, MariadbKind kind) {
        limit.watch(session.connection(), false);
        String schema = kind == MariadbKind.SCHEMA || kind == MariadbKind.UNKNOWN
                ? session.first(DatabaseFacts.Schema.sql(entry.database())).orElse("")
                : "";
        History.intend(session, entry.database(), entry.row(), new History.Running(number, kind, schema));
        execute(statement);
        came(statement);
    }

    /** The server refused it, so it did nothing; that is recorded, where the session still lives. */
    private void refused(Statement statement, boolean inTransaction, Refused refused) {
        int code = refused.cause.getErrorCode();
        boolean counts = accept.contains(String.valueOf(code)) || accept.contains(refused.cause.getSQLState());
        if (counts && !inTransaction) {
            accepted.add(place(statement) + " was done already (" + code + ")");
            came(statement);
            return;
        }
        boolean lives =
                code != KILLED && !String.valueOf(refused.cause.getSQLState()).startsWith("08");
        if (lives && !inTransaction) {
            History.came(session, entry.database(), entry.row(), sha256(), number - 1, entry.run());
        }
        throw failure(refused, inTransaction ? "its transaction was rolled back" : kept());
    }

    private String kept() {
        return number == 1
                ? "nothing of it was applied"
                : "the " + (number - 1) + (number == 2 ? " statement" : " statements")
                        + " before it stay applied, and a resume goes on at this one";
    }

    private void came(Statement statement) {
        ScriptFile.count(digest, statement);
        History.came(session, entry.database(), entry.row(), sha256(), number, entry.run());
    }

    /** Of those that are counted so far. */
    private String sha256() {
        try {
            return Digest.of((MessageDigest) digest.clone()).hex();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void execute(Statement statement) {
        try (java.sql.Statement jdbc = session.connection().createStatement()) {
            jdbc.setEscapeProcessing(false);
            jdbc.setFetchSize(FETCHED);
            boolean rows = jdbc.execute(statement.text());
            while (rows || jdbc.getUpdateCount() != -1) {
                if (rows) {
                    first(jdbc);
                }
                rows = jdbc.getMoreResults();
            }
        } catch (SQLException e) {
            if (e.getErrorCode() == INTERRUPTED || e.getErrorCode() == TOO_LONG) {
                limit.check(place(statement));
            }
            throw new Refused(statement, e);
        }
    }

    /** Reads all rows, though only the first counts: the server computes a row, with what it does, when it is read. */
    private void first(java.sql.Statement jdbc) throws SQLException {
        try (ResultSet rows = jdbc.getResultSet()) {
            if (rows.next()) {
                result = Optional.ofNullable(rows.getString(1));
            }
            boolean more = true;
            while (more) {
                more = rows.next();
            }
        }
    }

    private String place(Statement statement) {
        return entry.name() + ":" + statement.line();
    }

    private Failure failure(Refused refused, String kept) {
        SQLException e = refused.cause;
        String text = refused.statement.text().replaceAll("\\s+", " ");
        String shown = text.length() > SHOWN ? text.substring(0, SHOWN) + "..." : text;
        return new Failure(
                Exit.FAILED,
                place(refused.statement) + ": " + Session.words(e) + " (" + e.getErrorCode() + ", SQLSTATE "
                        + e.getSQLState() + ") in: " + shown + "; " + kept,
                e);
    }

    /** A statement that the server did not do. */
    private static final class Refused extends RuntimeException {
        private final transient Statement statement;
        private final SQLException cause;

        Refused(Statement statement, SQLException cause) {
            super(cause);
            this.statement = statement;
            this.cause = cause;
        }
    }
}
