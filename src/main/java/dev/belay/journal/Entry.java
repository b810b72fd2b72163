package dev.belay.journal;

import dev.belay.expr.Value;
import dev.belay.plan.OnFailure;
import dev.belay.plan.Plan;
import dev.belay.plan.Prediction;
import dev.belay.plan.Step;
import dev.belay.plan.WayBack;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A record of the journal. Every one tells when it was written ({@code at}, UTC, for people: order is by sequence number alone)
 * and holds no value of a secret.
 */
public sealed interface Entry {

    /** When it was written. */
    Instant at();

    /** The id of the step that a record is about; empty for one about the run. */
    static Optional<String> step(Entry entry) {
        if (entry instanceof Intended intended) {
            return Optional.of(intended.step());
        } else if (entry instanceof Ended ended) {
            return Optional.of(ended.step());
        } else if (entry instanceof Resolved resolved) {
            return Optional.of(resolved.step());
        }
        return entry instanceof Decided decided
                ? Optional.of(decided.step()).filter(step -> !step.isEmpty())
                : Optional.empty();
    }

    /**
     * A run begins.
     *
     * @param number the place of this run among the runs of its site, counted from 1: the order of runs, whatever clocks say
     * @param run its id, such as {@code ngw-7f3a}
     * @param plan the digest of the plan that lies beside the journal
     * @param by user@host
     * @param pid the process that runs it
     * @param belay the version of Belay
     */
    record Opened(
            Instant at, int number, String run, String plan, OnFailure onFailure, String by, long pid, String belay)
            implements Entry {}

    /** Another process goes on with the run. */
    record Resumed(Instant at, String by, long pid) implements Entry {}

    /**
     * A step is about to be applied. The way back of the first attempt is the one that counts.
     *
     * @param step the step's id; in an undo the id of the undo's step
     * @param attempt counted from 1 over the whole run
     * @param token a name that only this attempt has
     * @param prediction what is foreseen, with the facts it rests on, the way back and the resume class
     */
    record Intended(Instant at, String step, int attempt, String token, Prediction prediction) implements Entry {
        public Intended {
            if (prediction.way() instanceof WayBack.Later) {
                throw new IllegalArgumentException("the way back of '" + step + "' is not known yet");
            }
        }
    }

    /**
     * A step ended.
     *
     * @param message of a failure or an interruption; empty otherwise
     * @param remedies what a reader can do about a failure
     * @param value the step's result
     * @param remarks what the report should say: the driver's remarks
     * @param deviations where the world came out other than predicted
     * @param untouched true where the world was looked at after a failure and is as it was before the attempt, which so has nothing to
     *     undo
     */
    record Ended(
            Instant at,
            String step,
            int attempt,
            String token,
            Outcome outcome,
            String message,
            List<String> remedies,
            Optional<Value> value,
            List<String> remarks,
            List<String> deviations,
            boolean untouched,
            Duration took)
            implements Entry {}

    /**
     * A lost attempt was settled by asking the world, or by a person.
     *
     * @param finding what was found: not-started, done, partial or unknown
     * @param by {@code world}, or user@host
     * @param decision done, redo or skip; empty where the finding decides nothing yet (it stays in doubt)
     * @param reason of a person; empty otherwise
     */
    record Resolved(
            Instant at,
            String step,
            int attempt,
            String token,
            String finding,
            String by,
            Optional<Settled> decision,
            String reason,
            Optional<Value> value)
            implements Entry {

        /** Who settles what nobody has to be asked about. */
        public static final String WORLD = "world";

        /** A step in doubt, settled by a person; none knows what came of its latest attempt. */
        public static Resolved by(
                String person, RunState.StepState doubtful, Settled decision, String reason, Optional<Value> value) {
            Intended intent = doubtful.latest().orElseThrow();
            return new Resolved(
                    Instant.now(),
                    intent.step(),
                    intent.attempt(),
                    intent.token(),
                    "unknown",
                    person,
                    Optional.of(decision),
                    reason,
                    value);
        }
    }

    /** How a doubt is settled. */
    enum Settled {
        /** It happened. */
        DONE,
        /** Apply it again. */
        REDO,
        /** Leave it. */
        SKIP
    }

    /**
     * A person decided something or answered a question.
     *
     * @param step the step concerned; empty where it is the run
     * @param what skip, confirm, ...
     * @param text the reason, or the answer with its evidence
     */
    record Decided(Instant at, String by, String step, String what, String text) implements Entry {}

    /**
     * The plan was changed while it ran, and is this from now on.
     *
     * @param predictions what was foreseen of its new steps when a person agreed to them
     */
    record Revised(Instant at, String by, Plan plan, List<Prediction> predictions) implements Entry {

        /** A plan of which nobody foresaw anything. */
        public Revised(Instant at, String by, Plan plan) {
            this(at, by, plan, List.of());
        }
    }

    /**
     * An undo begins.
     *
     * @param steps what it does, in order
     * @param covers for each of those, the id of the step that it undoes or does again
     * @param passedOver the steps without a way back, with why
     * @param predictions what is foreseen of those steps: a process that goes on with the undo holds them against the world
     * @param to the version at which it stops, where the run walked over several; empty where it goes back to the beginning
     * @param step the id of the first step that it undoes, where it goes back to before that; empty for an undo that goes further
     */
    record Undoing(
            Instant at,
            String by,
            List<Step> steps,
            List<String> covers,
            List<String> passedOver,
            List<Prediction> predictions,
            Optional<String> to,
            Optional<String> step)
            implements Entry {

        /** An undo to the beginning, or to a version. */
        public Undoing(
                Instant at,
                String by,
                List<Step> steps,
                List<String> covers,
                List<String> passedOver,
                List<Prediction> predictions,
                Optional<String> to) {
            this(at, by, steps, covers, passedOver, predictions, to, Optional.empty());
        }

        /** An undo to the beginning. */
        public Undoing(
                Instant at,
                String by,
                List<Step> steps,
                List<String> covers,
                List<String> passedOver,
                List<Prediction> predictions) {
            this(at, by, steps, covers, passedOver, predictions, Optional.empty());
        }
    }

    /** An undo came to its end at a version in between; the run stays open. */
    record Returned(Instant at, String to) implements Entry {}

    /** The run went back to before a step, which is next again: from it on all begins anew, but for what was passed over. */
    record WentBack(Instant at, String step) implements Entry {}

    /**
     * Somebody is told how the run goes: a record before, and one of what came of it.
     *
     * @param whom the name of the declaration
     * @param occasion what is told: {@code start}, {@code end}, {@code failure}
     * @param how what came of it; empty before it is tried
     */
    record Notified(Instant at, String whom, String occasion, Optional<Told> how) implements Entry {

        /** What came of telling somebody; why it failed, else empty. */
        public record Told(boolean well, String why) {}
    }

    /** All steps are done, or an undo came to its end; the run stays open until it is accepted. */
    record Finished(Instant at, boolean undone) implements Entry {}

    /** Declared good: the way back is gone. */
    record Accepted(Instant at, String by) implements Entry {}

    /** Closed as it stands. */
    record Abandoned(Instant at, String by, String reason) implements Entry {}
}
