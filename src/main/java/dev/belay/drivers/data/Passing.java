package dev.belay.drivers.data;

import dev.belay.drivers.data.format.Row;

/** Hears of each row that passes. */
interface Passing {

    /** Hears nothing. */
    Passing UNHEARD = (table, row) -> {};

    /** A row passes; it is read before this returns. */
    void row(String table, Row row);
}
