package dev.belay.journal;

import java.time.Instant;
import java.util.Optional;

/**
 * The lock of a site. It dies with the process that holds it; who holds it is written beside it, for people.
 */
public final class SiteLock implements AutoCloseable {

    /**
     * Who holds a lock.
     *
     * @param by user@host
     * @param pid the process
     * @param since when it was taken
     * @param run the run's id; empty before it has one
     * @param command what is done, as typed: {@code run}, {@code undo}
     */
    public record Holder(String by, long pid, Instant since, String run, String command) {}

    private SiteLock() {}

    /**
     * Takes the lock, without waiting.
     *
     * @throws dev.belay.value.Failure (4) where it is held, naming the holder
     */
    public static SiteLock take(StateFolder site, String by, String run, String command) {
        throw new UnsupportedOperationException();
    }

    /** Who holds the lock; empty where nobody does. */
    public static Optional<Holder> holder(StateFolder site) {
        throw new UnsupportedOperationException();
    }

    /** The holder before, where it died without giving the lock back: children of it may still live. */
    public Optional<Holder> died() {
        throw new UnsupportedOperationException();
    }

    /** Gives the lock back. */
    @Override
    public void close() {}
}
