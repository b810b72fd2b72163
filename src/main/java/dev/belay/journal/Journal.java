package dev.belay.journal;

/**
 * The journal of a run, open for writing by the one who holds the site's lock. Not safe for several threads.
 *
 * <p>Space is kept in reserve, so that an outcome can be written when the disk is full: a record that begins something ({@link
 * Entry.Intended}, {@link Entry.Undoing}, {@link Entry.Revised}) is refused while there is no reserve.
 */
public final class Journal implements AutoCloseable {

    private Journal() {}

    /**
     * Adds a record; it is on the disk when this returns.
     *
     * @throws dev.belay.value.Failure where it could not be made durable; the journal holds it wholly or not at all, and takes
     *     more records only where that is certain. Exit code 9 where a record cannot follow the ones before it.
     */
    public void append(Entry entry) {
        throw new UnsupportedOperationException();
    }

    /** What the records add up to. Its cost grows with the number of steps; {@link #step} is for one step. */
    public RunState state() {
        throw new UnsupportedOperationException();
    }

    /** The state of a step of the plan or of the undo; its cost does not grow with their number. */
    public RunState.StepState step(String id) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
}
