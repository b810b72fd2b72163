package dev.belay.engine;

import dev.belay.journal.RunState;
import dev.belay.plan.BackupUse;
import dev.belay.plan.Preview;
import java.util.List;

/**
 * What an undo would do.
 *
 * @param steps the ways back, foreseen in the world as it is
 * @param run as it stands, with what is known of steps that left everything as it was
 * @param passedOver the steps without a way back that may have changed something, with why; they stay as they are
 * @param otherDrivers the drivers that are not of the version that the run was begun with, a sentence each
 */
public record UndoPreview(Preview steps, RunState run, List<String> passedOver, List<String> otherDrivers) {
    public UndoPreview {
        passedOver = List.copyOf(passedOver);
        otherDrivers = List.copyOf(otherDrivers);
    }

    /** True where it goes back to backups, so that what was written since is gone from its place. */
    public boolean restores() {
        return BackupUse.restores(run.steps().stream()
                .flatMap(step -> step.first().stream())
                .map(intent -> intent.prediction())
                .toList());
    }
}
