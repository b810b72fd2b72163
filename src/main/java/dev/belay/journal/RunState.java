package dev.belay.journal;

import dev.belay.expr.Value;
import dev.belay.plan.Plan;
import dev.belay.plan.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the records of a run's journal add up to. Immutable; {@link #of} is the only rule by which records count.
 *
 * @param run its id
 * @param opened its first record
 * @param plan what it runs, as last revised
 * @param steps the state of each step of the plan, in order
 * @param undo the state of the undo, where one began
 * @param standing where the run as a whole is
 * @param decisions what persons decided and answered
 * @param last when the last record was written
 */
public record RunState(
        String run,
        Entry.Opened opened,
        Plan plan,
        List<StepState> steps,
        Optional<UndoState> undo,
        Standing standing,
        List<Entry.Decided> decisions,
        Instant last) {

    /** Where a run is. All but {@link #ACCEPTED} and {@link #ABANDONED} are open. {@link #UNDONE} is closed too. */
    public enum Standing {
        /** Steps are left, and nothing failed. */
        UNFINISHED,
        /** A step failed or was stopped. */
        STOPPED,
        /** A step is in doubt. */
        DOUBT,
        /** All steps are done; waits to be accepted. */
        FINISHED,
        /** An undo is on its way. */
        UNDOING,
        /** Wholly undone. */
        UNDONE,
        /** Declared good. */
        ACCEPTED,
        /** Closed as it stands. */
        ABANDONED;

        /** True while the run blocks its site. */
        public boolean open() {
            return this != UNDONE && this != ACCEPTED && this != ABANDONED;
        }
    }

    /** Where a step is. */
    public enum Status {
        WAITING,
        /** Intended, and no outcome yet. */
        BEGUN,
        DONE,
        UNCHANGED,
        SKIPPED,
        FAILED,
        INTERRUPTED,
        /** Its way back was gone, wholly. */
        UNDONE,
        /** A lost attempt that asking the world did not settle. */
        DOUBT;

        /** True where the steps behind it may go on. */
        public boolean over() {
            return this == DONE || this == UNCHANGED || this == SKIPPED;
        }
    }

    /**
     * The state of one step.
     *
     * @param first the first intent, whose way back counts
     * @param latest the latest intent
     * @param ended the latest outcome of the latest intent
     * @param value its result
     */
    public record StepState(
            Step step,
            Status status,
            Optional<Entry.Intended> first,
            Optional<Entry.Intended> latest,
            Optional<Entry.Ended> ended,
            Optional<Value> value) {

        /** How often it was attempted. */
        public int attempts() {
            return latest.map(Entry.Intended::attempt).orElse(0);
        }

        /** True where an attempt may have changed the world. */
        public boolean touched() {
            return first.isPresent() && status != Status.UNCHANGED;
        }
    }

    /** The state of an undo: its steps in order, and which steps of the plan they undo or do again. */
    public record UndoState(Entry.Undoing begun, List<StepState> steps) {}

    /** The state of a step of the plan or of the undo, by id. */
    public Optional<StepState> step(String id) {
        List<StepState> all = new ArrayList<>(steps);
        undo.ifPresent(u -> all.addAll(u.steps()));
        return all.stream().filter(state -> state.step().id().equals(id)).findFirst();
    }

    /** The results of the steps that have one, by id. */
    public Map<String, Value> results() {
        Map<String, Value> results = new LinkedHashMap<>();
        steps.forEach(state ->
                state.value().ifPresent(value -> results.put(state.step().id(), value)));
        return results;
    }

    /** The same with what was found of some steps since, as if it were recorded. */
    public RunState with(List<Entry.Resolved> found) {
        List<StepState> resolved = steps.stream()
                .map(state -> found.stream()
                        .filter(each -> each.step().equals(state.step().id()))
                        .findFirst()
                        .map(each -> settled(state, each))
                        .orElse(state))
                .toList();
        return new RunState(run, opened, plan, resolved, undo, standing, decisions, last);
    }

    /** A step after a lost attempt was settled. */
    private static StepState settled(StepState old, Entry.Resolved resolved) {
        Status status = resolved.decision()
                .map(decision -> switch (decision) {
                    case DONE -> Status.DONE;
                    case REDO -> Status.WAITING;
                    case SKIP -> Status.SKIPPED;
                })
                .orElse(Status.DOUBT);
        // where the world is as it was before the first attempt, there is nothing to go back from
        Optional<Entry.Intended> first = resolved.finding().equals("not-started") ? Optional.empty() : old.first();
        return new StepState(old.step(), status, first, old.latest(), old.ended(), resolved.value());
    }

    /**
     * Adds the records up.
     *
     * @param plan as it lies beside the journal
     * @param entries in order, the first an {@link Entry.Opened}
     */
    public static RunState of(Plan plan, List<Entry> entries) {
        return new Sum(plan, (Entry.Opened) entries.get(0)).add(entries).state();
    }

    /** The running sum; local to one call of {@link #of}. */
    private static final class Sum {
        private Plan plan;
        private final Entry.Opened opened;
        private final Map<String, StepState> states = new LinkedHashMap<>();
        private Optional<Entry.Undoing> undoing = Optional.empty();
        private Optional<Standing> closed = Optional.empty();
        private final List<Entry.Decided> decisions = new ArrayList<>();
        private Instant last;

        Sum(Plan plan, Entry.Opened opened) {
            this.plan = plan;
            this.opened = opened;
            this.last = opened.at();
        }

        Sum add(List<Entry> entries) {
            for (Entry entry : entries) {
                last = entry.at();
                if (entry instanceof Entry.Intended intended) {
                    intend(intended);
                } else if (entry instanceof Entry.Ended ended) {
                    end(ended);
                } else if (entry instanceof Entry.Resolved resolved) {
                    resolve(resolved);
                } else if (entry instanceof Entry.Decided decided) {
                    decide(decided);
                } else if (entry instanceof Entry.Revised revised) {
                    plan = revised.plan();
                } else if (entry instanceof Entry.Undoing begun) {
                    undoing = Optional.of(begun);
                    closed = Optional.empty();
                } else if (entry instanceof Entry.Finished finished) {
                    closed = Optional.of(finished.undone() ? Standing.UNDONE : Standing.FINISHED);
                } else if (entry instanceof Entry.Accepted) {
                    closed = Optional.of(Standing.ACCEPTED);
                } else if (entry instanceof Entry.Abandoned) {
                    closed = Optional.of(Standing.ABANDONED);
                }
            }
            return this;
        }

        RunState state() {
            List<StepState> ofPlan = plan.steps().stream().map(this::stateOf).toList();
            Optional<UndoState> undo = undoing.map(begun -> new UndoState(
                    begun, begun.steps().stream().map(this::stateOf).toList()));
            List<StepState> current = undo.map(UndoState::steps).orElse(ofPlan);
            return new RunState(
                    opened.run(), opened, plan, ofPlan, undo, closed.orElse(standing(current, undo)), decisions, last);
        }

        private static Standing standing(List<StepState> steps, Optional<UndoState> undo) {
            if (steps.stream().anyMatch(state -> state.status() == Status.DOUBT)) {
                return Standing.DOUBT;
            }
            if (undo.isPresent()) {
                return Standing.UNDOING;
            }
            boolean stopped = steps.stream()
                    .anyMatch(state -> state.status() == Status.FAILED || state.status() == Status.INTERRUPTED);
            return stopped ? Standing.STOPPED : Standing.UNFINISHED;
        }

        private StepState stateOf(Step step) {
            StepState state = states.get(step.id());
            return state == null
                    ? new StepState(
                            step,
                            Status.WAITING,
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty())
                    : new StepState(step, state.status(), state.first(), state.latest(), state.ended(), state.value());
        }

        private void intend(Entry.Intended intended) {
            StepState old = known(intended.step());
            put(
                    intended.step(),
                    new StepState(
                            old.step(),
                            Status.BEGUN,
                            old.first().or(() -> Optional.of(intended)),
                            Optional.of(intended),
                            Optional.empty(),
                            Optional.empty()));
        }

        private void end(Entry.Ended ended) {
            StepState old = known(ended.step());
            Status status = Status.valueOf(ended.outcome().name());
            put(
                    ended.step(),
                    new StepState(old.step(), status, old.first(), old.latest(), Optional.of(ended), ended.value()));
        }

        private void resolve(Entry.Resolved resolved) {
            put(resolved.step(), settled(known(resolved.step()), resolved));
        }

        private void decide(Entry.Decided decided) {
            decisions.add(decided);
            if (decided.what().equals("skip") && !decided.step().isEmpty()) {
                StepState old = known(decided.step());
                put(
                        decided.step(),
                        new StepState(old.step(), Status.SKIPPED, old.first(), old.latest(), old.ended(), old.value()));
            }
        }

        private StepState known(String id) {
            StepState state = states.get(id);
            if (state != null) {
                return state;
            }
            Step step = plan.steps().stream()
                    .filter(candidate -> candidate.id().equals(id))
                    .findFirst()
                    .or(() -> undoing.flatMap(begun -> begun.steps().stream()
                            .filter(candidate -> candidate.id().equals(id))
                            .findFirst()))
                    .orElseThrow(() -> new dev.belay.value.Failure(
                            dev.belay.value.Exit.DAMAGED,
                            "the journal of " + opened.run() + " names a step '" + id
                                    + "' that its plan does not have"));
            return new StepState(
                    step, Status.WAITING, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        }

        private void put(String id, StepState state) {
            states.put(id, state);
        }
    }
}
