package dev.belay.repl.command;

import dev.belay.repl.session.Session;
import dev.belay.repl.session.Writing;
import dev.belay.value.Exit;

/** Loads statements. */
final class LoadCommand implements Command {

    private static final Usage USAGE = new Usage(
            "load",
            "L",
            "FILE",
            Usage.Takes.FILE,
            "take in the statements of a file",
            "One after the other, as if they were typed.");

    @Override
    public Usage usage() {
        return USAGE;
    }

    @Override
    public Exit run(Session session, String argument) {
        return new Writing(session).load(argument);
    }
}
