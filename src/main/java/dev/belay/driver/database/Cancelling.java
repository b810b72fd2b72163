package dev.belay.driver.database;

import dev.belay.driver.Limit;
import dev.belay.driver.Work;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/**
 * Has the server end the statement at hand when the step's time is over, and also when the operator asks to stop, where that leaves
 * nothing behind: in a transaction, which is rolled back.
 */
public final class Cancelling implements AutoCloseable {

    /** How a driver of JDBC has its server end what runs on a connection; called from another thread. */
    public interface Cancel {
        /** Does it. */
        void on(Connection connection) throws SQLException;
    }

    private final Work work;
    private final Cancel cancel;
    private final Limit limit;
    private Optional<Connection> connection = Optional.empty();
    private boolean rollsBack;

    /** Begins to watch the clock and the operator. */
    public Cancelling(Work work, Optional<Duration> timeout, Cancel cancel) {
        this.work = work;
        this.cancel = cancel;
        this.limit = work.limit(timeout, this::cancel);
    }

    /** From now on statements on this connection are meant. */
    public synchronized void watch(Connection open, boolean transaction) {
        connection = Optional.of(open);
        rollsBack = transaction;
    }

    /** No statement is meant any more. */
    public synchronized void release() {
        connection = Optional.empty();
    }

    /** See {@link Limit#check}. */
    public void check(String where) {
        limit.check(where);
    }

    @Override
    public void close() {
        limit.close();
    }

    private synchronized void cancel() {
        try {
            if (connection.isPresent() && (rollsBack || !work.stopping())) {
                cancel.on(connection.get());
            }
        } catch (SQLException gone) {
            // the statement fails by itself, or the next call ends it
        }
    }
}
