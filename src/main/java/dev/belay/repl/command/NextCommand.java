package dev.belay.repl.command;

import dev.belay.repl.session.Session;
import dev.belay.repl.session.Walking;
import dev.belay.value.Exit;

/** Does what is left of a phase. */
final class NextCommand implements Command {

    private static final Usage USAGE = new Usage(
            "next",
            "n",
            "",
            Usage.Takes.NOTHING,
            "go on to the end of the phase",
            "Stops at a breakpoint, and at the first step that fails.");

    @Override
    public Usage usage() {
        return USAGE;
    }

    @Override
    public Exit run(Session session, String argument) {
        return new Walking(session).phase();
    }
}
