package dev.belay.journal;

import dev.belay.journal.RunState.Standing;
import dev.belay.journal.RunState.Status;
import dev.belay.journal.RunState.StepState;
import dev.belay.journal.RunState.UndoState;
import dev.belay.plan.Plan;
import dev.belay.plan.Prediction;
import dev.belay.plan.Step;
import dev.belay.plan.WayBack;
import dev.belay.value.Exit;
import dev.belay.value.Failure;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The running sum of a journal's records: the only rule by which they count. The cost of a record does not grow with their number.
 * For one thread.
 */
final class Tally {

    private Plan plan;
    private final Map<String, StepState> states = new HashMap<>();
    private final Map<String, String> covers = new HashMap<>();
    private final Map<String, List<String>> coveredBy = new HashMap<>();
    private final List<Entry.Decided> decisions = new ArrayList<>();
    private Optional<Entry.Opened> opened = Optional.empty();
    private Optional<Entry.Undoing> undoing = Optional.empty();
    private Optional<Standing> closed = Optional.empty();
    private final List<StepState> gone = new ArrayList<>();
    private final List<UndoState> undos = new ArrayList<>();
    private boolean undoOver;
    private final Map<String, Entry.Notified> notices = new LinkedHashMap<>();
    private final List<Prediction> agreed = new ArrayList<>();
    private Instant last = Instant.EPOCH;

    Tally(Plan plan) {
        this.plan = plan;
        know(plan.steps());
    }

    /**
     * Refuses a record that cannot follow.
     *
     * @throws Failure (9) saying why
     */
    void check(Entry entry) {
        new Succession(this).objection(entry).ifPresent(why -> {
            throw new Failure(
                    Exit.DAMAGED,
                    "the journal of " + opened.map(Entry.Opened::run).orElse("a run") + " cannot go on: " + why);
        });
    }

    /** Adds a record that {@link #check} lets pass. */
    void add(Entry entry) {
        if (entry instanceof Entry.Notified notified) {
            notified(notified);
            return;
        }
        last = entry.at();
        if (entry instanceof Entry.Opened first) {
            opened = Optional.of(first);
        } else if (entry instanceof Entry.Intended intended) {
            reopen();
            put(begin(step(intended.step()), intended));
        } else if (entry instanceof Entry.Ended ended) {
            end(ended);
        } else if (entry instanceof Entry.Resolved resolved) {
            resolve(resolved);
            decided(resolved).ifPresent(decisions::add);
        } else if (entry instanceof Entry.Decided decided) {
            decisions.add(decided);
            if (skips(decided)) {
                put(with(step(decided.step()), Status.SKIPPED));
            }
        } else if (entry instanceof Entry.Revised revised) {
            anew(revised);
            reopen();
            plan = revised.plan();
            know(plan.steps());
        } else if (entry instanceof Entry.Undoing begun) {
            beginUndo(begun);
        } else if (entry instanceof Entry.WentBack back) {
            endUndo();
            goBack(plan.number(back.step()) - 1);
        } else {
            if (undoEnds(entry)) {
                endUndo();
            }
            closed = closing(entry).or(() -> closed);
        }
    }

    /** Of each occasion the latest counts; what is told of the past stands in the log. */
    private void notified(Entry.Notified notified) {
        notices.put(notified.occasion() + " " + notified.whom(), notified);
    }

    /** The first record; empty before there is one. */
    Optional<Entry.Opened> opened() {
        return opened;
    }

    /** The plan, as last revised. */
    Plan plan() {
        return plan;
    }

    /** What the run is closed as, or done; empty where it goes on. */
    Optional<Standing> closed() {
        return closed;
    }

    /** The steps of the plan, in order. */
    List<StepState> steps() {
        return of(plan.steps());
    }

    /** True for a step of the plan or of an undo. */
    boolean knows(String id) {
        return states.containsKey(id);
    }

    /** The state of a step of the plan or of an undo. */
    StepState step(String id) {
        return Optional.ofNullable(states.get(id))
                .orElseThrow(() -> new IllegalArgumentException("no step '" + id + "'"));
    }

    /** What the records so far add up to. */
    RunState state() {
        Entry.Opened first = opened.orElseThrow(() -> new IllegalStateException("no record yet"));
        List<StepState> steps = of(plan.steps());
        Optional<UndoState> undo = undo();
        Standing standing = closed.orElseGet(() -> standing(steps, undo));
        return new RunState(
                first.run(),
                first,
                plan,
                steps,
                undo,
                new RunState.Earlier(gone, undos),
                List.copyOf(agreed),
                standing,
                List.copyOf(decisions),
                last,
                List.copyOf(notices.values()),
                Optional.empty());
    }

