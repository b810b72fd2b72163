package dev.belay.repl.command;

import dev.belay.repl.session.Session;
import dev.belay.repl.session.Watching;
import dev.belay.value.Exit;
import java.util.Map;

/** Lists names. */
final class VarsCommand implements Command {

    private static final Usage USAGE = new Usage(
            "vars",
            "v",
            "",
            Usage.Takes.NOTHING,
            "the names of the script, with their values",
            "A secret shows only that it is one.");

    @Override
    public Usage usage() {
        return USAGE;
    }

    @Override
    public Exit run(Session session, String argument) {
        Map<String, String> names = new Watching(session).names();
        int widest = names.keySet().stream().mapToInt(String::length).max().orElse(0);
        names.forEach((name, value) -> session.say(name + " ".repeat(widest - name.length()) + "  " + value));
        if (names.isEmpty()) {
            session.say("the script has no names of its own");
        }
        return Exit.DONE;
    }
}
