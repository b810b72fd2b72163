package dev.belay.repl.command;

import dev.belay.repl.session.Session;
import dev.belay.repl.session.Walking;
import dev.belay.value.Exit;

/** Accepts the run. */
final class AcceptCommand implements Command {

    private static final Usage USAGE = new Usage(
            "accept", "A", "", Usage.Takes.NOTHING, "declare the run good", "Removes what was kept for the way back.");

    @Override
    public Usage usage() {
        return USAGE;
    }

    @Override
    public Exit run(Session session, String argument) {
        return new Walking(session).accept();
    }
}
