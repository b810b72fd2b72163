package dev.belay.drivers.data.format;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Blocks of bytes that somebody reads as a stream on a thread of its own, a few behind who hands them over. Not for several threads.
 */
public final class Feed implements AutoCloseable {

    private static final int BLOCKS = 4;
    private static final int PATIENCE_MILLISECONDS = 100;
    private static final Bytes LAST = new Bytes(0);

    private final BlockingQueue<Bytes> blocks = new ArrayBlockingQueue<>(BLOCKS);
    private final Beside reading;

    /** Reads the stream, not always to its end. */
    public interface Reader {
        void read(InputStream in) throws Exception;
    }

    private Feed(String name, Reader reader) {
        reading = Beside.begin(name, () -> reader.read(new Stream()));
    }

    /** Begins to read. */
    public static Feed begin(String name, Reader reader) {
        return new Feed(name, reader);
    }

    /**
     * Hands a block over, which belongs to the stream from now on; waits where there are many.
     *
     * @throws IOException where the reader ended: what it ended with
     */
    public void hand(Bytes block) throws IOException {
        try {
            while (!blocks.offer(block, PATIENCE_MILLISECONDS, TimeUnit.MILLISECONDS)) {
                if (reading.isDone()) {
                    reading.await();
                    throw new IOException("not all was read");
                }
            }
        } catch (InterruptedException e) {
            throw Beside.interrupted();
        }
    }

    /** The stream ends. Waits until the reader has. */
    public void finish() throws IOException {
        hand(LAST);
        reading.await();
    }

    /** Ends the stream where it is, and waits a minute at most until the reader has ended, whatever with. */
    @Override
    public void close() {
        blocks.clear();
        blocks.add(LAST);
        try {
            reading.rests();
        } catch (IOException interrupted) {
            reading.close();
        }
    }

    /** What was handed over. */
    private final class Stream extends InputStream {
        private Bytes block = new Bytes(0);
        private int at;

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            try {
                while (at == block.length() && block != LAST) {
                    block = blocks.take();
                    at = 0;
                }
            } catch (InterruptedException e) {
                throw Beside.interrupted();
            }
            if (block == LAST) {
                return -1;
            }
            int count = Math.min(length, block.length() - at);
            System.arraycopy(block.array(), at, into, offset, count);
            at += count;
            return count;
        }
    }
}
