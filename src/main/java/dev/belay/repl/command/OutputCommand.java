package dev.belay.repl.command;

import dev.belay.journal.RunState.StepState;
import dev.belay.repl.session.Session;
import dev.belay.value.Exit;

/** Shows what a step printed. */
final class OutputCommand implements Command {

    private static final Usage USAGE = new Usage(
            "output",
            "o",
            "[STEP]",
            Usage.Takes.STEP,
            "all that a step printed",
            "Without a step, that of the one at hand, or of the latest.");

    @Override
    public Usage usage() {
        return USAGE;
    }

    @Override
    public Exit run(Session session, String argument) {
        StepState step = argument.isEmpty() ? Details.latest(session) : session.named(argument);
        String output =
                session.workshop().output(session.begunRun(), step.step().id());
        session.say(output.isEmpty() ? step.step().label() + " printed nothing" : output);
        return Exit.DONE;
    }
}
