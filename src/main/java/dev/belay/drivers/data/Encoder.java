package dev.belay.drivers.data;

import dev.belay.drivers.data.format.Row;

/** Turns rows into what a server takes. Without a server behind it, it tells what would be refused. Not for several threads. */
public interface Encoder {

    /**
     * Adds a row, whole or not at all.
     *
     * @throws Refused where a column cannot hold a value
     */
    void add(Row row) throws Refused;

    /** Forgets what was added. */
    void clear();
}
