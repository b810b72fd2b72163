package dev.belay.drivers.data.format;

import java.util.Optional;

/**
 * A column of a table or a query.
 *
 * @param type as its server writes it: {@code character varying(20)}; only for people
 * @param nullable whether it may hold NULL
 * @param standard what stands where a row brings no value, as the server writes it; empty for NULL, or for none
 * @param filling how the server fills it by itself
 */
public record Column(
        String name, String type, Kind kind, boolean nullable, Optional<String> standard, Filling filling) {

    /** How a server fills a column by itself. */
    public enum Filling {
        /** It does not. */
        NONE,
        /** With the next number, where a row brings none. */
        COUNTED,
        /** It computes it, and takes no value. */
        COMPUTED
    }

    /** Whether the server computes it, and takes no value. */
    public boolean isComputed() {
        return filling == Filling.COMPUTED;
    }

    /** A column of a query: of a table's, only these are known. */
    public static Column of(String name, String type, Kind kind) {
        return new Column(name, type, kind, true, Optional.empty(), Filling.NONE);
    }
}