    private Optional<UndoState> undo() {
        return undoing.map(begun -> new UndoState(begun, of(begun.steps()), undoOver));
    }

    static boolean skips(Entry.Decided decided) {
        return decided.what().equals("skip") && !decided.step().isEmpty();
    }

    private static boolean undoEnds(Entry entry) {
        return closing(entry)
                .filter(standing -> standing == Standing.UNDONE || standing == Standing.RETURNED)
                .isPresent();
    }

    private static Optional<Standing> closing(Entry entry) {
        if (entry instanceof Entry.Finished finished) {
            return Optional.of(finished.undone() ? Standing.UNDONE : Standing.FINISHED);
        } else if (entry instanceof Entry.Accepted) {
            return Optional.of(Standing.ACCEPTED);
        }
        if (entry instanceof Entry.Returned) {
            return Optional.of(Standing.RETURNED);
        }
        return entry instanceof Entry.Abandoned ? Optional.of(Standing.ABANDONED) : Optional.empty();
    }

    /** True for a record after which the run is closed. */
    static boolean closes(Entry entry) {
        return closing(entry).filter(standing -> !standing.open()).isPresent();
    }

    private static Standing standing(List<StepState> steps, Optional<UndoState> undo) {
        List<Status> all = undo.map(UndoState::steps).orElse(steps).stream()
                .map(StepState::status)
                .toList();
        if (all.contains(Status.DOUBT)) {
            return Standing.DOUBT;
        } else if (undo.isPresent()) {
            return Standing.UNDOING;
        }
        return all.contains(Status.FAILED) || all.contains(Status.INTERRUPTED) ? Standing.STOPPED : Standing.UNFINISHED;
    }

