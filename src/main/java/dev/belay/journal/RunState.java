package dev.belay.journal;

import dev.belay.expr.Value;
import dev.belay.plan.BackupUse;
import dev.belay.plan.Plan;
import dev.belay.plan.Prediction;
import dev.belay.plan.Step;
import dev.belay.plan.WayBack;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the records of a run's journal add up to. Immutable; {@link #of} is the only rule by which records count.
 *
 * @param run its id
 * @param opened its first record
 * @param plan what it runs, as last revised
 * @param steps the state of each step of the plan, in order
 * @param undo the state of the undo, where one began
 * @param earlier what was undone to a version in between and is behind us, since the run went on from there or further back
 * @param agreed what was foreseen of steps that the plan got since it was opened
 * @param standing where the run as a whole is
 * @param decisions what persons decided and answered
 * @param last when the last record was written
 * @param notices who was told what, the latest of each occasion
 * @param before the version that was installed when the run began; empty where nothing told it
 */
public record RunState(
        String run,
        Entry.Opened opened,
        Plan plan,
        List<StepState> steps,
        Optional<UndoState> undo,
        Earlier earlier,
        List<Prediction> agreed,
        Standing standing,
        List<Entry.Decided> decisions,
        Instant last,
        List<Entry.Notified> notices,
        Optional<String> before) {

    /** What a decision that settled a doubt begins with: {@code in doubt, settled as skip}. */
    public static final String SETTLED = "in doubt, settled as ";

    /** The decision to go on with edited files. */
    public static final String EDITED = "took over edits";

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
        /** Undone as far as a version in between; may go on from there, go back further, or be accepted. */
        RETURNED,
        /** Undone, all but the steps that the undo passed over. */
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
     * @param first the first intent that may have changed the world, whose way back counts: a first attempt that found nothing to
     *     do is forgotten; so is one that failed and left all as it was, once the next is begun, and all that was before the step was
     *     undone and begun again
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
            return latest.map(Entry.Intended::attempt).orElse(step.attempt() - 1);
        }

        /**
         * True where the step is not begun anew once the run went back to before it: it was passed over, so that what it did is there
         * still, or a person left it out.
         *
         * @param named whether it is the very step to before which the run went: then it is up to date who wants it left out
         */
        boolean stays(boolean named) {
            if (touched()) {
                WayBack way = first.orElseThrow().prediction().way();
                boolean nothing = way instanceof WayBack.Nothing
                        || (way instanceof WayBack.Steps && way.deeds().isEmpty());
                return status != Status.UNDONE && !nothing;
            }
            boolean guarded =
                    ended.filter(end -> end.outcome() == Outcome.SKIPPED).isPresent();
            return status == Status.SKIPPED && !guarded && !named;
        }

        /** True where its latest attempt failed or was stopped. */
        public boolean broke() {
            return ended.filter(end -> end.outcome() == Outcome.FAILED || end.outcome() == Outcome.INTERRUPTED)
                    .isPresent();
        }

        /** True where its latest attempt broke off and left the world as it was before it. */
        public boolean leftNothing() {
            return broke() && ended.filter(Entry.Ended::untouched).isPresent();
        }

        /** True where an attempt may have changed the world. */
        public boolean touched() {
            return first.isPresent();
        }
    }

    /**
     * The state of an undo.
     *
     * @param begun what it set out to do: which steps of the plan it undoes or does again
     * @param steps its steps, in order
     * @param over true once it came to its end
     */
    public record UndoState(Entry.Undoing begun, List<StepState> steps, boolean over) {

        /** What it leaves as it is: the steps without a way back, and its own steps that a person skipped; with why. */
        public List<String> passedOver() {
            return Stream.concat(
                            begun.passedOver().stream(),
                            steps.stream()
                                    .filter(step -> step.status() == Status.SKIPPED)
                                    .map(step -> step.step().label() + ": skipped"))
                    .toList();
        }
    }

    /**
     * Undos to a version in between, or to before a step, that came to their end, but for the latest where the run still stands at a
     * version.
     *
     * @param undone the steps that they undid, as they were then: those of the plan begin anew
     * @param undos in order
     */
    public record Earlier(List<StepState> undone, List<UndoState> undos) {

        public Earlier {
            undone = List.copyOf(undone);
            undos = List.copyOf(undos);
        }

        /** All steps, in no order that counts. */
        public Stream<StepState> steps() {
            return Stream.concat(undone.stream(), undos.stream().flatMap(undo -> undo.steps().stream()));
        }

        /**
         * What they left as it is, each once; of those to before a step without what a person skipped, which the next undo takes up
         * again.
         */
        public List<String> passedOver() {
            return undos.stream()
                    .flatMap(undo -> undo.begun().step().isPresent()
                            ? undo.begun().passedOver().stream()
                            : undo.passedOver().stream())
                    .distinct()
                    .toList();
        }
    }

    /** The state of a step of the plan or of the undo, by id. */
    public Optional<StepState> step(String id) {
        return all().filter(state -> state.step().id().equals(id)).findFirst();
    }

    /** All steps: of the plan, of the undo, and of what is behind us. */
    public Stream<StepState> all() {
        return Stream.of(steps.stream(), undo.stream().flatMap(state -> state.steps().stream()), earlier.steps())
                .flatMap(each -> each);
    }

    /** The version in between to which an undo goes, or came; empty where none did. */
    public Optional<String> returnsTo() {
        return undo.flatMap(state -> state.begun().to());
    }

    /** The step to before which an undo goes that is under way, as its number and label; empty where none does. */
    public Optional<StepState> goesBackTo() {
        return undo.flatMap(state -> state.begun().step()).flatMap(this::step);
    }

    /**
     * What was foreseen of steps, without those that begin anew since the run went back to before them, and were not foreseen again
     * for a person since.
     */
    public List<Prediction> holding(List<Prediction> foreseen) {
        return foreseen.stream()
                .filter(each -> agreed.contains(each)
                        || step(each.step())
                                .filter(state -> state.step().attempt() > 1)
                                .isEmpty())
                .toList();
    }

    /** True where steps wait that begin anew, and nobody agreed to what they would do since the run went back to before them. */
    public boolean waitsAnew() {
        return standing.open()
                && undo.isEmpty()
                && steps.stream()
                        .filter(state -> !state.status().over() && state.step().attempt() > 1)
                        .anyMatch(state -> agreed.stream()
                                .noneMatch(
                                        each -> each.step().equals(state.step().id())));
    }

    /** The version at which a run stands that was undone, wholly or as far as a version in between; empty where nothing told it. */
    public Optional<String> at() {
        return returnsTo().or(() -> before);
    }

    /** The parts of the plan that were undone, where the run stands at a version in between, by name; else empty. */
    public List<String> undoneParts() {
        return undo.filter(UndoState::over)
                .flatMap(state -> state.begun().to())
                .map(plan::behind)
                .orElse(List.of());
    }

    /** True while an undo was begun and did not come to its end. */
    public boolean undoUnderWay() {
        return undo.filter(state -> !state.over()).isPresent();
    }

    /** A sentence for each who should have been told something, and perhaps was not. */
    public List<String> untold() {
        return notices.stream()
                .filter(notice -> notice.how().filter(Entry.Notified.Told::well).isEmpty())
                .map(notice -> notice.whom()
                        + notice.how()
                                .map(told -> " was not told of the " + notice.occasion() + ": " + told.why())
                                .orElse(": whether the notice of the " + notice.occasion() + " got there is not known"))
                .toList();
    }

    /** The results of the steps that have one, by id; of one that begins anew there is none yet. */
    public Map<String, Value> results() {
        Map<String, Value> results = new LinkedHashMap<>();
        Stream.concat(
                        earlier.undone().stream()
                                .filter(state -> plan.number(state.step().id()) == 0),
                        steps.stream())
                .forEach(state -> state.value()
                        .ifPresent(value -> results.put(state.step().id(), value)));
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
        return new RunState(
                run, opened, plan, resolved, undo, earlier, agreed, standing, decisions, last, notices, before);
    }

    /** The same, begun where this version was installed. */
    public RunState before(Optional<String> installed) {
        return new RunState(
                run, opened, plan, steps, undo, earlier, agreed, standing, decisions, last, notices, installed);
    }

    /**
     * The step at which the run, or its undo, stands: one in doubt, else the first that is not over, whether it failed, was stopped, was
     * begun, or is the next.
     */
    public Optional<StepState> current() {
        return Stream.concat(
                        walked().stream().filter(step -> step.status() == Status.DOUBT),
                        walked().stream().filter(step -> !step.status().over() && step.status() != Status.UNDONE))
                .findFirst();
    }

    /** The steps that are walked now: those of the undo, where one began. */
    public List<StepState> walked() {
        return undo.map(UndoState::steps).orElse(steps);
    }

    /** The step of the plan that failed or was stopped before an undo was begun; empty where there is no undo. */
    public Optional<StepState> cause() {
        return steps.stream()
                .filter(step ->
                        undo.isPresent() && step.broke() && !step.status().over())
                .reduce((earlier, later) -> later);
    }

    /**
     * The steps in doubt without whose settling there is no undo: what leads back from them depends on what came of them. It does not
     * where that is the restore of a backup.
     */
    public List<StepState> unsettled() {
        List<Prediction> foreseen = steps.stream()
                .flatMap(step -> step.first().stream())
                .map(Entry.Intended::prediction)
                .toList();
        return Stream.concat(
                        steps.stream()
                                .filter(step -> step.first()
                                        .filter(intent -> BackupUse.bringsBackAll(intent.prediction(), foreseen))
                                        .isEmpty()),
                        undo.stream().flatMap(state -> state.steps().stream()))
                .filter(step -> step.status() == Status.DOUBT)
                .toList();
    }

    /** How the run stands, in the one word that lists, screens and messages have for it. */
    public String word() {
        return switch (standing) {
            case FINISHED -> "done";
            case UNDONE, RETURNED -> undone();
            case ACCEPTED -> undo.isPresent() ? "accepted, " + undone() : "accepted";
            case ABANDONED -> "abandoned";
            case UNFINISHED, STOPPED, DOUBT, UNDOING ->
                (goesBackTo().isPresent() ? "going back " : undo.isPresent() ? "undo " : "")
                        + switch (current().map(StepState::status).orElse(Status.WAITING)) {
                            case FAILED -> "failed";
                            case INTERRUPTED -> "stopped";
                            case DOUBT -> "in doubt";
                            case BEGUN -> "broken off";
                            default -> "halted";
                        };
        };
    }

    private String undone() {
        if (undo.filter(each -> !each.passedOver().isEmpty()).isPresent()) {
            return "not wholly undone";
        }
        return returnsTo().isPresent() ? "partly undone" : "undone";
    }

    /** A step after a lost attempt was settled. */
    static StepState settled(StepState old, Entry.Resolved resolved) {
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
     * @throws dev.belay.value.Failure (9) where a record cannot follow the ones before it
     */
    public static RunState of(Plan plan, List<Entry> entries) {
        Tally tally = new Tally(plan);
        for (Entry entry : entries) {
            tally.check(entry);
            tally.add(entry);
        }
        return tally.state();
    }
}
