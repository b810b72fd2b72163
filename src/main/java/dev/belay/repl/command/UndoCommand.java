package dev.belay.repl.command;

import dev.belay.repl.session.Session;
import dev.belay.repl.session.Walking;
import dev.belay.value.Exit;
import java.util.Optional;

/** Undoes the run. */
final class UndoCommand implements Command {

    private static final Usage USAGE = new Usage(
            "undo",
            "z",
            "[VERSION]",
            Usage.Takes.TEXT,
            "undo the whole run",
            "What it does is shown and asked for first. Of a run over several versions it may stop at "
                    + "one in between.");

    @Override
    public Usage usage() {
        return USAGE;
    }

    @Override
    public Exit run(Session session, String argument) {
        return new Walking(session).undo(Optional.of(argument).filter(version -> !version.isEmpty()));
    }
}
