package dev.belay.host;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** Standard input and output of a process that passes them on; the process ends with the pipe. */
final class ProcessPipe implements Pipe {

    private static final int LOOK_AGAIN = 1;
    private static final int MOST_WORDS = 500;

    private final Process process;
    private final Closeable program;
    private boolean silent = true;

    /**
     * @param process that passes the bytes on
     * @param program what it was started from, closed with the pipe
     */
    ProcessPipe(Process process, Closeable program) {
        this.process = process;
        this.program = program;
    }

    @Override
    public int read(byte[] into, int offset, int length, int millis) throws IOException {
        InputStream stream = process.getInputStream();
        if (millis > 0 && stream.available() == 0) {
            waitFor(stream, millis);
        }
        int read = stream.read(into, offset, length);
        if (read < 0 && silent) {
            throw new IOException(lastWords());
        }
        silent = false;
        return read;
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

    private String lastWords() throws IOException {
        String words = new String(process.getErrorStream().readNBytes(MOST_WORDS), StandardCharsets.UTF_8);
        return words.lines().findFirst().orElse("the connection was closed at once");
    }

    @Override
    public void write(byte[] from, int offset, int length) throws IOException {
        OutputStream stream = process.getOutputStream();
        try {
            stream.write(from, offset, length);
            stream.flush();
        } catch (IOException e) {
            throw silent ? new IOException(lastWords(), e) : e;
        }
    }

    /** Where the process is gone already, nobody takes what was not written yet. */
    private static void end(OutputStream stream) {
        try {
            stream.close();
        } catch (IOException gone) {
            return;
        }
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        end(process.getOutputStream());
        process.getInputStream().close();
        process.getErrorStream().close();
        program.close();
    }
}
