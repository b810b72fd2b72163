package dev.belay.repl.command;

import dev.belay.repl.session.Session;
import dev.belay.report.PreviewText;
import dev.belay.value.Exit;

/** Foresees what is left. */
final class PreviewCommand implements Command {

    private static final Usage USAGE = new Usage(
            "preview", "p", "[STEP]", Usage.Takes.STEP, "what is left, or one step, foreseen now", "Changes nothing.");

    @Override
    public Usage usage() {
        return USAGE;
    }

    @Override
    public Exit run(Session session, String argument) {
        if (argument.isEmpty()) {
            session.show(session.ahead(Integer.MAX_VALUE), PreviewText.Detail.NORMAL);
        } else {
            Details.show(session, session.named(argument), PreviewText.Detail.NORMAL);
        }
        return Exit.DONE;
    }
}
