package dev.belay.cli;

import dev.belay.engine.Ended;
import dev.belay.journal.Entry;
import dev.belay.report.ClosingText;
import dev.belay.value.Exit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "belay resolve",
        description = "Settles a step of which nobody can tell whether it happened.",
        footer = {"", "belay resolve ngw-7f3a 6 done --reason 'the mail went out, the list has it'"})
final class ResolveCommand implements Subcommand {

    private final Parts parts;

    @Mixin
    RunOptions options = new RunOptions();

    @Mixin
    OutputOptions output = new OutputOptions();

    @Parameters(index = "1", paramLabel = "STEP", description = "the step, by number or id; undo:N of the undo")
    String step = "";

    @Parameters(index = "2", paramLabel = "done|redo|skip", description = "it happened; apply it again; leave it")
    Entry.Settled decision = Entry.Settled.DONE;

    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "why; the journal keeps it")
    String reason = "";

    ResolveCommand(Parts parts) {
        this.parts = parts;
    }

    @Override
    public boolean onlyPrints() {
        return false;
    }

    @Override
    public Exit run() {
        RunFinder.Found found = new RunFinder(parts.terminal(), options).find();
        String id = StepNames.find(found.folder().read(), step).step().id();
        Ended ended = parts.engine(found.state(), new Screen(parts.terminal().out(), false), true)
                .resolve(found.folder().id(), id, decision, reason);
        String commands = RunFinder.options(found.state(), options.state, parts.terminal());
        parts.terminal().out().print(new ClosingText(ended.state(), output.page(parts.terminal()), commands).render());
        return ended.exit();
    }
}
