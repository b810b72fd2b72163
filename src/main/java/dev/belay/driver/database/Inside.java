package dev.belay.driver.database;

import dev.belay.container.Container;
import dev.belay.database.Database;
import dev.belay.driver.Probe;
import dev.belay.driver.Work;
import dev.belay.host.Command;
import dev.belay.host.Completed;
import dev.belay.host.Context;
import dev.belay.host.Output;
import dev.belay.value.Failure;
import dev.belay.value.SecretText;
import dev.belay.value.Unseen;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The container of a database, in which the programs of its system run: their version is always the server's. A backup lies on this
 * machine, and goes to them and comes from them by their standard streams.
 *
 * <p>Who kills {@code docker exec} does not end what runs in the container (moby issue 9098), so all of a run's programs carry its id in
 * their environment, and {@link #endLeftOvers} ends those.
 *
 * @param container with the account that runs docker
 * @param place where it is
 */
public record Inside(Container container, Container.Place place) {

    private static final String RUN = "BELAY_RUN";

    /** Ends the processes whose environment holds the run's id, with SIGKILL where they do not end in time. */
    private static final String END = """
            of_run() {
                for process in /proc/[0-9]*; do
                    if tr '\\0' '\\n' 2> /dev/null < "$process/environ" | grep -qxF "$1"; then
                        kill "$2" "${process#/proc/}" 2> /dev/null && left=yes
                    fi
                done
            }
            for signal in TERM TERM TERM TERM TERM TERM TERM TERM TERM TERM KILL; do
                left=
                of_run "$1" "-$signal"
                [ -n "$left" ] || exit 0
                sleep 1
            done
            """;

    /** How programs run in the container of a database; empty where it is in none. */
    public static Optional<Inside> of(Probe world, Database database, Context context) {
        return database.container()
                .map(container -> container.as(context.user()))
                .map(container -> new Inside(container, container.place(world.host())));
    }

    /** The account that the files of a step and its programs belong to: the one that runs docker, where the declaration names it. */
    public static Context account(Database database, Context context) {
        return database.container()
                .flatMap(container -> container.context().user())
                .map(account -> context.as(Optional.of(account)))
                .orElse(context);
    }

    /**
     * What a program that only reads prints; empty where the image has none of this name.
     *
     * @throws dev.belay.value.Unseen where nothing can be run in the container
     */
    public Optional<String> ask(Probe world, List<String> command) {
        Output output = world.host().ask(container.exec(place, Map.of(), command));
        if (!output.ok()) {
            container.trouble(world.host()).ifPresent(trouble -> {
                throw trouble;
            });
        }
        return Optional.of(output.text()).filter(text -> output.ok());
    }

    /** A program that reads a file of this machine as its standard input. */
    public Command reading(String file, List<String> command, Map<String, SecretText> env) {
        return redirected("exec \"$@\" < \"$0\"", file, command, env);
    }

    /** A program whose standard output becomes a file of this machine. */
    public Command writing(String file, List<String> command, Map<String, SecretText> env) {
        return redirected("exec \"$@\" > \"$0\"", file, command, env);
    }

    private Command redirected(String shell, String file, List<String> command, Map<String, SecretText> env) {
        Command inside = container.exec(place, env, command);
        List<String> arguments = new ArrayList<>(List.of("bash", "-c", shell, file));
        arguments.addAll(inside.arguments());
        return Command.of(arguments).in(inside.context());
    }

    /** The variables of the environment that tell a run's programs from others. */
    public static Map<String, SecretText> mark(String run) {
        return Map.of(RUN, SecretText.plain(run));
    }

    /** Runs a program of a database; where it is ended before its time, what goes on in a container is ended too. */
    public static Completed run(Work w, Database database, Command command) {
        Completed completed = w.run(command);
        if (completed.timedOut() || completed.stopped()) {
            endLeftOvers(w, database);
        }
        return completed;
    }

    /**
     * The same for one that must succeed.
     *
     * @throws Failure where it did not
     */
    public static void must(Work w, Database database, Command command) {
        try {
            w.must(command);
        } catch (Failure failure) {
            try {
                endLeftOvers(w, database);
            } catch (Unseen | Failure unreachable) {
                failure.addSuppressed(unreachable); // the container may be what failed
            }
            throw failure;
        }
    }

    /** Ends what an earlier attempt of this run left running in the container of a database; nothing where it is in none. */
    public static void endLeftOvers(Work w, Database database) {
        of(w, database, Context.own()).ifPresent(inside -> {
            String mark = RUN + "=" + w.run();
            w.must(inside.container.exec(inside.place, Map.of(), List.of("sh", "-c", END, "end", mark)));
        });
    }
}
