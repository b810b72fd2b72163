package dev.belay.repl.command;

import dev.belay.repl.session.Session;
import dev.belay.repl.session.Walking;
import dev.belay.value.Exit;

/** Does the next steps. */
final class StepCommand implements Command {

    private static final Usage USAGE = new Usage(
            "step",
            "s",
            "[N]",
            Usage.Takes.TEXT,
            "do the next step, or the next N",
            "Each is foreseen anew and shown before it is done; what destroys something on a production "
                    + "site wants its name typed.");

    @Override
    public Usage usage() {
        return USAGE;
    }

    @Override
    public Exit run(Session session, String argument) {
        return new Walking(session).step(Arguments.count(argument));
    }
}
