package dev.belay.value;

import java.time.Duration;
import java.util.Optional;

/**
 * How far something long is.
 *
 * @param what is at hand: a table; may be empty
 * @param done so many of it
 * @param total of so many, perhaps about; 0 where unknown
 * @param unit of both: rows, files, bytes
 * @param bytes of what is done; 0 where the unit is bytes, or nobody counts them
 * @param rate how many a second; 0 where unknown
 * @param left until all of it is done, not only what is at hand; empty while that cannot be told
 */
public record Headway(String what, long done, long total, String unit, long bytes, long rate, Optional<Duration> left) {

    private static final Duration EARLY = Duration.ofSeconds(3);
    private static final long PERCENT = 100;

    /** Only how much is done. */
    public static Headway of(long done, long total, String unit) {
        return new Headway("", done, total, unit, 0, 0, Optional.empty());
    }

    /** Something is done of which nothing can be counted. */
    public static Headway of(String what) {
        return new Headway(what, 0, 0, "", 0, 0, Optional.empty());
    }

    /** How many a second; 0 before a second is over. */
    public static long rate(long done, Duration elapsed) {
        return elapsed.toSeconds() == 0 ? 0 : done * 1000 / elapsed.toMillis();
    }

    /**
     * How long the rest takes, at the pace so far. Nothing is told in the first seconds, before the first hundredth is done, and once there
     * was more than was expected.
     */
    public static Optional<Duration> left(long done, long total, Duration elapsed) {
        boolean known = elapsed.compareTo(EARLY) >= 0 && done < total && done >= Math.max(1, total / PERCENT);
        return known
                ? Optional.of(Duration.ofMillis((long) ((double) elapsed.toMillis() / done * (total - done))))
                : Optional.empty();
    }
}
