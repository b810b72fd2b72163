package dev.belay.driver;

/** How long a part of a step may go on: until its time is over, or the operator asks to stop. Closed when the part is done. */
public interface Limit extends AutoCloseable {

    /**
     * Nothing, while it may go on.
     *
     * @param where it is, for the message: a file and a line, what is written
     * @throws dev.belay.value.Failure where the time is over (1) or the operator asked to stop (130)
     */
    void check(String where);

    @Override
    void close();
}
