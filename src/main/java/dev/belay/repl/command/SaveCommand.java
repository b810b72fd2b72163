package dev.belay.repl.command;

import dev.belay.repl.session.Session;
import dev.belay.repl.session.Writing;
import dev.belay.value.Exit;

/** Writes the script. */
final class SaveCommand implements Command {

    private static final Usage USAGE = new Usage(
            "save",
            "S",
            "FILE",
            Usage.Takes.FILE,
            "write the script as it is now",
            "It previews to the plan of this session. A file that is there is replaced by :save! FILE.");

    @Override
    public Usage usage() {
        return USAGE;
    }

    @Override
    public Exit run(Session session, String argument) {
        boolean replace = argument.startsWith("! ");
        String file = Arguments.some(usage(), replace ? argument.substring(2).strip() : argument);
        new Writing(session).save(file, replace);
        return Exit.DONE;
    }
}
