package dev.belay.repl.command;

import dev.belay.repl.session.Session;
import dev.belay.repl.session.Walking;
import dev.belay.value.Exit;

/** Does what is left. */
final class ContinueCommand implements Command {

    private static final Usage USAGE = new Usage(
            "continue",
            "c",
            "",
            Usage.Takes.NOTHING,
            "go on to the end",
            "Stops at a breakpoint, and at the first step that fails.");

    @Override
    public Usage usage() {
        return USAGE;
    }

    @Override
    public Exit run(Session session, String argument) {
        return new Walking(session).all();
    }
}
