package dev.belay.host;

import dev.belay.value.Exit;
import dev.belay.value.Failure;
import dev.belay.value.Reason;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** Commands under the wrapper: started, watched, found again and ended. */
final class Wrapper {

    /**
     * First reads the standard input whole, up to a mark that only this start knows: where Belay dies meanwhile the mark is missing,
     * and the command is not started on half its input. Then claims the pid file; where a later Belay withdrew the start, that
     * fails. It outlives a SIGTERM to write down the exit code, over blanks that are there already. No program is needed but cat.
     */
    static final String SCRIPT = """
            base=$1 mark=$2; shift 2
            if [ -n "$mark" ]; then
              input=$(command -p cat)
              case $input in *"$mark") input=${input%"$mark"} ;; *) exit 125 ;; esac
            fi
            read -r stat <"/proc/$$/stat" || exit 125
            umask=$(umask); umask 077; set -C
            echo "$stat" >"$base.pid" || exit 125
            set +C; umask "$umask"
            trap : TERM INT HUP
            if [ -n "$mark" ]; then printf %s "$input" | "$@"; else "$@"; fi
            exit=$?
            echo "$exit" 1<>"$base.exit"
            exit "$exit"
            """;

    private static final Host.Watcher STOP = new Host.Watcher() {
        @Override
        public void line(String line) {}

        @Override
        public boolean stopping() {
            return true;
        }
    };

    private final Launch launch;
    private final Asking asking;
    private final Secrets secrets;
    private final Duration grace;

    /** @param grace between SIGTERM and SIGKILL */
    Wrapper(Launch launch, Asking asking, Secrets secrets, Duration grace) {
        this.launch = launch;
        this.asking = asking;
        this.secrets = secrets;
        this.grace = grace;
    }

    /** See {@link Host#run}. */
    Completed run(Command command, Host.Trace trace, Host.Watcher watcher) {
        TraceFiles files = TraceFiles.of(trace);
        String mark = command.input().isPresent() ? UUID.randomUUID().toString() : "";
        Launch.Start start = launch.working(command, List.of("/bin/sh", "-c", SCRIPT, "belay", files.base(), mark));
        byte[] input = (command.input().map(secrets::reveal).orElse("") + mark).getBytes(StandardCharsets.UTF_8);
        files.begin(command.timeout());
        launch.heir(command.context()).ifPresent(files::give);
        Process process = started(command, start, files, input);
        Watch watch = watch(files, process.pid(), command.timeout(), watcher);
        Completed completed = watch.follow(most -> process.waitFor(most.toMillis(), TimeUnit.MILLISECONDS));
        if (files.claim() != TraceFiles.Claim.STARTED) {
            throw Failure.failed("cannot run " + command + ": " + files.head(files.err()));
        }
        Launch.refusal(completed.exit(), files.head(files.err())).ifPresent(why -> {
            throw Failure.failed("cannot run " + command + ": " + secrets.mask(why));
        });
        return completed;
    }

    /** See {@link Host#find}. */
    Optional<Host.Found> find(Host.Trace trace) {
        TraceFiles files = TraceFiles.of(trace);
        if (!files.begun()) {
            return Optional.empty();
        }
        if (files.exit().isPresent()) {
            return ended(files);
        }
        if (!files.thisBoot()) {
            return Optional.of(new Host.Lost());
        }
        return switch (settled(files)) {
            case NONE, WITHDRAWN -> Optional.empty();
            case BROKEN -> Optional.of(new Host.Lost());
            case STARTED ->
                Optional.of(running(files)
                        .<Host.Found>map(process -> new Host.Running(process.pid(), files.since()))
                        .or(() -> ended(files))
                        .orElseGet(Host.Lost::new));
        };
    }

    /** See {@link Host#await}. */
    Completed await(Host.Trace trace, Host.Watcher watcher) {
        TraceFiles files = TraceFiles.of(trace);
        Host.Found found = find(trace)
                .orElseThrow(() -> new Failure(Exit.DAMAGED, "no command was started under the trace " + files.base()));
        long leader = found instanceof Host.Running running ? running.pid() : 0;
        Optional<Duration> left = files.timeout().map(limit -> limit.minus(files.sinceStart()));
        Watch watch = watch(files, leader, left, watcher);
        Completed completed = watch.follow(most -> {
            boolean gone = !files.alive();
            if (!gone) {
                Thread.sleep(most.toMillis());
            }
            return gone;
        });
        return new Completed(
                completed.exit(),
                completed.timedOut(),
                completed.stopped(),
                completed.output(),
                completed.out(),
                files.took());
    }

    /** See {@link Host#end}. */
    void end(Host.Trace trace) {
        TraceFiles files = TraceFiles.of(trace);
        if (find(trace).orElse(new Host.Lost()) instanceof Host.Running) {
            await(trace, STOP);
        }
    }

    private static Process started(Command command, Launch.Start start, TraceFiles files, byte[] input) {
        ProcessBuilder builder = start.builder()
                .redirectOutput(ProcessBuilder.Redirect.appendTo(files.out().toFile()))
                .redirectError(ProcessBuilder.Redirect.appendTo(files.err().toFile()));
        if (input.length == 0) {
            builder.redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
        }
        Process process;
        try {
            process = builder.start();
        } catch (IOException e) {
            throw Failure.failed("cannot run " + command + ": " + Reason.of(e));
        }
        if (input.length > 0) {
            try (OutputStream out = process.getOutputStream()) {
                out.write(input);
            } catch (IOException e) {
                // the wrapper ended before it read its input; that it claimed nothing tells so
            }
        }
        return process;
    }

    private Watch watch(TraceFiles files, long leader, Optional<Duration> limit, Host.Watcher watcher) {
        return new Watch(files, new Session(leader, asking), limit, grace, secrets, watcher);
    }

    /** The wrapper runs, or what it left behind when it was killed. */
    private static Optional<ProcessEntry> running(TraceFiles files) {
        return files.started()
                .filter(leader -> files.alive()
                        || ProcessEntry.inSession(leader.pid()).stream()
                                .anyMatch(process -> process.started() >= leader.started()));
    }

    private static Optional<Host.Found> ended(TraceFiles files) {
        return files.exit().map(Host.Ended::new);
    }

    private static TraceFiles.Claim settled(TraceFiles files) {
        try {
            return files.settled();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failure.failed("interrupted while looking for " + files.base());
        }
    }
}
