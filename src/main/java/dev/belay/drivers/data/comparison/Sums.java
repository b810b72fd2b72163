package dev.belay.drivers.data.comparison;

import java.util.stream.IntStream;

/** What the rows of a table come to, in whatever order they are added: how many, and the sum of their numbers, for each bucket of keys. */
public final class Sums {

    private final int[] counts = new int[RowDigest.BUCKETS];
    private final long[] numbers = new long[RowDigest.BUCKETS];
    private long rows;

    /** Adds the row that a digest looked at. */
    public void add(RowDigest digest) {
        int bucket = digest.bucket();
        rows++;
        counts[bucket]++;
        numbers[bucket] += digest.number();
    }

    /** How many rows. */
    public long rows() {
        return rows;
    }

    /** The buckets that hold other rows than those of the others. */
    public int[] differing(Sums others) {
        return IntStream.range(0, RowDigest.BUCKETS)
                .filter(i -> counts[i] != others.counts[i] || numbers[i] != others.numbers[i])
                .toArray();
    }
}
