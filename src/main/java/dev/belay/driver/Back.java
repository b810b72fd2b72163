package dev.belay.driver;

import dev.belay.expr.Value;
import dev.belay.plan.WayBack;
import java.util.List;
import java.util.Map;

/** The way back that an action declares. */
public sealed interface Back {

    /** Ordinary steps with captured arguments. */
    record Steps(List<WayBack.Deed> deeds) implements Back {}

    /** Do this step again, once the steps before it were undone. */
    record Redo() implements Back {}

    /**
     * Restore each target from its latest backup in this run, or from one of a folder that it lies in; none where one of them has
     * no backup, and nothing to undo where there are no targets.
     */
    record Restore(Restoring restoring, List<Target> targets) implements Back {
        public Restore {
            targets = List.copyOf(targets);
        }

        /** Restore targets. */
        public Restore(List<Target> targets) {
            this(new Restoring(List.of(), false), targets);
        }

        /** Restore one target. */
        public Restore(Target target) {
            this(List.of(target));
        }
    }

    /**
     * What goes with a restore.
     *
     * @param before steps that come before it, also where it cannot be: what was started is stopped
     * @param again whether this step is done again, once the steps before it were undone
     */
    record Restoring(List<WayBack.Deed> before, boolean again) {
        public Restoring {
            before = List.copyOf(before);
        }
    }

    /** Nothing to undo. */
    record Nothing() implements Back {}

    /** No way back, and why. */
    record None(String why) implements Back {}

    /**
     * One ordinary step.
     *
     * @param form key of a form in the catalogue
     * @param label as people see it
     */
    static Back step(String form, Map<String, Value> arguments, String label) {
        return new Steps(List.of(new WayBack.Deed(form, arguments, label)));
    }
}
