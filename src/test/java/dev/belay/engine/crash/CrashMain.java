package dev.belay.engine.crash;

import dev.belay.driver.DriverJars;
import dev.belay.driver.Drivers;
import dev.belay.engine.Choices;
import dev.belay.engine.Ended;
import dev.belay.engine.Engine;
import dev.belay.engine.Listener;
import dev.belay.host.Host;
import dev.belay.host.LocalHost;
import dev.belay.host.Secrets;
import dev.belay.journal.LocalStorage;
import dev.belay.journal.StateFolder;
import dev.belay.journal.Storage;
import dev.belay.plan.Plan;
import dev.belay.plan.PlanJson;
import dev.belay.testing.Answers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;

/**
 * Runs, resumes, goes back or undoes in a process of its own, which kills itself at a place. In Java: the runtime of Groovy would take as long to
 * start as all else, some hundred times.
 */
final class CrashMain {

    private CrashMain() {}

    /**
     * Does one thing in a world.
     *
     * @param arguments the folder of the world; {@code run}, {@code resume}, {@code back} or {@code undo}; the number of the place, 0 for
     *     never
     */
    public static void main(String[] arguments) throws IOException {
        Path dir = Path.of(arguments[0]);
        Boundaries boundaries = new Boundaries(Integer.parseInt(arguments[2]));
        watchMigration(dir, boundaries);
        StateFolder states = states(dir, new KillingStorage(new LocalStorage(), boundaries));
        Engine engine = engine(states, host -> KillingHost.of(host, boundaries));
        Ended ended = switch (arguments[1]) {
            case "run" -> engine.run(engine.preview(plan(dir), Optional.empty()), Choices.standard(), Listener.none());
            case "resume" -> engine.resume(run(states), Choices.standard(), Listener.none());
            case "back" -> back(engine, run(states), plan(dir));
            default -> engine.undo(run(states), engine.previewUndo(run(states)), Listener.none());
        };
        boundaries.writeTo(dir.resolve("places"));
        System.exit(ended.exit().code());
    }

    /** Goes back to before the checkout, behind which all has been done. */
    static Ended back(Engine engine, String run, Plan plan) {
        String step = plan.steps().stream()
                .filter(each -> each.verb().equals("checkout"))
                .findFirst()
                .orElseThrow()
                .id();
        return engine.back(run, step, engine.previewBack(run, step), Listener.none());
    }

    /** An engine over this machine, or over one that kills. */
    static Engine engine(StateFolder states, UnaryOperator<Host> machine) {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.put("CRASH_PASSWORD", "postgres");
        Secrets secrets = new Secrets(Map.of(), environment, question -> "");
        return new Engine(
                new Drivers(DriverJars.own()),
                plan -> machine.apply(new LocalHost(secrets, environment, Duration.ofSeconds(2))),
                states,
                new Answers(new ArrayDeque<>()),
                "1");
    }

    /** The state of a world. */
    static StateFolder states(Path dir, Storage storage) {
        return new StateFolder(dir.resolve("state"), storage);
    }

    private static Plan plan(Path dir) throws IOException {
        return PlanJson.read("plan", Files.readAllBytes(dir.resolve("plan.json")));
    }

    private static String run(StateFolder states) {
        return states.newest().orElseThrow().id();
    }

    /** The migration makes a file in the middle of its transaction. */
    private static void watchMigration(Path dir, Boundaries boundaries) {
        Thread watch = new Thread(() -> {
            Path marker = dir.resolve("migrating");
            while (!Files.exists(marker)) {
                LockSupport.parkNanos(1_000_000);
            }
            boundaries.reach("in the middle of a migration");
        });
        watch.setDaemon(true);
        watch.start();
    }
}
