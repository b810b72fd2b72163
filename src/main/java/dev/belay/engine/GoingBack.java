package dev.belay.engine;

import dev.belay.driver.Action;
import dev.belay.driver.Exclusions;
import dev.belay.driver.Target;
import dev.belay.expr.Pending;
import dev.belay.journal.RunState;
import dev.belay.journal.RunState.StepState;
import dev.belay.plan.Prediction;
import dev.belay.plan.WayBack;
import dev.belay.value.Failure;
import dev.belay.value.Unseen;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * How far a run must go back, so that it stands before a step: where the way back of that, or of one behind it, is a backup, to before
 * the first step whose way back is the same one. Reads only.
 *
 * @param state of the run, with what is known of broken steps
 * @param step the id of the step to before which a person wants to go
 */
record GoingBack(RunState state, String step) {

    /**
     * The id of the first step that is undone.
     *
     * @param actions binds a step of the run
     * @throws Failure (2) where there is nothing to undo, no way back, or what an earlier step did would be lost and not done again
     */
    String first(Function<StepState, Action> actions) {
        int asked = state.plan().number(step) - 1;
        if (asked < 0) {
            throw Failure.wrong(
                    "the run " + state.run() + " has no step '" + step + "'", "belay status " + state.run());
        }
        List<StepState> steps = state.steps();
        if (steps.stream().skip(asked).noneMatch(UndoGoal::isThere)) {
            throw Failure.wrong(
                    "nothing was done from " + named(asked) + " on, so there is nothing to go back from",
                    "name an earlier step; belay status " + state.run() + " lists them");
        }
        refuseOneWay(steps.get(asked), asked);
        int from = asked;
        for (int earlier = sharing(from); earlier < from; earlier = sharing(from)) {
            from = earlier;
        }
        refuseLoss(from, actions);
        return steps.get(from).step().id();
    }

    private void refuseOneWay(StepState asked, int place) {
        Optional<String> why = UndoGoal.isThere(asked) ? UndoPlan.oneWay(asked) : Optional.empty();
        why.ifPresent(reason -> {
            throw Failure.wrong(
                    named(place) + " has no way back: " + reason,
                    "leave it as it is, and go on: belay resume " + state.run(),
                    "go back to before an earlier step, which passes over this one");
        });
    }

    /** The place of the first step whose way back restores a backup that one from this place on restores too. */
    private int sharing(int from) {
        Set<WayBack.Deed> restored = restored(from);
        for (int i = 0; i < from; i++) {
            StepState earlier = state.steps().get(i);
            if (UndoGoal.isThere(earlier) && deeds(earlier).stream().anyMatch(restored::contains)) {
                return i;
            }
        }
        return from;
    }

    /** The restores of backups among the ways back from a place on. */
    private Set<WayBack.Deed> restored(int from) {
        Set<WayBack.Deed> restores = state.steps().stream()
                .flatMap(maker -> backups(maker).stream())
                .map(Prediction.Backup::restore)
                .collect(Collectors.toSet());
        return state.steps().stream()
                .skip(from)
                .filter(UndoGoal::isThere)
                .flatMap(each -> deeds(each).stream())
                .filter(restores::contains)
                .collect(Collectors.toSet());
    }

    /** A backup that is restored takes along what a step behind it did that stays: that would count as done, and be gone. */
    private void refuseLoss(int from, Function<StepState, Action> actions) {
        Set<WayBack.Deed> restored = restored(from);
        for (int maker = 0; maker < from; maker++) {
            for (Prediction.Backup backup : backups(state.steps().get(maker))) {
                if (restored.contains(backup.restore())) {
                    refuseLoss(backup, maker, from, actions);
                }
            }
        }
    }

    private void refuseLoss(Prediction.Backup backup, int maker, int from, Function<StepState, Action> actions) {
        for (int i = maker + 1; i < from; i++) {
            StepState between = state.steps().get(i);
            if (UndoGoal.isThere(between) && changes(between, backup, actions)) {
                throw Failure.wrong(
                        "the way back goes to the backup of " + named(maker) + ", and so would take along what "
                                + named(i) + " did to "
                                + Target.of(backup.target()).words() + " since, although that step stays done",
                        "go back to before " + named(i) + ", which is done again then",
                        "go back to where the run began: belay undo " + state.run());
            }
        }
    }

    private boolean changes(StepState step, Prediction.Backup backup, Function<StepState, Action> actions) {
        boolean changes = step.first().stream()
                .map(intent -> intent.prediction().fidelity())
                .anyMatch(
                        fidelity -> fidelity != Prediction.Fidelity.CHECK && fidelity != Prediction.Fidelity.UNCHANGED);
        return changes && touched(step, actions).stream().anyMatch(target -> meets(target, backup));
    }

    /** Where that cannot be told, all there is. */
    private static List<Target> touched(StepState step, Function<StepState, Action> actions) {
        try {
            return actions.apply(step).touches();
        } catch (Pending | Unseen | Failure unknown) {
            return List.of(Target.anything());
        }
    }

    private static boolean meets(Target touched, Prediction.Backup backup) {
        Target saved = Target.of(backup.target());
        return touched.covers(saved)
                || (saved.covers(touched) && !new Exclusions(backup.without()).leavesOut(saved.name(), touched.name()));
    }

    private String named(int place) {
        return "step " + (place + 1) + " (" + state.steps().get(place).step().label() + ")";
    }

    private static List<Prediction.Backup> backups(StepState state) {
        return state.first().map(intent -> intent.prediction().backups()).orElse(List.of());
    }

    private static List<WayBack.Deed> deeds(StepState state) {
        return state.first().map(intent -> intent.prediction().way().deeds()).orElse(List.of());
    }
}
