package dev.belay.repl.command;

import dev.belay.repl.session.Session;
import dev.belay.repl.session.Walking;
import dev.belay.value.Exit;

/** Leaves out a step. */
final class SkipCommand implements Command {

    private static final Usage USAGE = new Usage(
            "skip",
            "k",
            "REASON",
            Usage.Takes.TEXT,
            "leave out the step at hand",
            "The journal keeps the reason. Refused where a later step needs what this one gives.");

    @Override
    public Usage usage() {
        return USAGE;
    }

    @Override
    public Exit run(Session session, String argument) {
        return new Walking(session).skip(argument);
    }
}
