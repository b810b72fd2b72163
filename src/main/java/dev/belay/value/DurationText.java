package dev.belay.value;

import java.time.Duration;

/** How Belay writes durations. */
public final class DurationText {

    private DurationText() {}

    /** For people, rounded: {@code 40 s}, {@code 3 min}, {@code 2 h 5 min}, {@code 3 days}. */
    public static String about(Duration duration) {
        long seconds = Math.round(duration.toMillis() / 1000.0);
        if (seconds < 100) {
            return seconds + " s";
        }
        long minutes = Math.round(seconds / 60.0);
        if (minutes < 100) {
            return minutes + " min";
        }
        long hours = minutes / 60;
        if (hours < 48) {
            return minutes % 60 == 0 ? hours + " h" : hours + " h " + minutes % 60 + " min";
        }
        return Math.round(hours / 24.0) + " days";
    }

    /** A running clock: {@code 0:41}, {@code 2:11}, {@code 1:02:11}. */
    public static String clock(Duration duration) {
        long seconds = duration.toSeconds();
        String minutes = seconds < 3600 ? "" + seconds / 60 : seconds / 3600 + ":" + twoDigits(seconds / 60 % 60);
        return minutes + ":" + twoDigits(seconds % 60);
    }

    private static String twoDigits(long number) {
        return number < 10 ? "0" + number : "" + number;
    }
}
