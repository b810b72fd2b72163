package dev.belay.cli;

import dev.belay.engine.Engine;
import dev.belay.plan.Plan;
import dev.belay.plan.Preview;
import dev.belay.value.Exit;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "belay undo",
        description =
                "Goes back: shows what an undo would do, asks, and does it; goes on with an undo that was broken off.")
final class UndoCommand implements Subcommand {

    private final Parts parts;

    @Mixin
    RunOptions options = new RunOptions();

    @Mixin
    OutputOptions output = new OutputOptions();

    @Option(names = "--preview", description = "only show what an undo would do")
    boolean previewOnly;

    @Mixin
    ConsentOptions consent = new ConsentOptions();

    UndoCommand(Parts parts) {
        this.parts = parts;
    }

    @Override
    public Exit run() {
        RunFinder.Found found = new RunFinder(parts.terminal(), options).find();
        String id = found.folder().id();
        Execution execution = new Execution(parts, output, consent.input.none);
        Engine engine = parts.engine(found.state(), execution.screen(), consent.input.none);
        Preview preview = engine.previewUndo(id);
        List<String> passedOver = new ArrayList<>();
        engine.passedOver(id).forEach(step -> passedOver.add("not undone: " + step));
        execution.show(preview, "undo of " + id + ", " + title(found.folder().plan()), passedOver);
        if (previewOnly) {
            return Exit.DONE;
        }
        Asking.agree(preview, execution.person(), consent, "undo");
        return execution.watch(
                engine,
                RunFinder.options(found.state(), options.state, parts.terminal()),
                listener -> engine.undo(id, preview, listener));
    }

    private static String title(Plan plan) {
        return plan.application() + " " + plan.to() + " on " + plan.site().name()
                + (plan.site().production() ? " (production)" : "");
    }
}
