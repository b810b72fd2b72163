package dev.belay.host;

import dev.belay.value.Failure;
import dev.belay.value.Reason;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Processes that go on after Belay: started and signalled. */
final class Daemons {

    /** Opens the log with the rights of the user, and lets go of the process, which so has no parent that waits for it. */
    private static final String DETACH = """
            setsid=$1 log=$2; shift 2
            : >>"$log" || exit 1
            command -v "$1" >/dev/null || { echo "there is no program $1" >&2; exit 1; }
            pid=$("$setsid" -f /bin/sh -c 'log=$1; shift; echo "$$"; exec "$@" </dev/null >>"$log" 2>&1' belay "$log" "$@")
            echo "$pid"
            """;

    private static final Duration STARTING = Duration.ofSeconds(30);
    private static final int MOST = 16_384;

    private final Asking asking;
    private final Launch launch;

    Daemons(Asking asking, Launch launch) {
        this.asking = asking;
        this.launch = launch;
    }

    /** See {@link Host#launch}; the log is absolute. */
    long start(Command command, String log) {
        if (command.input().isPresent()) {
            throw Failure.failed("a process that goes on after Belay gets no standard input: " + command);
        }
        if (launch.asRoot(command.context())) {
            PathSafety.mustBeRoots(Path.of(log), true);
        }
        List<String> arguments = new ArrayList<>(List.of("/bin/sh", "-c", DETACH, "belay", launch.tool("setsid"), log));
        arguments.addAll(command.arguments());
        Asking.Answer answer = ask(
                launch.working(
                        new Command(
                                arguments, command.context(), command.input(), command.timeout(), command.stoppable()),
                        List.of()),
                command);
        String pid = answer.outText().strip();
        if (answer.exit() != 0 || !pid.matches("[0-9]+")) {
            throw Failure.failed(
                    "cannot start " + command + ": " + answer.errText().strip());
        }
        return Long.parseLong(pid);
    }

    /** See {@link Host#signal}. */
    boolean signal(long pid, String signal, Context context) {
        if (pid <= 1 || !signal.matches("[A-Z][A-Z0-9]*")) {
            throw Failure.wrong("cannot send the signal " + signal + " to the process " + pid);
        }
        if (ProcessEntry.isZombie(pid)) {
            return false;
        }
        Command command = Command.of("/bin/sh", "-c", "kill -s \"$1\" -- \"$2\"", "sh", signal, Long.toString(pid));
        Asking.Answer answer = ask(launch.reading(command.in(context)), command);
        if (answer.exit() != 0 && ProcessEntry.of(pid).isPresent()) {
            throw Failure.failed("cannot send " + signal + " to the process " + pid + ": "
                    + answer.errText().strip());
        }
        return answer.exit() == 0;
    }

    private Asking.Answer ask(Launch.Start start, Command command) {
        try {
            return asking.ask(start, new byte[0], STARTING, MOST);
        } catch (IOException e) {
            throw Failure.failed("cannot run " + command + ": " + Reason.of(e));
        }
    }
}
