package dev.belay.cli;

import dev.belay.journal.Next;
import dev.belay.journal.RunState;
import dev.belay.journal.RunState.StepState;
import dev.belay.value.Failure;
import dev.belay.value.Suggestion;
import java.util.List;

/** How a person names a step of a run: by its number as displayed, or by its id. */
final class StepNames {

    private StepNames() {}

    /**
     * The step: {@code 8} is the eighth of the run, {@code undo:8} the eighth of its undo.
     *
     * @throws Failure where there is none
     */
    static StepState find(RunState run, String named) {
        boolean ofUndo = named.startsWith(Next.UNDO);
        String place = ofUndo ? named.substring(Next.UNDO.length()) : named;
        if (place.matches("[0-9]{1,6}")) {
            List<StepState> steps =
                    ofUndo ? run.undo().map(RunState.UndoState::steps).orElseThrow(() -> notUndone(run)) : run.steps();
            int number = Integer.parseInt(place);
            if (number >= 1 && number <= steps.size()) {
                return steps.get(number - 1);
            }
            throw Failure.wrong((ofUndo ? "the undo of run " : "run ") + run.run() + " has steps 1 to " + steps.size()
                    + ", and no step " + place);
        }
        return run.step(place).orElseThrow(() -> unknown(run, named));
    }

    private static Failure notUndone(RunState run) {
        return Failure.wrong("run " + run.run() + " has no undo", "belay log " + run.run() + " N shows its step N");
    }

    private static Failure unknown(RunState run, String named) {
        List<String> ids = run.steps().stream().map(state -> state.step().id()).toList();
        String meant = Suggestion.didYouMean(named, ids);
        return Failure.wrong(
                "run " + run.run() + " has no step '" + named + "'" + meant,
                "belay status " + run.run() + " lists its steps");
    }
}
