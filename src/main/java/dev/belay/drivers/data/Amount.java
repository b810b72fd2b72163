package dev.belay.drivers.data;

/**
 * About so much of a table.
 *
 * @param rows 0 where nobody counted yet
 * @param bytes on the server's disk
 */
public record Amount(long rows, long bytes) {

    /** Nothing. */
    static final Amount NOTHING = new Amount(0, 0);

    Amount plus(Amount other) {
        return new Amount(rows + other.rows, bytes + other.bytes);
    }
}
