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
        RunState state = run.state();
        Stream.concat(state.steps().stream(), state.undo().stream().flatMap(undo -> undo.steps().stream()))
                .filter(Leftovers::broken)
                .forEach(this::discard);
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
}
