package dev.belay.drivers.conformance;

import dev.belay.driver.DriverJars;
import dev.belay.driver.Drivers;
import dev.belay.engine.Choices;
import dev.belay.engine.Ended;
import dev.belay.engine.Engine;
import dev.belay.engine.Listener;
import dev.belay.engine.crash.Boundaries;
import dev.belay.engine.crash.KillingHost;
import dev.belay.host.LocalHost;
import dev.belay.host.Secrets;
import dev.belay.journal.StateFolder;
import dev.belay.plan.Plan;
import dev.belay.plan.PlanJson;
import dev.belay.testing.Answers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Optional;
import java.util.Queue;

/**
 * A run or an undo in a JVM of its own, which kills itself with SIGKILL at a place of its choice. In Java: the runtime of Groovy
 * would take as long to start as all else, some hundred times.
 */
public final class KilledMain {

    private KilledMain() {}

    /**
     * Runs the plan of a bench, or undoes its run.
     *
     * @param args the folder of the bench, where the plan lies, {@code run} or {@code undo}, the number of the place, 0 for never, and the
     *     person's answers
     */
    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args[0]);
        Boundaries places = new Boundaries(Integer.parseInt(args[2]));
        Queue<String> answers = new ArrayDeque<>(Arrays.asList(args).subList(3, args.length));
        StateFolder states = StateFolder.at(folder.resolve("state"));
        Engine engine = new Engine(
                new Drivers(DriverJars.own()),
                whole -> KillingHost.of(new LocalHost(Secrets.undeclared()), places),
                states,
                new Answers(answers),
                "1");
        Ended ended = args[1].equals("run") ? run(engine, folder) : undo(engine, states);
        System.exit(ended.exit().code());
    }

    private static Ended run(Engine engine, Path folder) throws IOException {
        Plan plan = PlanJson.read("plan", Files.readAllBytes(folder.resolve("plan.json")));
        return engine.run(engine.preview(plan, Optional.empty()), Choices.standard(), Listener.none());
    }

    private static Ended undo(Engine engine, StateFolder states) {
        String run = states.newest().orElseThrow().id();
        return engine.undo(run, engine.previewUndo(run), Listener.none());
    }
}
