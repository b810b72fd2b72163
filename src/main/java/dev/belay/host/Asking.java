package dev.belay.host;

import dev.belay.value.Failure;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Runs a command directly, without the wrapper, and collects what it prints: for reading, and for small changes to files. */
final class Asking {

    /** After its end, how long a child left behind may keep the output open. */
    private static final Duration LINGER = Duration.ofMillis(500);

    private static final int MOST_ERRORS = 16_384;
    private static final Duration SHORT = Duration.ofSeconds(10);

    private final Launch launch;

    Asking(Launch launch) {
        this.launch = launch;
    }

    /** What came of it; output beyond the limit is cut off. */
    static final class Answer {
        private final int exit;
        private final byte[] out;
        private final byte[] err;
        private final boolean timedOut;

        private Answer(int exit, byte[] out, byte[] err, boolean timedOut) {
            this.exit = exit;
            this.out = out;
            this.err = err;
            this.timedOut = timedOut;
        }

        int exit() {
            return exit;
        }

        boolean timedOut() {
            return timedOut;
        }

        byte[] out() {
            return out;
        }

        String outText() {
            return new String(out, StandardCharsets.UTF_8);
        }

        String errText() {
            return new String(err, StandardCharsets.UTF_8);
        }
    }

    /**
     * Runs it to its end or to the end of its time, when it is ended with all its children.
     *
     * @param input for its standard input
     * @param limit bytes kept of each output
     */
    Answer ask(Launch.Start start, byte[] input, Duration timeout, int limit) throws IOException {
        Process process = start.builder().start();
        Collector out = new Collector(process.getInputStream(), limit);
        Collector err = new Collector(process.getErrorStream(), limit);
        feed(process.getOutputStream(), input);
        try {
            boolean ended = process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS);
            if (!ended) {
                end(process);
            }
            return new Answer(process.waitFor(), out.bytes(), err.bytes(), !ended);
        } catch (InterruptedException e) {
            end(process);
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private void end(Process process) {
        try {
            new Session(process.pid(), this).kill();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** The output of a command as a stream, which fails at its end where the command failed; closing it ends the command. */
    InputStream read(Launch.Start start, String failing) throws IOException {
        Process process = start.builder().start();
        process.getOutputStream().close();
        Collector err = new Collector(process.getErrorStream(), MOST_ERRORS);
        return new FilterInputStream(process.getInputStream()) {
            @Override
            public int read() throws IOException {
                return checked(in.read());
            }

            @Override
            public int read(byte[] bytes, int from, int count) throws IOException {
                return checked(in.read(bytes, from, count));
            }

            private int checked(int read) throws IOException {
                if (read < 0) {
                    mustHaveSucceeded(process, err, failing);
                }
                return read;
            }

            @Override
            public void close() throws IOException {
                process.destroy();
                in.close();
            }
        };
    }

    /** The input of a command as a stream; closing it waits for the command's end and fails where it failed. */
    OutputStream write(Launch.Start start, String failing) throws IOException {
        Process process =
                start.builder().redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        Collector err = new Collector(process.getErrorStream(), MOST_ERRORS);
        return new FilterOutputStream(process.getOutputStream()) {
            private boolean closed;

            @Override
            public void write(byte[] bytes, int from, int count) throws IOException {
                out.write(bytes, from, count);
            }

            @Override
            public void close() throws IOException {
                if (!closed) {
                    closed = true;
                    try (OutputStream sink = out) {
                        sink.flush();
                    } finally {
                        mustHaveSucceeded(process, err, failing);
                    }
                }
            }
        };
    }

    private static void mustHaveSucceeded(Process process, Collector err, String failing) throws IOException {
        try {
            int exit = process.waitFor();
            if (exit != 0) {
                String why = new String(err.bytes(), StandardCharsets.UTF_8);
                throw new IOException(
                        failing + ": " + Launch.refusal(exit, why).orElseGet(() -> OthersReader.reason(why)));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(failing + ": interrupted", e);
        }
    }

    /** Who may signal the processes of this account: root does it itself. */
    Context signalling(String owner) {
        return launch.mayActFor(owner) ? Context.own() : Context.own().as(Optional.of(owner));
    }

    /** Runs a short command whose end nobody waits to hear. */
    void silently(Command command) {
        try {
            ask(launch.reading(command), new byte[0], SHORT, 1024);
        } catch (IOException | Failure e) {
            // what it was to do did not happen, which its caller sees by looking
        }
    }

    private static void feed(OutputStream stream, byte[] input) throws IOException {
        if (input.length == 0) {
            stream.close();
            return;
        }
        thread("input", () -> {
            try (stream) {
                stream.write(input);
            } catch (IOException e) {
                // it did not read all of its input, which is its own affair
            }
        });
    }

    private static Thread thread(String name, Runnable body) {
        Thread thread = new Thread(body, "belay-" + name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    /** Reads a stream to its end in a thread of its own; what is beyond the limit is read and dropped. */
    private static final class Collector {
        private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
        private final Thread thread;

        Collector(InputStream stream, int limit) {
            this.thread = thread("output", () -> collect(stream, limit));
        }

        private void collect(InputStream stream, int limit) {
            byte[] buffer = new byte[8192];
            try {
                for (int count = stream.read(buffer); count >= 0; count = stream.read(buffer)) {
                    int room = limit - kept.size();
                    kept.write(buffer, 0, Math.min(room, count));
                }
            } catch (IOException e) {
                // the pipe was closed: what came is what there is
            }
        }

        byte[] bytes() throws InterruptedException {
            thread.join(LINGER.toMillis());
            return kept.toByteArray();
        }
    }
}
