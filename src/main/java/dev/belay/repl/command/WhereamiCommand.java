package dev.belay.repl.command;

import dev.belay.repl.session.Session;
import dev.belay.value.Exit;

/** Lists the steps nearby. */
final class WhereamiCommand implements Command {

    private static final Usage USAGE =
            new Usage("whereami", "w", "", Usage.Takes.NOTHING, "the steps around the one at hand", "");

    @Override
    public Usage usage() {
        return USAGE;
    }

    @Override
    public Exit run(Session session, String argument) {
        session.say(new PlanText(session).around(3));
        return Exit.DONE;
    }
}
