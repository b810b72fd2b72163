package dev.belay.repl.command;

import dev.belay.repl.session.Session;
import dev.belay.repl.session.Watching;
import dev.belay.value.Exit;

/** Shows a value. */
final class PrintCommand implements Command {

    private static final Usage USAGE = new Usage(
            "print",
            "=",
            "EXPRESSION",
            Usage.Takes.EXPRESSION,
            "the value of an expression",
            "In the names of the script, as :vars lists them.");

    @Override
    public Usage usage() {
        return USAGE;
    }

    @Override
    public Exit run(Session session, String argument) {
        session.say(new Watching(session).print(argument));
        return Exit.DONE;
    }
}
