package dev.belay.host;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.SocketTimeoutException;
import java.util.concurrent.TimeUnit;

/** Standard input and output of a process that passes them on; the process ends with the pipe. */
final class ProcessPipe implements Pipe {

    private static final int LOOK_AGAIN = 1;

    private final Process process;

    ProcessPipe(Process process) {
        this.process = process;
    }

    @Override
    public int read(byte[] into, int offset, int length, int millis) throws IOException {
        InputStream stream = process.getInputStream();
        if (millis > 0 && stream.available() == 0) {
            waitFor(stream, millis);
        }
        return stream.read(into, offset, length);
    }

    private void waitFor(InputStream stream, int millis) throws IOException {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        while (stream.available() == 0 && process.isAlive()) {
            if (System.nanoTime() >= end) {
                throw new SocketTimeoutException("nothing came within " + millis + " ms");
            }
            try {
                TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted", e);
            }
        }
    }

    @Override
    public void write(byte[] from, int offset, int length) throws IOException {
        OutputStream stream = process.getOutputStream();
        stream.write(from, offset, length);
        stream.flush();
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        process.getInputStream().close();
        process.getOutputStream().close();
    }
}
