package dev.belay.engine;

import dev.belay.driver.Limit;
import dev.belay.value.DurationText;
import dev.belay.value.Exit;
import dev.belay.value.Failure;
import java.time.Duration;
import java.util.Optional;

/** A {@link Limit} that ends what it limits from a thread of its own. */
final class StepLimit implements Limit {

    private static final long PAUSE = 100;

    private final Stop stop;
    private final Optional<Duration> timeout;
    private final Runnable end;
    private final long begun = System.nanoTime();
    private boolean closed;

    /** @param end ends it; called again and again once it is to end, until closed, since one call may come too early */
    StepLimit(Stop stop, Optional<Duration> timeout, Runnable end) {
        this.stop = stop;
        this.timeout = timeout;
        this.end = end;
        Thread watch = new Thread(this::watch, "limit");
        watch.setDaemon(true);
        watch.start();
    }

    @Override
    public void check(String where) {
        if (stop.asked()) {
            throw new Failure(Exit.INTERRUPTED, "stopped by the operator at " + where);
        }
        if (late()) {
            String most = DurationText.about(timeout.orElse(Duration.ZERO));
            throw Failure.failed(
                    "ended at " + where + " after its time was over (" + most + ")", "give it more: timeout:");
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        notifyAll();
    }

    private boolean late() {
        return timeout.filter(most -> System.nanoTime() - begun > most.toNanos())
                .isPresent();
    }

    private synchronized void watch() {
        try {
            while (!closed) {
                if (stop.asked() || late()) {
                    end.run();
                }
                wait(PAUSE);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
