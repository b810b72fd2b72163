package dev.belay.engine;

import dev.belay.expr.Pending;
import dev.belay.journal.Outcome;
import dev.belay.journal.RunState;
import dev.belay.journal.RunState.Status;
import dev.belay.journal.RunState.StepState;
import dev.belay.value.Failure;
import dev.belay.value.Unseen;
import java.util.stream.Stream;

/** What broken attempts left, removed once no attempt will follow. What cannot be removed is named, and is no failure. */
final class Leftovers {

    private final OpenRun run;

    Leftovers(OpenRun run) {
        this.run = run;
    }

    /** Removes them all. */
    void discard() {
        broken().forEach(this::discard);
    }

    /** Names them, where the run is closed as it stands. Nothing is changed; what cannot be looked at is passed over. */
    void name() {
        broken().forEach(this::name);
    }

    private Stream<StepState> broken() {
        RunState state = run.state();
        return Stream.concat(state.steps().stream(), state.undo().stream().flatMap(undo -> undo.steps().stream()))
                .filter(Leftovers::broken);
    }

    /** True where the latest attempt did not end well, as far as is known. */
    private static boolean broken(StepState step) {
        boolean well = step.ended()
                .filter(ended -> ended.outcome() != Outcome.FAILED && ended.outcome() != Outcome.INTERRUPTED)
                .isPresent();
        return step.latest().isPresent() && !well && step.status() != Status.DONE;
    }

    private void discard(StepState step) {
        String token = run.unused(step.latest().orElseThrow().token() + "-discard");
        try (StepWork work = new StepWork(run, step.step(), token)) {
            run.binder().bind(step.step(), run.forecaster().environment()).discard(work);
        } catch (Failure | Unseen | Pending left) {
            run.listener()
                    .remark(step.step().label() + ": what a broken attempt left could not be removed: "
                            + left.getMessage());
        }
    }

    private void name(StepState step) {
        try {
            run.binder()
                    .bind(step.step(), run.forecaster().environment())
                    .leftBehind(run.probe(), run.id(), run.keep(step.step()))
                    .forEach(left -> run.listener()
                            .remark(step.step().label() + ": a broken attempt left " + left + "; belay accept "
                                    + run.id() + " removes it"));
        } catch (Failure | Unseen | Pending unseen) {
            run.listener().remark(step.step().label() + ": what it left cannot be told: " + unseen.getMessage());
        }
    }
}
