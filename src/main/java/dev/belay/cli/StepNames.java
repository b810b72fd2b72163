package dev.belay.cli;

import dev.belay.journal.RunState;
import dev.belay.journal.RunState.StepState;
import dev.belay.value.Failure;
import java.util.List;

/** How a person names a step of a run: by its number as displayed, or by its id. */
final class StepNames {

    private StepNames() {}

    /**
     * The step; numbers are those of the undo where one began.
     *
     * @throws Failure where there is none
     */
    static StepState find(RunState run, String named) {
        List<StepState> steps = run.undo().map(RunState.UndoState::steps).orElse(run.steps());
        if (named.matches("[0-9]{1,6}")) {
            int number = Integer.parseInt(named);
            if (number >= 1 && number <= steps.size()) {
                return steps.get(number - 1);
            }
            throw Failure.wrong("run " + run.run() + " has steps 1 to " + steps.size() + ", and no step " + named);
        }
        return run.step(named).orElseThrow(() -> unknown(run, named));
    }

    private static Failure unknown(RunState run, String named) {
        List<String> ids = run.steps().stream().map(state -> state.step().id()).toList();
        String meant = Commands.nearest(named, ids)
                .map(near -> "; did you mean '" + near + "'?")
                .orElse("");
        return Failure.wrong(
                "run " + run.run() + " has no step '" + named + "'" + meant,
                "belay status " + run.run() + " lists its steps");
    }
}
