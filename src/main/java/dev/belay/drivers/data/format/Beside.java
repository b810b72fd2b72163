package dev.belay.drivers.data.format;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Work on a thread of its own, beside that of who began it; whatever fails there is thrown to who waits for it. */
public final class Beside implements AutoCloseable {

    /** What is done. */
    public interface Work {
        void run() throws Exception;
    }

    private final ExecutorService thread;
    private final Future<?> work;

    private Beside(ExecutorService thread, Work work) {
        this.thread = thread;
        this.work = thread.submit(() -> {
            work.run();
            return null;
        });
        thread.shutdown();
    }

    /** Begins. The thread keeps no program from ending. */
    public static Beside begin(String name, Work work) {
        return new Beside(
                Executors.newSingleThreadExecutor(run -> {
                    Thread thread = new Thread(run, name);
                    thread.setDaemon(true);
                    return thread;
                }),
                work);
    }

    /** Whether it ended, well or not. */
    boolean isDone() {
        return work.isDone();
    }

    /**
     * Waits for its end.
     *
     * @throws IOException that it ended with, or around another checked one
     */
    public void await() throws IOException {
        try {
            work.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw e.getCause() instanceof IOException failed ? failed : new IOException(e.getCause());
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    /** Waits a minute at most until nothing of it runs any more; false where something still does. */
    boolean rests() throws IOException {
        try {
            return thread.awaitTermination(1, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    /** Who waits is interrupted. */
    static InterruptedIOException interrupted() {
        Thread.currentThread().interrupt();
        return new InterruptedIOException("interrupted");
    }

    /** Interrupts it; does not wait. */
    @Override
    public void close() {
        thread.shutdownNow();
    }
}
