package dev.belay.engine;

import java.util.ArrayList;
import java.util.List;

/**
 * The operator's wish to stop. Asked once, the step at hand comes to a clean end and is journalled; asked again, its commands and
 * connections are ended. Any thread may ask.
 */
public final class Stop {

    private final List<Runnable> endings = new ArrayList<>();
    private int asked;

    /** Asks to stop: cleanly the first time, at once the second. */
    public void ask() {
        List<Runnable> now;
        synchronized (this) {
            asked++;
            notifyAll();
            now = asked >= 2 ? List.copyOf(endings) : List.of();
        }
        now.forEach(Runnable::run);
    }

    /** True once it was asked to stop. */
    public synchronized boolean asked() {
        return asked >= 1;
    }

    /** True once commands are to be ended too. */
    public synchronized boolean ending() {
        return asked >= 2;
    }

    /** Waits, at most so long, and returns early when somebody asks to stop. */
    @SuppressWarnings("WaitNotInLoop") // the caller asks its condition again
    synchronized void pause(long millis) throws InterruptedException {
        if (asked == 0 && millis > 0) {
            wait(millis);
        }
    }

    /** Calls this when commands are to be ended, until {@link #forget} is called with it. */
    synchronized void whenEnding(Runnable ending) {
        endings.add(ending);
    }

    /** Takes a {@link #whenEnding} back. */
    synchronized void forget(Runnable ending) {
        endings.remove(ending);
    }
}
