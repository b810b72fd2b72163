package dev.belay.repl.command;

import dev.belay.journal.Entry;
import dev.belay.journal.RunFolder;
import dev.belay.repl.session.Session;
import dev.belay.report.LogText;
import dev.belay.value.Exit;
import java.util.Optional;

/** Shows the journal. */
final class LogCommand implements Command {

    private static final Usage USAGE =
            new Usage("log", "g", "[STEP]", Usage.Takes.STEP, "the journal of the run, or of one step", "");

    @Override
    public Usage usage() {
        return USAGE;
    }

    @Override
    public Exit run(Session session, String argument) {
        RunFolder folder = session.begunRun();
        LogText text = new LogText(folder.read(), session.workshop().page());
        Optional<String> id = argument.isEmpty()
                ? Optional.empty()
                : Optional.of(session.named(argument).step().id());
        StringBuilder lines = new StringBuilder();
        for (Entry entry : folder.entries()) {
            if (id.isEmpty() || id.equals(Entry.step(entry))) {
                lines.append(text.render(entry));
            }
        }
        session.say(lines.length() == 0 ? "nothing yet" : lines.toString());
        return Exit.DONE;
    }
}
