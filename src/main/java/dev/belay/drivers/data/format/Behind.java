package dev.belay.drivers.data.format;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * Writes blocks to a stream on a thread of its own, a few behind, so that reading and compressing go on side by side. What fails there
 * is thrown by the next call. The blocks belong to it once they are handed over.
 */
final class Behind implements AutoCloseable {

    private static final int BLOCKS = 4;

    private final OutputStream out;
    private final BlockingQueue<Optional<byte[]>> blocks = new ArrayBlockingQueue<>(BLOCKS);
    private final Beside writing;

    Behind(OutputStream out) {
        this.out = out;
        this.writing = Beside.begin("belay-export", this::writeAll);
    }

    /** Hands a block over; waits where there are many. */
    void write(byte[] block) throws IOException {
        hand(Optional.of(block));
    }

    /** Waits until all is written; closes nothing. */
    void finish() throws IOException {
        hand(Optional.empty());
        writing.await();
    }

    /** Ends the thread. */
    @Override
    public void close() {
        writing.close();
    }

    private void writeAll() throws IOException, InterruptedException {
        for (Optional<byte[]> block = blocks.take(); block.isPresent(); block = blocks.take()) {
            out.write(block.get());
        }
    }

    private void hand(Optional<byte[]> block) throws IOException {
        try {
            while (!blocks.offer(block, 100, java.util.concurrent.TimeUnit.MILLISECONDS)) {
                if (writing.isDone()) {
                    writing.await();
                }
            }
        } catch (InterruptedException e) {
            throw Beside.interrupted();
        }
    }
}
