package dev.belay.repl.command;

import dev.belay.repl.session.Session;
import dev.belay.repl.session.Writing;
import dev.belay.value.Exit;

/** Reads the scripts anew. */
final class ReloadCommand implements Command {

    private static final Usage USAGE = new Usage(
            "reload",
            "rl",
            "",
            Usage.Takes.NOTHING,
            "read the script files anew",
            "Steps that are done stay done where they are unchanged; it says what is other for the " + "rest.");

    @Override
    public Usage usage() {
        return USAGE;
    }

    @Override
    public Exit run(Session session, String argument) {
        return new Writing(session).reload();
    }
}
