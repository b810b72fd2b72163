package dev.belay.host;

import java.io.Closeable;
import java.io.IOException;

/** A connection that carries bytes both ways. Reading and writing may go on in two threads, each in one. */
public interface Pipe extends Closeable {

    /**
     * Reads at least one byte.
     *
     * @param millis how long to wait for it; 0 for ever
     * @return how many were read, -1 at the end
     * @throws java.net.SocketTimeoutException where none came in time
     */
    int read(byte[] into, int offset, int length, int millis) throws IOException;

    /** Writes all of it. */
    void write(byte[] from, int offset, int length) throws IOException;
}
