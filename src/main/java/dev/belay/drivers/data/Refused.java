package dev.belay.drivers.data;

import java.io.IOException;

/** A value that a column of the target cannot hold. */
public final class Refused extends IOException {

    private static final long serialVersionUID = 1L;

    private final String column;
    private final String why;

    /**
     * Says why.
     *
     * @param column of the target
     * @param why {@code "'abc' is no whole number"}
     */
    public Refused(String column, String why) {
        super(why);
        this.column = column;
        this.why = why;
    }

    /** The column of the target. */
    public String column() {
        return column;
    }

    /** Why, as it was said. */
    public String why() {
        return why;
    }

    /** No trace: a million of them would be too dear, and nobody reads it. */
    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
