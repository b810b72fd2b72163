package dev.belay.repl.command;

import dev.belay.repl.session.Session;
import dev.belay.repl.session.Walking;
import dev.belay.value.Exit;

/** Abandons the run. */
final class AbandonCommand implements Command {

    private static final Usage USAGE =
            new Usage("abandon", "X", "REASON", Usage.Takes.TEXT, "close the run as it stands", "");

    @Override
    public Usage usage() {
        return USAGE;
    }

    @Override
    public Exit run(Session session, String argument) {
        return new Walking(session).abandon(argument);
    }
}
