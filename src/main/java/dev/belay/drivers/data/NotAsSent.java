package dev.belay.drivers.data;

import java.sql.SQLException;

/**
 * A server did not take rows just as they were sent to it in bulk, and does not tell well which ones. What it did is to be taken back;
 * rows that are sent {@link Destination.Way#CAREFUL} come whole, or are refused with a reason.
 */
public final class NotAsSent extends SQLException {

    private static final long serialVersionUID = 1L;

    /** @param what happened, with the server's words */
    public NotAsSent(String what) {
        super(what);
    }
}
