package dev.belay.cli;

import dev.belay.engine.Engine;
import dev.belay.engine.UndoPreview;
import dev.belay.plan.Plan;
import dev.belay.report.UndoText;
import dev.belay.value.Exit;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "belay undo",
        description =
                "Goes back: shows what an undo would do, asks, and does it; goes on with an undo that was broken off. Exits with"
                        + " 1 where a step that has no way back was passed over.")
final class UndoCommand implements Subcommand {

    private final Parts parts;

    @Mixin
    RunOptions options = new RunOptions();

    @Mixin
    OutputOptions output = new OutputOptions();

    @Option(
            names = "--to",
            paramLabel = "VERSION",
            description = "stop at this version, where the run went over several; the run stays open there")
    Optional<String> to = Optional.empty();

    @Option(names = "--preview", description = "only show what an undo would do")
    boolean previewOnly;

    @Mixin
    ConsentOptions consent = new ConsentOptions();

    UndoCommand(Parts parts) {
        this.parts = parts;
    }

    @Override
    public boolean onlyPrints() {
        return false;
    }

    @Override
    public Exit run() {
        RunFinder.Found found = new RunFinder(parts.terminal(), options).find();
        String id = found.folder().id();
        Execution execution = new Execution(parts, output, consent.input.none);
        Engine engine = parts.engine(found.state(), execution.screen(), consent.input.none);
        UndoPreview preview = engine.previewUndo(id, to);
        execution.showUndo(
                preview.steps(),
                "undo of " + id + preview.to().map(version -> " to " + version).orElse("") + ", "
                        + title(found.folder().plan()),
                UndoText.foot(
                        preview.run(),
                        preview.to(),
                        preview.passedOver(),
                        preview.otherDrivers(),
                        output.page(parts.terminal())));
        if (previewOnly) {
            return Exit.DONE;
        }
        Asking.agreeToUndo(preview.steps(), preview.restores(), execution.person(), consent);
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
