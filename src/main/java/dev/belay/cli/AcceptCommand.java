package dev.belay.cli;

import dev.belay.engine.Engine;
import dev.belay.journal.RunState;
import dev.belay.journal.RunState.Standing;
import dev.belay.report.UndoText;
import dev.belay.value.Exit;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "belay accept",
        description =
                "Declares a finished run good. What was kept for the way back is removed, so there is none any more. Of an undone run it"
                        + " drops what the undo replaced; on a production site that wants the site's name.")
final class AcceptCommand implements Subcommand {

    private final Parts parts;

    @Mixin
    RunOptions options = new RunOptions();

    @Mixin
    OutputOptions output = new OutputOptions();

    @Mixin
    ConsentOptions consent = new ConsentOptions();

    AcceptCommand(Parts parts) {
        this.parts = parts;
    }

    @Override
    public boolean onlyPrints() {
        return false;
    }

    @Override
    public Exit run() {
        RunFinder.Found found = new RunFinder(parts.terminal(), options).find();
        Execution execution = new Execution(parts, output, consent.input.none);
        agreeToDrop(found.folder().read(), execution.person());
        Engine engine = parts.engine(found.state(), execution.screen(), true);
        return execution.watch(
                engine, "", listener -> engine.accept(found.folder().id(), listener));
    }

    private void agreeToDrop(RunState run, TerminalPerson person) {
        List<String> drops = UndoText.drops(run, output.page(parts.terminal()));
        if (drops.isEmpty()
                || run.standing() == Standing.ACCEPTED
                || !run.plan().site().production()) {
            return;
        }
        parts.terminal().err().println("accept drops what the undo of " + run.run() + " replaced:");
        drops.forEach(each -> parts.terminal().err().println("  " + each));
        Asking.agreeToDrop(run.plan().site(), person, consent);
    }
}
