package dev.belay.drivers.data;

import dev.belay.drivers.data.format.Column;
import dev.belay.drivers.data.format.Kind;
import dev.belay.drivers.data.format.Table;
import java.math.BigInteger;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Cuts the values of a key of whole numbers where about as many rows lie between the cuts, however the values are spread: by halving what
 * holds too many of them.
 */
public final class KeyRanges {

    /** Halving ends where it was asked so often for each range that is wanted: estimates may be far off. */
    private static final int ASKED = 16;

    private static final int LEAST_ASKED = 256;

    /** About how many rows have a key from one value to another, both among them. */
    interface Estimate {
        long rows(BigInteger from, BigInteger to) throws SQLException;
    }

    /** About how many rows of a table a condition fits, as the server expects. */
    public interface Explanation {
        long rows(String condition) throws SQLException;
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

    /** The key of a table where it is a whole number. */
    public static Optional<String> key(Table table) {
        return table.key().size() == 1
                ? table.column(table.key().get(0))
                        .filter(column -> column.kind() instanceof Kind.Whole)
                        .map(Column::name)
                : Optional.empty();
    }

    /**
     * A table in parts.
     *
     * @param selection all of it
     * @param table its name as SQL
     * @param key that of its key
     * @param about how much there is of it
     * @param bytes of a part, about
     */
    public static List<Selection> parts(
            Question database,
            Selection selection,
            String table,
            String key,
            Amount about,
            long bytes,
            Explanation explanation)
            throws SQLException {
        long count = about.bytes() / bytes;
        List<Optional<String>> ends = count < 2
                ? List.of(Optional.empty())
                : database.ask("select min(" + key + "), max(" + key + ") from " + table)
                        .rows()
                        .get(0);
        if (ends.get(0).isEmpty()) {
            return List.of(selection);
        }
        List<BigInteger> cuts = cuts(
                new BigInteger(ends.get(0).orElseThrow()),
                new BigInteger(ends.get(1).orElseThrow()),
                count,
                about.rows() / count,
                (from, to) -> explanation.rows(key + " between " + from + " and " + to));
        return selection.cut(key, cuts.stream().map(BigInteger::toString).toList());
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
