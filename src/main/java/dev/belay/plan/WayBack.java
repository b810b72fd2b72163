package dev.belay.plan;

import dev.belay.expr.Value;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The way back of a step, with captured arguments: data, frozen in the journal before the step is applied. */
public sealed interface WayBack {

    /** The steps that are done in its place on the way back, in order. */
    default List<Deed> deeds() {
        return List.of();
    }

    /** Ordinary steps, in order. */
    record Steps(List<Deed> deeds) implements WayBack {
        public Steps {
            deeds = List.copyOf(deeds);
        }
    }

    /**
     * The step is applied again after the steps before it were undone: it derives from what they change.
     *
     * @param deeds what is done in its place on the way back
     */
    record Redo(List<Deed> deeds) implements WayBack {
        public Redo {
            deeds = List.copyOf(deeds);
        }

        /** Nothing but doing it again. */
        public Redo() {
            this(List.of());
        }
    }

    /** The step changed nothing that would have to be undone. */
    record Nothing() implements WayBack {}

    /**
     * There is no way back, or no whole one, and why.
     *
     * @param deeds what is done all the same, such as stopping what was started
     */
    record None(String why, List<Deed> deeds) implements WayBack {
        public None {
            deeds = List.copyOf(deeds);
        }

        /** Nothing can be done. */
        public None(String why) {
            this(why, List.of());
        }
    }

    /**
     * It cannot be told yet. Stands in previews only: a step is not applied before its way back is known.
     *
     * @param after the ids of the steps that must have run before; empty where it is known when the step runs
     */
    record Later(List<String> after) implements WayBack {
        public Later {
            after = List.copyOf(after);
        }
    }

    /**
     * A step without place and name: a form and its arguments, all known.
     *
     * @param form the key of a form in the catalogue
     * @param arguments subject and options by name
     * @param label as people see it: {@code start web}
     */
    record Deed(String form, Map<String, Value> arguments, String label) {
        public Deed {
            arguments = Collections.unmodifiableMap(new LinkedHashMap<>(arguments));
        }
    }
}
