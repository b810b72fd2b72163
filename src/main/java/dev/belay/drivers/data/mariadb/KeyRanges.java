package dev.belay.drivers.data.mariadb;

import java.math.BigInteger;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts the values of a key of whole numbers where about as many rows lie between the cuts, however the values are spread: by halving what
 * holds too many of them.
 */
final class KeyRanges {

    /** Halving ends where it was asked so often for each range that is wanted: estimates may be far off. */
    private static final int ASKED = 16;

    private static final int LEAST_ASKED = 256;

    /** About how many rows have a key from one value to another, both among them. */
    interface Estimate {
        long rows(BigInteger from, BigInteger to) throws SQLException;
    }

    private record Range(BigInteger from, long rows) {}

    private final long most;
    private final Estimate estimate;
    private final List<Range> ranges = new ArrayList<>();
    private long left;

    private KeyRanges(long most, long left, Estimate estimate) {
        this.most = most;
        this.left = left;
        this.estimate = estimate;
    }

    /**
     * The first values of all ranges but the first one, which begins at the least value; sorted.
     *
     * @param wanted how many ranges there are to be, about
     * @param most rows of a range, about
     */
    static List<BigInteger> cuts(BigInteger least, BigInteger largest, long wanted, long most, Estimate estimate)
            throws SQLException {
        KeyRanges cut = new KeyRanges(most, LEAST_ASKED + ASKED * wanted, estimate);
        cut.halve(least, largest);
        return cut.joined();
    }

    private void halve(BigInteger from, BigInteger to) throws SQLException {
        left--;
        long rows = estimate.rows(from, to);
        if (rows <= most || left <= 0 || from.equals(to)) {
            ranges.add(new Range(from, rows));
            return;
        }
        BigInteger middle = from.add(to).shiftRight(1); // rounds down, below zero as well
        halve(from, middle);
        halve(middle.add(BigInteger.ONE), to);
    }

    /** Neighbours that hold few are one. */
    private List<BigInteger> joined() {
        List<BigInteger> cuts = new ArrayList<>();
        long rows = 0;
        for (Range range : ranges) {
            if (rows > 0 && rows + range.rows() > most) {
                cuts.add(range.from());
                rows = 0;
            }
            rows += range.rows();
        }
        return cuts;
    }
}
