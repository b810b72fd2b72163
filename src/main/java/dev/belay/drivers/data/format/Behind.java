package dev.belay.drivers.data.format;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Writes blocks to a stream on a thread of its own, a few behind, so that reading and compressing go on side by side. What fails there
 * is thrown by the next call. The blocks belong to it once they are handed over.
 */
final class Behind implements AutoCloseable {

    private static final int BLOCKS = 4;

    private final OutputStream out;
    private final BlockingQueue<Optional<byte[]>> blocks = new ArrayBlockingQueue<>(BLOCKS);
    private final ExecutorService thread = Executors.newSingleThreadExecutor(work -> {
        Thread writer = new Thread(work, "belay-export");
        writer.setDaemon(true);
        return writer;
    });
    private final Future<?> writing;

    Behind(OutputStream out) {
        this.out = out;
        this.writing = thread.submit(this::writeAll);
        thread.shutdown();
    }

    /** Hands a block over; waits where there are many. */
    void write(byte[] block) throws IOException {
        hand(Optional.of(block));
    }

    /** Waits until all is written; closes nothing. */
    void finish() throws IOException {
        hand(Optional.empty());
        await();
    }

    /** Ends the thread. */
    @Override
    public void close() {
        thread.shutdownNow();
    }

    private Void writeAll() throws IOException, InterruptedException {
        for (Optional<byte[]> block = blocks.take(); block.isPresent(); block = blocks.take()) {
            out.write(block.get());
        }
        return null;
    }

    private void hand(Optional<byte[]> block) throws IOException {
        try {
            while (!blocks.offer(block, 100, java.util.concurrent.TimeUnit.MILLISECONDS)) {
                if (writing.isDone()) {
                    await();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }

    private void await() throws IOException {
        try {
            writing.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException failed ? failed : new IOException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }
}
