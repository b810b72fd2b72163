package dev.belay.repl.command;

import dev.belay.repl.session.Session;
import dev.belay.repl.session.Writing;
import dev.belay.value.Exit;
import java.util.List;

/** Shows what was edited. */
final class DiffCommand implements Command {

    private static final Usage USAGE = new Usage(
            "diff",
            "d",
            "",
            Usage.Takes.NOTHING,
            "what was changed here and not in the file",
            "Lines of the script that went with a minus, those that came with a plus.");

    @Override
    public Usage usage() {
        return USAGE;
    }

    @Override
    public Exit run(Session session, String argument) {
        List<String> lines = new Writing(session).differences();
        session.say(lines.isEmpty() ? "nothing was changed here" : String.join("\n", lines));
        return Exit.DONE;
    }
}
