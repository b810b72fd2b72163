package dev.belay.repl.command;

import dev.belay.repl.session.Session;
import dev.belay.value.Exit;

/** Writes the transcript. */
final class TranscriptCommand implements Command {

    private static final Usage USAGE = new Usage(
            "transcript",
            "T",
            "FILE",
            Usage.Takes.FILE,
            "write what was typed and shown, in Markdown",
            "With times; secrets are masked.");

    @Override
    public Usage usage() {
        return USAGE;
    }

    @Override
    public Exit run(Session session, String argument) {
        String file = argument;
        String title = session.plan().application() + " " + session.plan().to() + " on "
                + session.plan().site().name();
        session.workshop().write(file, session.transcript().markdown(title), false);
        session.say("written");
        return Exit.DONE;
    }
}