    private static StepState waiting(Step step) {
        return new StepState(
                step, Status.WAITING, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** What is done after the end of the plan takes that end back. */
    private void reopen() {
        closed = closed.filter(standing -> standing != Standing.FINISHED && standing != Standing.ABANDONED);
    }

    /** The parts that an undo went back from, while the run stands at the version before them. */
    List<String> returned() {
        return undoOver ? undoing.flatMap(Entry.Undoing::to).map(plan::behind).orElse(List.of()) : List.of();
    }

    /** The step to before which an undo that is under way goes; empty where none does. */
    Optional<String> goesBackTo() {
        return undoOver ? Optional.empty() : undoing.flatMap(Entry.Undoing::step);
    }

    /** What was undone to a version in between is past, once the run goes on from there: its steps are others. */
    private void anew(Entry.Revised revised) {
        List<String> parts = returned();
        if (!parts.isEmpty()) {
            of(plan.steps()).stream()
                    .filter(state -> parts.contains(state.step().part()) && state.touched())
                    .forEach(gone::add);
            forgetUndo();
            closed = Optional.empty();
        }
        agreed.addAll(revised.predictions());
    }

    private void forgetUndo() {
        undo().ifPresent(undos::add);
        undoing = Optional.empty();
        undoOver = false;
        covers.clear();
        coveredBy.clear();
    }

    /** The undo is past, and the steps from this place on begin anew: under their ids, but by keys of their own. */
    private void goBack(int from) {
        List<Step> steps = new ArrayList<>();
        for (StepState state : of(plan.steps())) {
            int place = steps.size();
            steps.add(place < from || state.stays(place == from) ? state.step() : anew(state));
        }
        forgetUndo();
        plan = plan.with(steps);
    }

    private Step anew(StepState old) {
        if (old.touched()) {
            gone.add(old);
        }
        Step step = old.attempts() == 0 ? old.step() : old.step().anew(old.attempts() + 1);
        put(waiting(step));
        agreed.removeIf(each -> each.step().equals(step.id()));
        return step;
    }

    private void know(List<Step> steps) {
        for (Step step : steps) {
            StepState old = states.getOrDefault(step.id(), waiting(step));
            put(new StepState(step, old.status(), old.first(), old.latest(), old.ended(), old.value()));
        }
    }

    private void beginUndo(Entry.Undoing begun) {
        if (undoOver) {
            undo().ifPresent(undos::add);
        }
        undoOver = false;
        closed = Optional.empty();
        undoing = Optional.of(begun);
        covers.clear();
        coveredBy.clear();
        for (int i = 0; i < begun.steps().size(); i++) {
            String id = begun.steps().get(i).id();
            String covered = begun.covers().get(i);
            covers.put(id, covered);
            coveredBy.computeIfAbsent(covered, any -> new ArrayList<>()).add(id);
            begin(begun.steps().get(i));
        }
    }

    /**
     * A way back that stands more than once is gone once: the steps that share it are undone with the one that took it; of an undo to
     * a version in between, or to before a step, those behind that alone.
     */
    private void endUndo() {
        undoOver = true;
        Optional<List<String>> behind = undoing.flatMap(Entry.Undoing::to).map(plan::behind);
        int from = undoing.flatMap(Entry.Undoing::step).map(plan::number).orElse(0) - 1;
        Set<WayBack.Deed> gone = undoing.stream()
                .flatMap(begun -> begun.covers().stream())
                .map(this::step)
                .filter(state -> state.status() == Status.UNDONE)
                .flatMap(state -> deeds(state).stream())
                .collect(Collectors.toSet());
        of(plan.steps()).stream()
                .skip(Math.max(0, from))
                .filter(state -> state.status() != Status.UNDONE
                        && !coveredBy.containsKey(state.step().id()))
                .filter(state ->
                        behind.map(parts -> parts.contains(state.step().part())).orElse(true))
                .filter(state -> !deeds(state).isEmpty() && gone.containsAll(deeds(state)))
                .forEach(state -> put(with(state, Status.UNDONE)));
    }

    private static List<WayBack.Deed> deeds(StepState state) {
        return state.first().map(intent -> intent.prediction().way().deeds()).orElse(List.of());
    }

    /** An undo that begins anew begins all its steps anew; only their attempts go on being counted. */
    private void begin(Step step) {
        StepState old = states.getOrDefault(step.id(), waiting(step));
        put(new StepState(step, Status.WAITING, Optional.empty(), old.latest(), Optional.empty(), Optional.empty()));
    }

    /** The way back of the first attempt counts (the third law), unless the step was undone since, or all was as before it. */
    private static StepState begin(StepState old, Entry.Intended intended) {
        boolean anew = old.status() == Status.UNDONE
                || old.ended().filter(Entry.Ended::untouched).isPresent();
        Optional<Entry.Intended> first = anew ? Optional.empty() : old.first();
        return new StepState(
                old.step(),
                Status.BEGUN,
                first.or(() -> Optional.of(intended)),
                Optional.of(intended),
                Optional.empty(),
                Optional.empty());
    }

    private void end(Entry.Ended ended) {
        StepState old = step(ended.step());
        boolean untouched = ended.outcome() == Outcome.UNCHANGED
                && old.first()
                        .filter(intent -> intent.token().equals(ended.token()))
                        .isPresent();
        put(new StepState(
                old.step(),
                Status.valueOf(ended.outcome().name()),
                untouched ? Optional.empty() : old.first(),
                old.latest(),
                Optional.of(ended),
                ended.value()));
        markUndone(ended.step());
    }

    /** A doubt that a person settled is as much a decision as any other. */
    private static Optional<Entry.Decided> decided(Entry.Resolved resolved) {
        return resolved.decision()
                .filter(any -> !resolved.by().equals(Entry.Resolved.WORLD))
                .map(decision -> new Entry.Decided(
                        resolved.at(),
                        resolved.by(),
                        resolved.step(),
                        RunState.SETTLED + decision.name().toLowerCase(Locale.ROOT),
                        resolved.reason()));
    }

    private void resolve(Entry.Resolved resolved) {
        put(RunState.settled(step(resolved.step()), resolved));
        markUndone(resolved.step());
    }

    /** A step of the plan is undone once every step of the undo that covers it is done. */
    private void markUndone(String step) {
        String covered = covers.getOrDefault(step, "");
        boolean undone = coveredBy.getOrDefault(covered, List.of()).stream()
                .map(id -> step(id).status())
                .allMatch(status -> status == Status.DONE || status == Status.UNCHANGED);
        if (undone && states.containsKey(covered)) {
            put(with(step(covered), Status.UNDONE));
        }
    }

    private static StepState with(StepState old, Status status) {
        return new StepState(old.step(), status, old.first(), old.latest(), old.ended(), old.value());
    }

    private List<StepState> of(List<Step> steps) {
        return steps.stream().map(step -> step(step.id())).toList();
    }

    private void put(StepState state) {
        states.put(state.step().id(), state);
    }
}
