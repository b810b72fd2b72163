package dev.belay.repl.command;

import dev.belay.repl.session.Session;
import dev.belay.value.Exit;
import java.util.Optional;

/** Opens a shell. */
final class ShellCommand implements Command {

    private static final Usage USAGE = new Usage(
            "shell",
            "!",
            "[COMMAND]",
            Usage.Takes.TEXT,
            "your own shell, or one command in it",
            "For a look around. What happens there is yours: the journal does not know of it, and the "
                    + "next step is foreseen anew.");

    @Override
    public Usage usage() {
        return USAGE;
    }

    @Override
    public Exit run(Session session, String argument) {
        int exit = session.workshop().shell(Optional.of(argument).filter(command -> !command.isEmpty()));
        session.say(exit == 0 ? "back from the shell" : "back from the shell, which ended with " + exit);
        return Exit.DONE;
    }
}
