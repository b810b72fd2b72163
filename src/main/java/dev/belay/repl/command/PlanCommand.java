package dev.belay.repl.command;

import dev.belay.repl.session.Session;
import dev.belay.value.Exit;

/** Lists all steps. */
final class PlanCommand implements Command {

    private static final Usage USAGE = new Usage(
            "plan",
            "l",
            "",
            Usage.Takes.NOTHING,
            "all steps, and what became of each",
            "An arrow marks the step at hand, a b those with a breakpoint.");

    @Override
    public Usage usage() {
        return USAGE;
    }

    @Override
    public Exit run(Session session, String argument) {
        session.say(new PlanText(session).all());
        return Exit.DONE;
    }
}
