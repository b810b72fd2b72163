package dev.belay.repl.command;

import dev.belay.repl.session.Session;
import dev.belay.repl.session.Walking;
import dev.belay.value.Exit;

/** Leaves. */
final class QuitCommand implements Command {

    private static final Usage USAGE = new Usage(
            "quit",
            "q",
            "",
            Usage.Takes.NOTHING,
            "leave; belay resume goes on later",
            "Nothing is undone. Ctrl-D does the same.");

    @Override
    public Usage usage() {
        return USAGE;
    }

    @Override
    public Exit run(Session session, String argument) {
        new Walking(session).leave();
        return Exit.DONE;
    }

    @Override
    public boolean leaves() {
        return true;
    }
}
