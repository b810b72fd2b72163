package dev.belay.engine;

import dev.belay.journal.RunState;
import dev.belay.journal.RunState.StepState;
import dev.belay.plan.BackupUse;
import dev.belay.plan.Prediction;
import dev.belay.plan.Preview;
import java.util.List;
import java.util.Optional;

/**
 * What an undo would do.
 *
 * @param steps the ways back, foreseen in the world as it is
 * @param run as it stands, with what is known of steps that left everything as it was
 * @param passedOver the steps without a way back that may have changed something, with why; they stay as they are
 * @param otherDrivers the drivers that are not of the version that the run was begun with, a sentence each
 * @param to the version in between at which it stops; empty where it goes back to the beginning
 * @param step the id of the first step that it undoes, where it goes back to before that, and the run then goes on from there
 * @param undone the steps that it undoes, in the order in which they ran; those that it passes over are among them
 */
public record UndoPreview(
        Preview steps,
        RunState run,
        List<String> passedOver,
        List<String> otherDrivers,
        Optional<String> to,
        Optional<String> step,
        List<StepState> undone) {
    public UndoPreview {
        undone = List.copyOf(undone);
        passedOver = List.copyOf(passedOver);
        otherDrivers = List.copyOf(otherDrivers);
    }

    /** True where it goes back to backups, so that what was written since is gone from its place. */
    public boolean restores() {
        return BackupUse.restores(predictions(undone), predictions(run.steps()));
    }

    private static List<Prediction> predictions(List<StepState> steps) {
        return steps.stream()
                .flatMap(step -> step.first().stream())
                .map(intent -> intent.prediction())
                .toList();
    }
}
