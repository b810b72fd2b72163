package dev.belay.cli;

import dev.belay.engine.Ended;
import dev.belay.engine.Engine;
import dev.belay.engine.Listener;
import dev.belay.plan.Json;
import dev.belay.plan.JsonText;
import dev.belay.plan.Preview;
import dev.belay.report.ClosingText;
import dev.belay.report.PreviewText;
import dev.belay.report.RunLines;
import dev.belay.value.Exit;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Runs something of the engine under the eyes of a person: progress while it goes on, signals, and the closing screen. */
final class Execution {

    private static final Duration PATIENCE = Duration.ofDays(1);
    private static final Duration HURRY = Duration.ofSeconds(10);

    private final Parts parts;
    private final OutputOptions output;
    private final Outlet outlet;
    private final PrintStream out;
    private final Screen screen;
    private final TerminalPerson person;

    Execution(Parts parts, OutputOptions output, boolean noInput) {
        this.parts = parts;
        this.output = output;
        this.outlet = new Outlet(parts.terminal().out(), this::dropped);
        this.out = outlet.stream();
        this.screen = new Screen(out, parts.terminal().interactive() && !lines(), () -> outlet.drain(HURRY));
        this.person = parts.person(screen, noInput);
    }

    Screen screen() {
        return screen;
    }

    TerminalPerson person() {
        return person;
    }

    /** Shows a preview before the question. */
    void show(Preview preview, List<String> hints) {
        if (!lines()) {
            parts.terminal().out().println(PreviewCommand.render(preview, output, parts.terminal(), hints));
        }
    }

    /** The preview of an undo, under a title of its own. */
    void showUndo(Preview preview, String title, List<String> hints) {
        if (!lines()) {
            PreviewText text = PreviewText.ofUndo(preview, output.page(parts.terminal()), output.detail());
            parts.terminal().out().println(text.render(title, hints));
        }
    }

    /** Does it, and shows how it ended. */
    Exit watch(Engine engine, String options, Function<Listener, Ended> work) {
        Optional<Exit> received;
        Ended ended;
        try (Signals signals = Signals.whileRunning(engine.stop(), parts.terminal(), screen::line)) {
            ended = work(work);
            received = signals.exit();
        } catch (RuntimeException failure) {
            outlet.drain(HURRY); // what was said before it goes before it
            throw failure;
        }
        finish(ended, options);
        return ended.exit() == Exit.INTERRUPTED ? received.orElse(Exit.INTERRUPTED) : ended.exit();
    }

    private Ended work(Function<Listener, Ended> work) {
        if (lines()) {
            return work.apply(new ProgressJson(out));
        }
        try (Progress progress = new Progress(screen, parts.terminal().page(output.noColour), output.detail())) {
            return work.apply(progress);
        }
    }

    /** The run is over and its lock given back: a person at a stopped terminal may take their time, a pipe that nobody reads may not. */
    private void finish(Ended ended, String options) {
        Duration most = parts.terminal().interactive() ? PATIENCE : HURRY;
        if (outlet.drain(most)) {
            out.print(closing(ended, options));
            out.flush();
            if (outlet.drain(most)) {
                parts.terminal()
                        .trouble()
                        .filter(why -> !why.equals(Terminal.NOBODY_READS))
                        .ifPresent(why -> parts.terminal()
                                .err()
                                .println("belay: the output could not be written: " + why + "; see belay status "
                                        + ended.state().run()));
            }
        }
        outlet.close();
    }

    private String closing(Ended ended, String options) {
        return lines()
                ? RunLines.of(ended.state(), ended.exit())
                : "\n" + new ClosingText(ended.state(), parts.terminal().page(output.noColour), options).render();
    }

    private String dropped(long lines) {
        return lines()
                ? JsonText.line(Json.object()
                        .put("event", "dropped")
                        .put("lines", lines)
                        .build())
                : "... " + lines + " lines are missing here, which nobody read in time; belay log has them";
    }

    private boolean lines() {
        return output.format() == OutputOptions.Format.jsonl || output.format() == OutputOptions.Format.json;
    }
}
