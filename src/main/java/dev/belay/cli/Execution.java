package dev.belay.cli;

import dev.belay.engine.Ended;
import dev.belay.engine.Engine;
import dev.belay.engine.Listener;
import dev.belay.plan.Preview;
import dev.belay.report.ClosingText;
import dev.belay.report.PreviewText;
import dev.belay.report.RunLines;
import dev.belay.value.Exit;
import java.util.List;
import java.util.function.Function;

/** Runs something of the engine under the eyes of a person: progress while it goes on, signals, and the closing screen. */
final class Execution {

    private final Parts parts;
    private final OutputOptions output;
    private final Screen screen;
    private final TerminalPerson person;

    Execution(Parts parts, OutputOptions output, boolean noInput) {
        this.parts = parts;
        this.output = output;
        this.screen = new Screen(parts.terminal().out(), parts.terminal().interactive() && !lines());
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
        int received;
        Ended ended;
        try (Signals signals = new Signals(engine.stop(), parts.terminal(), screen::line)) {
            ended = work(work);
            received = signals.received();
        }
        if (lines()) {
            parts.terminal().out().print(RunLines.of(ended.state(), ended.exit()));
        } else {
            parts.terminal()
                    .out()
                    .print("\n"
                            + new ClosingText(ended.state(), parts.terminal().page(output.noColour), options).render());
        }
        parts.terminal().out().flush();
        return ended.exit() == Exit.INTERRUPTED && received == Exit.TERMINATED.code() ? Exit.TERMINATED : ended.exit();
    }

    private Ended work(Function<Listener, Ended> work) {
        if (lines()) {
            return work.apply(new ProgressJson(parts.terminal().out()));
        }
        try (Progress progress = new Progress(screen, parts.terminal().page(output.noColour), output.detail())) {
            return work.apply(progress);
        }
    }

    private boolean lines() {
        return output.format() == OutputOptions.Format.jsonl || output.format() == OutputOptions.Format.json;
    }
}
