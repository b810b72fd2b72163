package dev.belay.repl.command;

import dev.belay.repl.session.Session;
import dev.belay.value.Exit;

/** Helps. */
final class HelpCommand implements Command {

    private static final Usage USAGE =
            new Usage("help", "h", "[VERB|COMMAND]", Usage.Takes.COMMAND, "this list, or all about one word", "");

    @Override
    public Usage usage() {
        return USAGE;
    }

    @Override
    public Exit run(Session session, String argument) {
        session.say(argument.isEmpty() ? HelpText.all() : HelpText.about(session, argument));
        return Exit.DONE;
    }
}
