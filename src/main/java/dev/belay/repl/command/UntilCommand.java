package dev.belay.repl.command;

import dev.belay.repl.session.Session;
import dev.belay.repl.session.Walking;
import dev.belay.value.Exit;

/** Goes on up to a step. */
final class UntilCommand implements Command {

    private static final Usage USAGE = new Usage(
            "until",
            "u",
            "STEP",
            Usage.Takes.STEP,
            "go on up to this step, and do it",
            "A step is named by its number, its id, its label or its verb.");

    @Override
    public Usage usage() {
        return USAGE;
    }

    @Override
    public Exit run(Session session, String argument) {
        return new Walking(session).until(session.named(argument));
    }
}
