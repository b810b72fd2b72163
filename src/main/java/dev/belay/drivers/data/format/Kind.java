package dev.belay.drivers.data.format;

import java.util.List;
import java.util.Optional;

/** What the values of a column are, whichever system holds them. */
public sealed interface Kind {

    /** Kinds without a parameter. */
    enum Plain implements Kind {
        /** True or false. */
        TRUTH,
        /** Floating point of 4 bytes. */
        FLOAT,
        /** Floating point of 8 bytes. */
        DOUBLE,
        /** Bytes of no encoding. */
        BYTES,
        /** A day. */
        DATE,
        /** A time of day, or with MariaDB a span of hours. */
        TIME,
        /** A time of day with a zone. */
        ZONED_TIME,
        /** A day and a time, of no zone. */
        TIMESTAMP,
        /** A moment. */
        MOMENT,
        /** A span of time. */
        INTERVAL,
        UUID,
        JSON,
        /** An address of a network or a network card. */
        ADDRESS,
        /** What only its own system knows. */
        OTHER
    }

    /** A whole number of so many bits. */
    record Whole(int bits, boolean unsigned) implements Kind {}

    /**
     * An exact decimal.
     *
     * @param digits in all; empty for any number of them
     * @param scale how many of them are behind the point; of no meaning where digits is empty
     */
    record Decimal(Optional<Integer> digits, int scale) implements Kind {}

    /** A text; longest in characters, empty for any length. */
    record Text(Optional<Long> longest) implements Kind {}

    /** A row of bits; longest in bits, empty for any length. */
    record Bits(Optional<Long> longest) implements Kind {}

    /** One of a few words, or a set of them. */
    record Words(List<String> words, boolean several) implements Kind {
        public Words {
            words = List.copyOf(words);
        }
    }

    /** An array, of any number of dimensions. */
    record ListOf(Kind item) implements Kind {}
}
