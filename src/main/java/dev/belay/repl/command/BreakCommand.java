package dev.belay.repl.command;

import dev.belay.plan.Step;
import dev.belay.repl.session.Breakpoints.AtLine;
import dev.belay.repl.session.Breakpoints.AtStep;
import dev.belay.repl.session.Breakpoints.AtVerb;
import dev.belay.repl.session.Breakpoints.Spot;
import dev.belay.repl.session.Session;
import dev.belay.repl.session.Watching;
import dev.belay.value.Exit;
import dev.belay.value.Failure;
import java.util.Optional;

/** Sets a breakpoint. */
final class BreakCommand implements Command {

    private static final Usage USAGE = new Usage(
            "break",
            "B",
            "STEP|VERB|line N [if EXPRESSION]",
            Usage.Takes.STEP,
            "stop before a step",
            "Walking stops there: :next, :continue and :until. A condition that cannot be told yet " + "stops, too.");

    @Override
    public Usage usage() {
        return USAGE;
    }

    @Override
    public Exit run(Session session, String argument) {
        String[] parts = argument.split("\\s+if\\s+", 2);
        Optional<String> condition = parts.length == 2 ? Optional.of(parts[1]) : Optional.empty();
        condition.ifPresent(new Watching(session)::print); // a mistake in it is told now
        session.say("breakpoint " + session.breakpoints().add(spot(session, parts[0].strip()), condition));
        return Exit.DONE;
    }

    private static Spot spot(Session session, String word) {
        if (word.matches("line\\s+[0-9]{1,6}")) {
            int line = Integer.parseInt(word.replaceAll("[^0-9]", ""));
            if (session.plan().steps().stream().noneMatch(step -> step.at().line() == line)) {
                throw Failure.wrong("no step stands in line " + line, ":plan shows the lines of the steps");
            }
            return new AtLine(line);
        }
        if (session.plan().steps().stream().anyMatch(step -> step.verb().equals(word))) {
            return new AtVerb(word);
        }
        Step step = session.named(word).step();
        return new AtStep(step.id(), step.label());
    }
}
