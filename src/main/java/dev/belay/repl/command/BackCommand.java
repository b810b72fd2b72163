package dev.belay.repl.command;

import dev.belay.repl.session.Session;
import dev.belay.repl.session.Walking;
import dev.belay.value.Exit;

/** Undoes one step. */
final class BackCommand implements Command {

    private static final Usage USAGE = new Usage(
            "back",
            "b",
            "",
            Usage.Takes.NOTHING,
            "undo the latest step",
            "It is the next step then. What the undo does is shown and asked for first.");

    @Override
    public Usage usage() {
        return USAGE;
    }

    @Override
    public Exit run(Session session, String argument) {
        return new Walking(session).back();
    }
}
