package dev.belay.demo;

import dev.belay.value.Exit;
import dev.belay.value.Failure;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
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

    private static final String SERVER = "io/zonky/test/db/postgres/embedded/EmbeddedPostgres.class";

    private final Belay belay;
    private final PrintStream out;
    private final boolean agreed;
    private final Path script;

    /**
     * @param belay runs commands
     * @param out where the play is told
     * @param agreed whether nobody is asked before something is changed
     * @param home the folder that Belay is installed in, where {@code scripts/demo} is
     */
    public Demo(Belay belay, PrintStream out, boolean agreed, Path home) {
        this.belay = belay;
        this.out = out;
        this.agreed = agreed;
        this.script = home.resolve("scripts/demo/2.0.0.groovy");
    }

    /**
     * Plays it.
     *
     * @return 0 where everything went as it was told, a failure on purpose included
     * @throws Failure where the stage cannot be set
     */
    public Exit play(Choices choices) {
        if (Demo.class.getClassLoader().getResource(SERVER) == null) {
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
        } catch (Failure ended) {
            if (choices.keep() && ended.exit() == Exit.INTERRUPTED) {
                keep(stage, commands(stage, "preview", "repl", "run"));
                kept = true;
            }
            throw ended;
        } finally {
            if (!kept) {
                stage.close();
            }
            forget(removal);
            if (!kept) {
                say("The demo ended its processes and removed " + stage.folder() + ".");
            }
        }
    }

    private static void forget(Thread removal) {
        try {
            Runtime.getRuntime().removeShutdownHook(removal);
        } catch (IllegalStateException ending) {
            // the process was told to end, and the thread does its work
        }
    }

    private Exit play(Stage stage, Choices choices) {
        String before = introduce(stage);
        say("The upgrade to version " + Repository.NEW + ", as its script tells it: previewed, then run.");
        expect(
                choices.breaking() ? Exit.FAILED : Exit.DONE,
                with("run", script.toString(), "--site", stage.site().toString()));
        if (choices.breaking()) {
            say("The data did not bear the migration. Nothing more happens until somebody chooses; here, to go back.");
            expect(Exit.DONE, with("undo", "--state", stage.state().toString()));
            compare(before, stage);
        } else {
            show(stage);
        }
        if (choices.keep()) {
            String state = " --state " + stage.state();
            keep(
                    stage,
                    Stream.concat(
                                    Stream.of("status" + state, "log" + state),
                                    choices.breaking()
                                            ? commands(stage, "preview").stream()
                                            : Stream.of("undo" + state))
                            .toList());
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

    /** These commands over the script of the demo. */
    private List<String> commands(Stage stage, String... names) {
        return Stream.of(names)
                .map(name -> name + " " + script + " --site " + stage.site())
                .toList();
    }

    private void keep(Stage stage, List<String> commands) {
        Path removal = stage.leave();
        line("Everything is still there. Three commands to try:");
        commands.forEach(command -> line("  belay " + command));
        say("To end its processes and remove its folder:", "  sh " + removal);
    }

    private void expect(Exit expected, List<String> words) {
        line("$ belay " + String.join(" ", words));
        out.flush();
        int code = belay.run(words);
        line("");
        for (Exit ended : List.of(Exit.INTERRUPTED, Exit.TERMINATED)) {
            if (code == ended.code()) {
                throw new Failure(ended, "the demo ends here");
            }
        }
        if (code != expected.code()) {
            throw Failure.failed("the demo went wrong: 'belay " + words.get(0) + "' ended with " + code + " instead of "
                    + expected.code());
        }
    }

    private List<String> with(String... words) {
        return Stream.concat(Stream.of(words), agreed ? Stream.of("--yes") : Stream.empty())
                .toList();
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
