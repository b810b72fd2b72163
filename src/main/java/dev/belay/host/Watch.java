package dev.belay.host;

import dev.belay.value.Failure;
import dev.belay.value.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Optional;

/** Follows one command to its end: tells its lines, and ends it when its time is over or a stop is asked for. */
final class Watch {

    private static final Duration LOOK = Duration.ofMillis(40);
    private static final int KILLED = 137;
    private static final int MOST_OUTPUT = 64_000;
    private static final int MOST_OUT = 1_000_000;

    private final TraceFiles files;
    private final Session session;
    private final Optional<Duration> limit;
    private final Duration grace;
    private final Secrets secrets;
    private final Host.Watcher watcher;
    private final StringBuilder recent = new StringBuilder();
    private final long begun = System.nanoTime();

    private Optional<Long> asked = Optional.empty();
    private boolean timedOut;
    private boolean stopped;

    /** Tells whether the wrapper has ended, after waiting a little for it. */
    interface Pause {
        boolean ended(Duration most) throws InterruptedException;
    }

    /**
     * @param limit after which it is ended
     * @param grace between SIGTERM and SIGKILL
     */
    Watch(
            TraceFiles files,
            Session session,
            Optional<Duration> limit,
            Duration grace,
            Secrets secrets,
            Host.Watcher watcher) {
        this.files = files;
        this.session = session;
        this.limit = limit;
        this.grace = grace;
        this.secrets = secrets;
        this.watcher = watcher;
    }

    Completed follow(Pause pause) {
        boolean interrupted = false;
        boolean gone = false;
        try (Tail out = new Tail(files.out(), secrets, this::tell);
                Tail err = new Tail(files.err(), secrets, this::tell)) {
            while (!gone) {
                try {
                    gone = gone(pause);
                    out.read();
                    err.read();
                    if (!gone) {
                        interfere(interrupted);
                    }
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            out.finish();
            err.finish();
            return completed();
        } catch (IOException e) {
            throw Failure.failed("cannot follow the output of a command in " + files.folder() + ": " + Reason.of(e));
        } finally {
            if (!gone) {
                abandoned();
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** It is over when the wrapper has written the exit code; where it could not, all that it began has to end first. */
    private boolean gone(Pause pause) throws InterruptedException {
        if (!pause.ended(LOOK)) {
            return false;
        }
        if ((asked.isEmpty() && files.exit().isPresent()) || session.members().isEmpty()) {
            return true;
        }
        ask();
        Thread.sleep(LOOK.toMillis());
        return false;
    }

    private void interfere(boolean interrupted) throws InterruptedException {
        if (asked.isPresent()) {
            if (System.nanoTime() - asked.get() > grace.toNanos()) {
                session.kill();
            }
            return;
        }
        timedOut = limit.isPresent() && ran().compareTo(limit.get()) > 0;
        stopped = !timedOut && (interrupted || watcher.stopping());
        if (timedOut || stopped) {
            ask();
        }
    }

    private void ask() {
        if (asked.isEmpty()) {
            asked = Optional.of(System.nanoTime());
            session.terminate();
        }
    }

    private Completed completed() throws IOException {
        int exit = files.exit().orElse(KILLED);
        if (files.exit().isEmpty() && files.claim() == TraceFiles.Claim.STARTED) {
            files.ended(exit);
        }
        trim(MOST_OUTPUT);
        return new Completed(exit, timedOut, stopped, recent.toString(), out(), ran());
    }

    /** Standard output alone; the half line and the half secret where it is cut are left out. */
    private String out() throws IOException {
        try (InputStream in = Files.newInputStream(files.out())) {
            String text = new String(in.readNBytes(MOST_OUT), StandardCharsets.UTF_8);
            boolean cut = in.read() >= 0;
            return secrets.mask(cut ? text.substring(0, text.lastIndexOf('\n') + 1) : text);
        }
    }

    private Duration ran() {
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    private void tell(String line) {
        recent.append(line).append('\n');
        if (recent.length() > 2 * MOST_OUTPUT) {
            trim(MOST_OUTPUT);
        }
        watcher.line(line);
    }

    /** Keeps whole lines of the end. */
    private void trim(int most) {
        if (recent.length() > most) {
            recent.delete(0, recent.indexOf("\n", recent.length() - most - 1) + 1);
        }
    }

    /** The watcher or the disk failed: nobody follows the command any more, so it must not go on. */
    private void abandoned() {
        try {
            session.terminate();
            long end = System.nanoTime() + grace.toNanos();
            while (!session.members().isEmpty() && System.nanoTime() < end) {
                Thread.sleep(LOOK.toMillis());
            }
            session.kill();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
