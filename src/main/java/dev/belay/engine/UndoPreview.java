package dev.belay.engine;

import dev.belay.journal.RunState;
import dev.belay.plan.BackupUse;
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
 */
public record UndoPreview(
        Preview steps, RunState run, List<String> passedOver, List<String> otherDrivers, Optional<String> to) {
    public UndoPreview {
        passedOver = List.copyOf(passedOver);
        otherDrivers = List.copyOf(otherDrivers);
    }

    /** True where it goes back to backups, so that what was written since is gone from its place. */
    public boolean restores() {
        List<String> parts = to.map(run.plan()::behind).orElse(List.of());
        return BackupUse.restores(run.steps().stream()
                .filter(step -> to.isEmpty() || parts.contains(step.step().part()))
                .flatMap(step -> step.first().stream())
                .map(intent -> intent.prediction())
                .toList());
    }
}
