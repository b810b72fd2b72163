package dev.belay.engine;

import dev.belay.database.Patience;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * Waits in a run for a server that takes no connection for now, and says so. A preview does not wait.
 *
 * @param stop the operator's wish to stop
 * @param say takes a line for people
 */
record Waiting(Stop stop, Consumer<String> say) implements Patience {

    private static final Duration LONGEST = Duration.ofMinutes(1);
    private static final long SHORTEST_PAUSE = 50;
    private static final long LONGEST_PAUSE = 2_000;

    @Override
    public boolean again(String why, Duration waited) {
        if (waited.compareTo(LONGEST) >= 0) {
            return false;
        }
        if (waited.isZero()) {
            say.accept(why + "; waits for it, a minute at most");
        }
        try {
            stop.pause(Math.max(SHORTEST_PAUSE, Math.min(waited.toMillis() / 2, LONGEST_PAUSE)));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
        return !stop.asked();
    }
}
