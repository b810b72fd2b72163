package dev.belay.repl.command;

import dev.belay.repl.session.Session;
import dev.belay.report.PreviewText;
import dev.belay.value.Exit;
import dev.belay.value.Failure;

/** Tells all about a step. */
final class WhyCommand implements Command {

    private static final Usage USAGE = new Usage(
            "why",
            "y",
            "[STEP]",
            Usage.Takes.STEP,
            "what a step rests on, and its way back",
            "Of a step that is done: what came of it, by the journal.");

    @Override
    public Usage usage() {
        return USAGE;
    }

    @Override
    public Exit run(Session session, String argument) {
        Details.show(
                session,
                argument.isEmpty()
                        ? session.next().orElseThrow(() -> Failure.wrong("nothing is left to do; name a step"))
                        : session.named(argument),
                PreviewText.Detail.FULL);
        return Exit.DONE;
    }
}
