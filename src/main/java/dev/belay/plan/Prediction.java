package dev.belay.plan;

import dev.belay.expr.Value;
import dev.belay.value.Size;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is foreseen of one step.
 *
 * @param step the step's id
 * @param fidelity how much could be foreseen
 * @param after the ids of the steps that must have run before more is known
 * @param changes the predicted facts
 * @param readings the facts that the prediction rests on
 * @param destroys what is destroyed, a phrase each
 * @param unmet the requirements that do not hold, a sentence each with what to do
 * @param notes what could not be looked at and why, and what else a reader should know
 * @param way the way back
 * @param backups what can be restored from this step on, and by which step
 * @param needs what must run for it to be done, such as the container of a database; kind and name
 * @param switches what of that kind it starts or stops
 * @param again the resume class
 * @param bytes about how much it writes
 * @param time about how long it takes
 * @param result the step's result where it is foreseen
 */
public record Prediction(
        String step,
        Fidelity fidelity,
        List<String> after,
        List<Change> changes,
        List<Reading> readings,
        List<String> destroys,
        List<String> unmet,
        List<Note> notes,
        WayBack way,
        List<Backup> backups,
        List<String> needs,
        List<Switch> switches,
        Again again,
        Size bytes,
        Optional<Duration> time,
        Optional<Value> result) {

    /** How much of a step could be foreseen. */
    public enum Fidelity {
        /** All of it. */
        PREDICTED,
        /** All of it: no change is needed. */
        UNCHANGED,
        /** It looks at the world and changes nothing; what it finds is known when it runs. */
        CHECK,
        /** The rest is known only after an earlier step ran. */
        LATER,
        /** Belay cannot know what it does. */
        OPAQUE,
        /** What it rests on could not be looked at. */
        UNSEEN
    }

    /**
     * A target that can be restored once the step is done.
     *
     * @param target kind and name, as drivers name targets: {@code database:...}
     * @param without patterns of what below it is left out, and does not come back
     * @param restore the step that restores it
     */
    public record Backup(String target, List<String> without, WayBack.Deed restore) {
        public Backup {
            without = List.copyOf(without);
        }
    }

    /**
     * Something in which something else runs, and which the step starts or stops.
     *
     * @param target kind and name, as drivers name targets: {@code container:...}
     * @param on whether it runs after the step
     * @param start the step that starts it alone
     * @param stop the step that stops it alone
     */
    public record Switch(String target, boolean on, WayBack.Deed start, WayBack.Deed stop) {}

    /** Something worth saying. */
    public record Note(Kind kind, String text) {
        /** What a note is about. */
        public enum Kind {
            /** Could not be looked at: what, and why. */
            UNSEEN,
            /** The text of an opaque step, and what it may touch. */
            OPAQUE,
            /** The application's own words. */
            APPLICATION,
            /** What nobody should miss before agreeing. */
            WARNING,
            /** Anything else. */
            REMARK
        }
    }

    public Prediction {
        after = List.copyOf(after);
        changes = List.copyOf(changes);
        readings = List.copyOf(readings);
        destroys = List.copyOf(destroys);
        unmet = List.copyOf(unmet);
        notes = List.copyOf(notes);
        backups = List.copyOf(backups);
        needs = List.copyOf(needs);
        switches = List.copyOf(switches);
    }

    /** The same with another note. */
    public Prediction with(Note note) {
        List<Note> more = new ArrayList<>(notes);
        more.add(note);
        return new Prediction(
                step, fidelity, after, changes, readings, destroys, unmet, more, way, backups, needs, switches, again,
                bytes, time, result);
    }

    /** True where the step destroys something. */
    public boolean destructive() {
        return !destroys.isEmpty();
    }

    /** True where the step changes something, or may, and nothing leads back; of one not looked at that is not known. */
    public boolean oneWay() {
        boolean changes = switch (fidelity) {
            case UNCHANGED, CHECK, UNSEEN -> false;
            case PREDICTED, LATER, OPAQUE -> true;
        };
        return changes && way instanceof WayBack.None;
    }
}
