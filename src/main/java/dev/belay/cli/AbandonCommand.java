package dev.belay.cli;

import dev.belay.engine.Ended;
import dev.belay.engine.Listener;
import dev.belay.report.ClosingText;
import dev.belay.report.Page;
import dev.belay.value.Exit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "belay abandon",
        description = "Closes a run as it stands, neither finished nor undone; what was kept for the way back stays.")
final class AbandonCommand implements Subcommand {

    private final Parts parts;

    @Mixin
    RunOptions options = new RunOptions();

    @Mixin
    OutputOptions output = new OutputOptions();

    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "why; the journal keeps it")
    String reason = "";

    AbandonCommand(Parts parts) {
        this.parts = parts;
    }

    @Override
    public boolean onlyPrints() {
        return false;
    }

    @Override
    public Exit run() {
        RunFinder.Found found = new RunFinder(parts.terminal(), options).find();
        Ended ended = parts.engine(found.state(), new Screen(parts.terminal().out(), false), true)
                .abandon(
                        found.folder().id(),
                        reason,
                        Listener.remarks(left -> parts.terminal().out().println(Page.printable(left))));
        String commands = RunFinder.options(found.state(), options.state, parts.terminal());
        parts.terminal().out().print(new ClosingText(ended.state(), output.page(parts.terminal()), commands).render());
        return ended.exit();
    }
}
