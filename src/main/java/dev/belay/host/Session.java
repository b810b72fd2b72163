package dev.belay.host;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The processes of one command: those of the session that it was started in, its children's children too, as long as none makes
 * a session of its own, as daemons do.
 *
 * @param leader number of the process that the session began with; 0 for a session that is over
 * @param asking to send the signals
 */
record Session(long leader, Asking asking) {

    /** They pass a signal on to their child by themselves, and kill it soon after: the child is told directly. */
    private static final List<String> WATCHERS = List.of("runuser", "sudo");

    private static final Duration SOON = Duration.ofSeconds(5);

    /** All of its processes that run. */
    List<ProcessEntry> members() {
        return leader > 1 ? ProcessEntry.inSession(leader) : List.of();
    }

    /** Asks all to end, but for the leader, which writes down how its child ended. */
    void terminate() {
        send(
                "TERM",
                members().stream()
                        .filter(process -> process.pid() != leader && !WATCHERS.contains(process.name()))
                        .toList());
    }

    /** Ends all, at once; returns when they are gone. */
    void kill() throws InterruptedException {
        long end = System.nanoTime() + SOON.toNanos();
        List<ProcessEntry> left = members();
        while (!left.isEmpty() && System.nanoTime() < end) {
            send("KILL", left);
            Thread.sleep(10);
            left = members();
        }
    }

    /** Root signals all; another signals the processes of each owner as that owner. */
    private void send(String signal, List<ProcessEntry> processes) {
        Map<Context, List<ProcessEntry>> owners = new HashMap<>();
        for (ProcessEntry process : processes) {
            process.owner()
                    .ifPresent(owner -> owners.computeIfAbsent(asking.signalling(owner), any -> new ArrayList<>())
                            .add(process));
        }
        owners.forEach((context, owned) -> {
            List<String> arguments = new ArrayList<>(List.of("/bin/sh", "-c", "kill -s \"$0\" -- \"$@\"", signal));
            owned.forEach(process -> arguments.add(Long.toString(process.pid())));
            asking.silently(Command.of(arguments).in(context));
        });
    }
}
