package dev.belay.drivers.postgresql;

import dev.belay.driver.Limit;
import dev.belay.driver.Work;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.postgresql.PGConnection;

/**
 * Has the server end the statement at hand when the step's time is over, and also when the operator asks to stop, where that leaves
 * nothing behind: in a transaction, which is rolled back.
 */
final class Cancelling implements AutoCloseable {

    private final Work work;
    private final Limit limit;
    private Optional<Connection> connection = Optional.empty();
    private boolean rollsBack;

    Cancelling(Work work, Optional<Duration> timeout) {
        this.work = work;
        this.limit = work.limit(timeout, this::cancel);
    }

    /** From now on statements on this connection are meant. */
    synchronized void watch(Connection open, boolean transaction) {
        connection = Optional.of(open);
        rollsBack = transaction;
    }

    /** No statement is meant any more. */
    synchronized void release() {
        connection = Optional.empty();
    }

    /** See {@link Limit#check}. */
    void check(String where) {
        limit.check(where);
    }

    @Override
    public void close() {
        limit.close();
    }

    private synchronized void cancel() {
        try {
            if (connection.isPresent() && (rollsBack || !work.stopping())) {
                connection.get().unwrap(PGConnection.class).cancelQuery();
            }
        } catch (SQLException gone) {
            // the statement fails by itself, or the next call ends it
        }
    }
}
