package dev.belay.repl.command;

import dev.belay.repl.session.Breakpoints;
import dev.belay.repl.session.Session;
import dev.belay.value.Exit;
import dev.belay.value.Failure;
import java.util.List;

/** Lists breakpoints. */
final class BreaksCommand implements Command {

    private static final Usage USAGE =
            new Usage("breaks", "bs", "[clear [N]]", Usage.Takes.TEXT, "list the breakpoints, or take them away", "");

    @Override
    public Usage usage() {
        return USAGE;
    }

    @Override
    public Exit run(Session session, String argument) {
        if (argument.equals("clear")) {
            session.breakpoints().all().forEach(each -> session.breakpoints().remove(each.number()));
        } else if (argument.matches("clear\\s+[0-9]{1,6}")) {
            int number = Integer.parseInt(argument.replaceAll("[^0-9]", ""));
            if (!session.breakpoints().remove(number)) {
                throw Failure.wrong("there is no breakpoint " + number, ":breaks lists them");
            }
        } else {
            Arguments.none(usage(), argument);
        }
        List<Breakpoints.Breakpoint> all = session.breakpoints().all();
        session.say(
                all.isEmpty()
                        ? "no breakpoints"
                        : String.join("\n", all.stream().map(String::valueOf).toList()));
        return Exit.DONE;
    }
}
