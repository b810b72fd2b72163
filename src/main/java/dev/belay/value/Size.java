package dev.belay.value;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** A number of bytes. Units are decimal, as disks are sold: 1 kB is 1000 bytes. */
public record Size(long bytes) implements Comparable<Size> {

    /** No bytes at all. */
    public static final Size ZERO = new Size(0);

    private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB", "PB", "EB"};

    /** A size of so many bytes. */
    public static Size of(long bytes) {
        return new Size(bytes);
    }

    /** The sum; at most {@link Long#MAX_VALUE} bytes. */
    public Size plus(Size other) {
        long sum = bytes + other.bytes;
        return new Size(((bytes ^ sum) & (other.bytes ^ sum)) < 0 ? Long.MAX_VALUE : sum);
    }

    @Override
    public int compareTo(Size other) {
        return Long.compare(bytes, other.bytes);
    }

    /** For people: two significant digits below ten, whole numbers above: {@code 1.2 GB}, {@code 340 MB}, {@code 12 B}. */
    @Override
    public String toString() {
        double amount = bytes;
        int unit = 0;
        while (Math.abs(amount) >= 999.5 && unit < UNITS.length - 1) {
            amount /= 1000;
            unit++;
        }
        boolean fraction = unit > 0 && Math.abs(amount) < 9.95;
        return BigDecimal.valueOf(amount).setScale(fraction ? 1 : 0, RoundingMode.HALF_UP) + " " + UNITS[unit];
    }
}
