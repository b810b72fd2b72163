package dev.belay.repl.command;

import dev.belay.repl.session.Session;
import dev.belay.repl.session.Writing;
import dev.belay.value.Exit;
import dev.belay.value.Failure;

/** Changes the statement of the step at hand. */
final class EditCommand implements Command {

    private static final Usage USAGE = new Usage(
            "edit",
            "e",
            "[STATEMENT]",
            Usage.Takes.TEXT,
            "say the step at hand otherwise",
            "The statement stands there to be changed; in a pipe it follows the command. It is foreseen "
                    + "and shown, and done by :step or :retry. The journal keeps that the plan was left; the file "
                    + "stays as it is, :save writes what was changed.");

    @Override
    public Usage usage() {
        return USAGE;
    }

    @Override
    public Exit run(Session session, String argument) {
        Writing writing = new Writing(session);
        String statement = argument.isEmpty()
                ? session.workshop()
                        .edit("edit> ", writing.atHand())
                        .orElseThrow(() -> new Failure(Exit.INTERRUPTED, "nothing was changed"))
                : argument;
        return writing.edit(statement);
    }
}
