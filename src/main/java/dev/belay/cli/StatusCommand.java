package dev.belay.cli;

import dev.belay.journal.RunState;
import dev.belay.journal.SiteLock;
import dev.belay.report.ClosingText;
import dev.belay.report.Page;
import dev.belay.report.RunLines;
import dev.belay.report.StatusText;
import dev.belay.value.Exit;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "belay status",
        description =
                "What is up, down or in doubt, and what next: of one run, or of all sites and runs of this machine. Only reads.")
final class StatusCommand implements Subcommand {

    private final Parts parts;

    @Mixin
    RunOptions options = new RunOptions();

    @Mixin
    OutputOptions output = new OutputOptions();

    StatusCommand(Parts parts) {
        this.parts = parts;
    }

    @Override
    public Exit run() {
        RunFinder finder = new RunFinder(parts.terminal(), options);
        output.write(parts.terminal(), options.run.isPresent() ? one(finder.find()) : all(finder.all()));
        return Exit.DONE;
    }

    private String one(RunFinder.Found found) {
        RunState run = found.folder().read();
        if (output.format() != OutputOptions.Format.text) {
            return RunLines.of(run, SiteLock.holder(found.state()));
        }
        Page page = output.page(parts.terminal());
        String commands = RunFinder.options(found.state(), options.state, parts.terminal());
        Optional<SiteLock.Holder> holder = SiteLock.holder(found.state());
        return StatusText.steps(run, page, holder) + "\n" + new ClosingText(run, page, commands, holder).render();
    }

    private String all(List<RunFinder.Found> found) {
        if (output.format() != OutputOptions.Format.text) {
            List<String> lines = found.stream()
                    .map(run -> RunLines.of(run.folder().read(), SiteLock.holder(run.state())))
                    .toList();
            return output.format() == OutputOptions.Format.json
                    ? "[\n" + String.join(",", lines) + "]\n"
                    : String.join("", lines);
        }
        return new Sites(parts, options, output.page(parts.terminal())).render(found);
    }
}
