package dev.belay.repl.command;

import dev.belay.repl.session.Session;
import dev.belay.repl.session.Walking;
import dev.belay.value.Exit;

/** Does a failed step again. */
final class RetryCommand implements Command {

    private static final Usage USAGE = new Usage(
            "retry",
            "r",
            "",
            Usage.Takes.NOTHING,
            "do the step that failed again",
            "What the broken attempt left is removed first, where the step has something to remove.");

    @Override
    public Usage usage() {
        return USAGE;
    }

    @Override
    public Exit run(Session session, String argument) {
        return new Walking(session).step(1);
    }
}
