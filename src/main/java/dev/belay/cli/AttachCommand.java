package dev.belay.cli;

import dev.belay.journal.Entry;
import dev.belay.journal.RunFolder;
import dev.belay.journal.RunState;
import dev.belay.journal.SiteLock;
import dev.belay.report.ClosingText;
import dev.belay.report.LogText;
import dev.belay.report.Page;
import dev.belay.value.Exit;
import dev.belay.value.Failure;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "belay attach",
        description =
                "Watches a run that another Belay works on, until it comes to a halt. Leaving it changes nothing.")
final class AttachCommand implements Subcommand {

    private static final long PAUSE_MILLIS = 500;

    private final Parts parts;

    @Mixin
    RunOptions options = new RunOptions();

    @Mixin
    OutputOptions output = new OutputOptions();

    AttachCommand(Parts parts) {
        this.parts = parts;
    }

    @Override
    public Exit run() {
        RunFinder.Found found = new RunFinder(parts.terminal(), options).find();
        Page page = output.page(parts.terminal());
        int shown = 0;
        boolean held = true;
        while (held) {
            held = SiteLock.holder(found.state()).isPresent(); // asked first, so that the last records are seen
            shown = show(found.folder(), shown, page);
            if (held) {
                pause();
            }
        }
        RunState run = found.folder().read();
        String commands = RunFinder.options(found.state(), options.state, parts.terminal());
        parts.terminal().out().print("\n" + new ClosingText(run, page, commands).render());
        parts.terminal().out().flush();
        return Exit.DONE;
    }

    private int show(RunFolder folder, int shown, Page page) {
        List<Entry> entries = folder.entries();
        if (entries.size() > shown) {
            LogText text = new LogText(folder.read(), page);
            entries.subList(shown, entries.size())
                    .forEach(entry -> parts.terminal().out().print(text.render(entry)));
            parts.terminal().out().flush();
        }
        return entries.size();
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure(Exit.INTERRUPTED, "interrupted; the run goes on", e);
        }
    }
}
