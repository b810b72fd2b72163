package dev.belay.engine;

import dev.belay.journal.Entry;
import dev.belay.journal.RunState;
import dev.belay.journal.RunState.Status;
import dev.belay.journal.RunState.StepState;
import java.util.List;
import java.util.Optional;

/**
 * How far an undo goes.
 *
 * @param version the version in between at which it stops
 * @param step the id of the first step that it undoes; both empty for an undo to where the run began
 */
record UndoGoal(Optional<String> version, Optional<String> step) {

    static UndoGoal beginning() {
        return new UndoGoal(Optional.empty(), Optional.empty());
    }

    static UndoGoal version(Optional<String> version) {
        return new UndoGoal(version, Optional.empty());
    }

    static UndoGoal before(String step) {
        return new UndoGoal(Optional.empty(), Optional.of(step));
    }

    /** That of an undo that was begun. */
    static UndoGoal of(Entry.Undoing begun) {
        return new UndoGoal(begun.to(), begun.step());
    }

    /** True for a step that may have changed the world, and was not undone since. */
    static boolean isThere(StepState state) {
        return state.touched() && state.status() != Status.UNDONE;
    }

    /** The steps that are undone on the way to it, in the order in which they ran; also those of an undo that is under way. */
    List<StepState> undone(RunState state) {
        List<String> parts = version.map(state.plan()::behind).orElse(List.of());
        List<String> gone = state.undoneParts();
        int from = step.map(state.plan()::number).orElse(1) - 1;
        return state.steps().stream()
                .skip(from)
                .filter(StepState::touched)
                .filter(each -> version.isEmpty() || parts.contains(each.step().part()))
                .filter(each -> !gone.contains(each.step().part()))
                .toList();
    }
}
