package dev.belay.drivers.data.format;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * Reads a stream on a thread of its own, a few blocks ahead, so that reading and decompressing go on beside what is done with it. What
 * fails there is thrown where its bytes would have come. Not for several threads.
 */
final class Ahead extends InputStream {

    private static final int BLOCKS = 4;
    private static final int BLOCK = 1 << 17;
    private static final byte[] LAST = {};

    private final InputStream in;
    private final BlockingQueue<byte[]> blocks = new ArrayBlockingQueue<>(BLOCKS);
    private final Beside reading;
    private Optional<byte[]> block = Optional.empty();
    private int at;

    /** @param in closed with this */
    Ahead(InputStream in) {
        this.in = in;
        this.reading = Beside.begin("belay-import", this::readAll);
    }

    private void readAll() throws IOException, InterruptedException {
        try {
            for (byte[] bytes = in.readNBytes(BLOCK); bytes.length > 0; bytes = in.readNBytes(BLOCK)) {
                blocks.put(bytes);
            }
        } finally {
            blocks.put(LAST);
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        byte[] now = block.isPresent() && at < block.get().length ? block.get() : next();
        if (now == LAST) {
            return -1;
        }
        int count = Math.min(length, now.length - at);
        System.arraycopy(now, at, into, offset, count);
        at += count;
        return count;
    }

    private byte[] next() throws IOException {
        try {
            if (block.isEmpty() || block.get() != LAST) {
                block = Optional.of(blocks.take());
                at = 0;
            }
            if (block.get() == LAST) {
                reading.await();
            }
            return block.get();
        } catch (InterruptedException e) {
            throw Beside.interrupted();
        }
    }

    /** Ends the thread, and closes the stream once it is not read any more. */
    @Override
    public void close() throws IOException {
        reading.close();
        blocks.clear();
        if (reading.rests()) {
            in.close();
        }
    }
}
