package dev.belay.host;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The body of an answer, which another thread can end while somebody waits for more of it. Closing a connection of Java's own waits for
 * who reads from it, so a thread of its own reads one piece ahead. Where it is ended in a silence of the server, that thread is left
 * behind until the connection gives up.
 */
final class EndableBody extends InputStream {

    private static final int PIECE = 1 << 16;
    private static final long PAUSE_MILLIS = 50;

    /** What one reading gave: nothing at the end. */
    private record Piece(ByteBuffer bytes, Optional<IOException> broken) {}

    private final BlockingQueue<Piece> came = new ArrayBlockingQueue<>(1);
    private final Thread reader;
    private volatile boolean ended;
    private Piece piece = new Piece(ByteBuffer.allocate(0), Optional.empty());
    private boolean over;

    /** @param disconnect frees the connection once nothing reads from it any more */
    EndableBody(InputStream body, Runnable disconnect) {
        reader = new Thread(() -> readAhead(body, disconnect), "body");
        reader.setDaemon(true);
        reader.start();
    }

    private void readAhead(InputStream body, Runnable disconnect) {
        try {
            boolean more = true;
            while (more) {
                Piece next = next(body);
                more = next.bytes().hasRemaining();
                came.put(next);
            }
        } catch (InterruptedException unwanted) {
            Thread.currentThread().interrupt();
        } finally {
            disconnect.run();
        }
    }

    private static Piece next(InputStream body) {
        try {
            byte[] bytes = new byte[PIECE];
            return new Piece(ByteBuffer.wrap(bytes, 0, Math.max(0, body.read(bytes))), Optional.empty());
        } catch (IOException broken) {
            return new Piece(ByteBuffer.allocate(0), Optional.of(broken));
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int from, int most) throws IOException {
        if (!over && !piece.bytes().hasRemaining()) {
            piece = await();
            over = !piece.bytes().hasRemaining();
        }
        if (piece.broken().isPresent()) {
            throw piece.broken().get();
        }
        if (over) {
            return -1;
        }
        int count = Math.min(most, piece.bytes().remaining());
        piece.bytes().get(bytes, from, count);
        return count;
    }

    private Piece await() throws IOException {
        try {
            while (!ended) {
                @Nullable Piece next = came.poll(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
                if (next != null) {
                    return next;
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
        throw new IOException("ended");
    }

    /** Ends it: who reads is told so at once. */
    @Override
    public void close() {
        ended = true;
        reader.interrupt();
    }
}
