package dev.belay.demo;

import dev.belay.plan.PreviewJson;
import dev.belay.value.Exit;
import dev.belay.value.Failure;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Plays an upgrade from beginning to end, by the ordinary commands, and says what is to be seen. */
public final class Demo {

    /** Runs one command line of Belay and returns its exit code. */
    public interface Belay {
        /** As if these words had been typed behind {@code belay}. */
        int run(List<String> words);
    }

    /**
     * What is played.
     *
     * @param breaking whether the migration fails in its middle
     * @param keep whether everything is left behind to play with
     */
    public record Choices(boolean breaking, boolean keep) {}

    private final Belay belay;
    private final PrintWriter out;
    private final Consumer<String> pause;
    private final Path script;

    /**
     * @param belay runs commands
     * @param out where the play is told
     * @param pause waits for the person who watches, where there is one; it is told what comes next
     * @param home the folder that Belay is installed in, where {@code scripts/demo} is
     */
    public Demo(Belay belay, PrintWriter out, Consumer<String> pause, Path home) {
        this.belay = belay;
        this.out = out;
        this.pause = pause;
        this.script = home.resolve("scripts/demo/2.0.0.groovy");
    }

    /**
     * Plays it.
     *
     * @return 0 where everything went as it was told, a failure on purpose included
     * @throws Failure where the stage cannot be set
     */
    public Exit play(Choices choices) {
        if (!Server.isInstalled()) {
            throw Failure.unmet(
                    "the demo needs a PostgreSQL server, and an installed Belay comes without servers",
                    "build Belay from its source, which brings one: mvn -q -DskipTests package && target/belay/bin/belay demo",
                    "or go on with your own site: belay init");
        }
        Stage stage = Stage.set(choices.breaking());
        Thread removal = new Thread(stage::close, "demo-removal");
        Runtime.getRuntime().addShutdownHook(removal);
        boolean kept = false;
        try {
            Exit exit = play(stage, choices);
            kept = choices.keep();
            return exit;
        } finally {
            Runtime.getRuntime().removeShutdownHook(removal);
            if (!kept) {
                stage.close();
                say("The demo ended its processes and removed " + stage.folder() + ".");
            }
        }
    }

    private Exit play(Stage stage, Choices choices) {
        String before = introduce(stage);
        Path plan = stage.folder().resolve("plan.json");
        List<String> site = List.of("--site", stage.site().toString());

        say("This is what the upgrade to version 2.0.0 would do. Nothing happens yet.");
        expect(Exit.DONE, with(List.of("preview", script.toString(), "-o", plan.toString()), site));
        pause.accept("Press Enter to run it, Ctrl-C to leave");
        Exit expected = choices.breaking() ? Exit.FAILED : Exit.DONE;
        expect(expected, with(List.of("run", plan.toString(), "--yes"), site));

        String run = runOf(plan);
        if (choices.breaking()) {
            say("The data did not fit the migration. Nothing more happens until somebody chooses; the demo goes back.");
            pause.accept("Press Enter to undo it");
            expect(Exit.DONE, with(List.of("undo", run, "--yes"), site));
            compare(before, stage);
        } else {
            show(stage);
        }
        if (choices.keep()) {
            keep(stage, run, choices);
        }
        return Exit.DONE;
    }

    private String introduce(Stage stage) {
        say(
                "A site to play with, in " + stage.folder() + ":",
                "  a PostgreSQL server of its own on port " + stage.databasePort() + ", with the database 'routebook';",
                "  a git checkout of the application 'routebook' at version " + Repository.OLD + ";",
                "  and that version serving at " + stage.url() + ".");
        return show(stage);
    }

    private String show(Stage stage) {
        String answer =
                stage.ask().orElseThrow(() -> Failure.failed("the application does not answer at " + stage.url()));
        line("$ curl " + stage.url());
        answer.lines().forEach(this::line);
        line("");
        return answer;
    }

    private void compare(String before, Stage stage) {
        String after = show(stage);
        if (!after.equals(before)) {
            throw Failure.failed("the undo did not bring back what was served before");
        }
        say("Version " + Repository.OLD + " serves again, and its data are what they were.");
    }

    private void keep(Stage stage, String run, Choices choices) {
        String site = " --site " + stage.site();
        Path removal = stage.leave();
        say(
                "Everything is still there. Three commands to try:",
                "  belay status" + site,
                "  belay log " + run + site,
                choices.breaking() ? "  belay preview " + script + site : "  belay undo " + run + site,
                "To end its processes and remove its folder:",
                "  sh " + removal);
    }

    private void expect(Exit expected, List<String> words) {
        line("$ belay " + String.join(" ", words));
        out.flush();
        int code = belay.run(words);
        line("");
        if (code != expected.code()) {
            throw new Failure(
                    Stream.of(Exit.values())
                            .filter(exit -> exit.code() == code && exit != Exit.DONE)
                            .findFirst()
                            .orElse(Exit.FAILED),
                    "the demo stops here: 'belay " + words.get(0) + "' ended with " + code + " instead of "
                            + expected.code());
        }
    }

    private static String runOf(Path plan) {
        try {
            return PreviewJson.read(plan.toString(), Files.readAllBytes(plan)).run();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static List<String> with(List<String> words, List<String> more) {
        return Stream.concat(words.stream(), more.stream()).toList();
    }

    private void say(String... lines) {
        for (String line : lines) {
            line(line);
        }
        line("");
    }

    private void line(String text) {
        out.println(text);
        out.flush();
    }
}
