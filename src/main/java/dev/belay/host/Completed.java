package dev.belay.host;

import java.time.Duration;
import java.util.List;

/**
 * How a command ended that ran under the wrapper.
 *
 * @param exit its exit code; 128 and the signal's number where a signal ended it
 * @param timedOut true where its time was over
 * @param stopped true where Belay was asked to stop and ended it
 * @param output the end of what it printed, standard output and error together as they were seen about 20 times a second, masked; at
 *     most 64 kB
 * @param out the beginning of its standard output alone, masked; at most 1 MB, whole lines where it is cut
 * @param took how long it ran
 */
public record Completed(int exit, boolean timedOut, boolean stopped, String output, String out, Duration took) {

    private static final int LAST_LINES = 5;

    /** True where it ended with 0, in time, by itself. */
    public boolean ok() {
        return exit == 0 && !timedOut && !stopped;
    }

    /** The last lines of its output that are not blank, at most five. */
    public List<String> lastLines() {
        List<String> lines = output.lines().filter(line -> !line.isBlank()).toList();
        return lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size());
    }
}
