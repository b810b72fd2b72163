package dev.belay.journal;

import dev.belay.journal.RunState.Standing;
import dev.belay.journal.RunState.Status;
import dev.belay.journal.RunState.StepState;
import dev.belay.plan.Plan;
import dev.belay.plan.Step;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which record may follow on those that a journal holds.
 *
 * @param before the sum of those
 */
record Succession(Tally before) {

    /** Why the record cannot follow; empty where it may. */
    Optional<String> objection(Entry entry) {
        if (entry instanceof Entry.Opened != before.opened().isEmpty()) {
            return Optional.of("a run is opened once, by its first record");
        } else if (before.closed().equals(Optional.of(Standing.ACCEPTED))) {
            return Optional.of("the run was accepted");
        } else if (before.closed().equals(Optional.of(Standing.UNDONE))
                && !(entry instanceof Entry.Accepted || entry instanceof Entry.Notified)) {
            return Optional.of("the run was undone");
        } else if (entry instanceof Entry.Undoing begun) {
            return objection(begun);
        } else if (entry instanceof Entry.WentBack back && !before.goesBackTo().equals(Optional.of(back.step()))) {
            return Optional.of("no undo to before the step '" + back.step() + "' is under way");
        } else if (entry instanceof Entry.Revised revised) {
            return lost(revised).map(id -> "the new plan lacks the step '" + id + "', which was begun");
        }
        boolean only = entry instanceof Entry.Decided decided && !Tally.skips(decided);
        return Entry.step(entry)
                .filter(id -> !only)
                .flatMap(id -> before.knows(id)
                        ? objection(entry, before.step(id))
                        : Optional.of("the plan has no step '" + id + "'"));
    }

    private static Optional<String> objection(Entry entry, StepState state) {
        String step = "the step '" + state.step().id() + "'";
        if (entry instanceof Entry.Intended && (state.status() == Status.BEGUN || state.status() == Status.DOUBT)) {
            return Optional.of(step + " was begun before, and nobody settled what came of it");
        } else if (entry instanceof Entry.Ended ended) {
            boolean begun = state.status() == Status.BEGUN;
            if (begun && !state.latest().map(Entry.Intended::token).equals(Optional.of(ended.token()))) {
                return Optional.of(step + " ended in an attempt that is not its latest");
            } else if (!begun && ended.outcome() == Outcome.DONE) {
                return Optional.of(step + " is done without having begun");
            }
        } else if (entry instanceof Entry.Resolved && !settles(state.status())) {
            return Optional.of(step + " has an outcome, so there is nothing to settle");
        }
        return Optional.empty();
    }

    /** What was lost is settled, and of what failed or was stopped it is found out how far it came. */
    private static boolean settles(Status status) {
        return status == Status.BEGUN
                || status == Status.DOUBT
                || status == Status.FAILED
                || status == Status.INTERRUPTED;
    }

    private Optional<String> objection(Entry.Undoing begun) {
        if (begun.covers().size() != begun.steps().size()) {
            return Optional.of("an undo must say for each step what it undoes");
        }
        Set<String> planned = ids(before.plan());
        return begun.steps().stream()
                .map(Step::id)
                .filter(planned::contains)
                .findFirst()
                .map(id -> "the undo has a step '" + id + "', and so has the plan");
    }

    private Optional<String> lost(Entry.Revised revised) {
        Set<String> kept = ids(revised.plan());
        return before.steps().stream()
                .filter(state -> state.touched()
                        && !state.leftNothing()
                        && !before.returned().contains(state.step().part()))
                .map(state -> state.step().id())
                .filter(id -> !kept.contains(id))
                .findFirst();
    }

    private static Set<String> ids(Plan plan) {
        return plan.steps().stream().map(Step::id).collect(Collectors.toSet());
    }
}
