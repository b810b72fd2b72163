package dev.belay.cli;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongFunction;

/**
 * An output that never makes its writer wait: what is printed is queued, and a thread of its own writes it. Where nobody reads (a
 * pipe that is full, a terminal stopped with Ctrl-S) what does not fit the queue is dropped, and once somebody reads again the output
 * says how much. A piece is what is printed until a flush. Safe for several threads.
 */
final class Outlet extends OutputStream {

    private static final int MOST = 256_000;

    private final PrintStream to;
    private final LongFunction<String> notice;
    private final ByteArrayOutputStream piece = new ByteArrayOutputStream();
    private final Deque<byte[]> queue = new ArrayDeque<>();
    private long bytes;
    private long dropped;
    private boolean writing;
    private boolean closed;

    /**
     * @param to where it all goes in the end
     * @param notice what to say where lines were dropped: their number
     */
    Outlet(PrintStream to, LongFunction<String> notice) {
        this.to = to;
        this.notice = notice;
        Thread writer = new Thread(this::write, "output");
        writer.setDaemon(true);
        writer.start();
    }

    /** A stream into this outlet; what is printed must be flushed. */
    PrintStream stream() {
        return new PrintStream(this, false, StandardCharsets.UTF_8);
    }

    @Override
    public synchronized void write(int one) {
        piece.write(one);
    }

    @Override
    public synchronized void write(byte[] from, int offset, int count) {
        piece.write(from, offset, count);
    }

    @Override
    public synchronized void flush() {
        byte[] printed = piece.toByteArray();
        piece.reset();
        if (printed.length == 0 || closed) {
            return;
        }
        if (drawing(printed) && !queue.isEmpty() && drawing(queue.getLast())) {
            bytes -= queue.removeLast().length; // it would be drawn over
        }
        if (bytes + printed.length > MOST) {
            dropped += lines(printed);
            return;
        }
        queue.add(printed);
        bytes += printed.length;
        notifyAll();
    }

    /**
     * Waits until everything was written, at most so long.
     *
     * @return false where it was not: nobody reads
     */
    synchronized boolean drain(Duration most) {
        long end = System.nanoTime() + most.toNanos();
        while (!queue.isEmpty() || writing || dropped > 0) {
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return false;
            }
            pause(left);
        }
        return true;
    }

    /** Takes no more, and does not wait for what is queued. */
    @Override
    public synchronized void close() {
        closed = true;
        notifyAll();
    }

    private void write() {
        for (byte[] next = next(); next.length > 0; next = next()) {
            to.write(next, 0, next.length);
            to.flush();
        }
    }

    /** The next piece, when there is one; empty in the end. */
    private synchronized byte[] next() {
        writing = false;
        notifyAll();
        while (queue.isEmpty() && dropped == 0 && !closed) {
            pause(0);
        }
        writing = true;
        if (queue.isEmpty() && dropped > 0) {
            byte[] told = (notice.apply(dropped) + System.lineSeparator()).getBytes(StandardCharsets.UTF_8);
            dropped = 0;
            return told;
        }
        if (queue.isEmpty()) {
            writing = false;
            return new byte[0];
        }
        byte[] next = queue.remove();
        bytes -= next.length;
        return next;
    }

    @SuppressWarnings("WaitNotInLoop") // the caller asks its condition again
    private synchronized void pause(long millis) {
        try {
            wait(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            closed = true;
        }
    }

    /** A live line, which the next one covers. */
    private static boolean drawing(byte[] piece) {
        return piece[0] == '\r' && lines(piece) == 0;
    }

    private static long lines(byte[] piece) {
        long lines = 0;
        for (byte each : piece) {
            lines += each == '\n' ? 1 : 0;
        }
        return lines;
    }
}
