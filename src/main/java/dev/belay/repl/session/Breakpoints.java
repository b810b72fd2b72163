package dev.belay.repl.session;

import dev.belay.plan.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where walking stops before a step. For one thread. */
public final class Breakpoints {

    /** What a breakpoint is about. */
    public sealed interface Spot {}

    /** One step. */
    public record AtStep(String id, String label) implements Spot {}

    /** Every step of a verb. */
    public record AtVerb(String verb) implements Spot {}

    /** The first step from a line of a script on. */
    public record AtLine(int line) implements Spot {}

    /**
     * A breakpoint.
     *
     * @param number by which it is taken away
     * @param condition under which it stops; empty for always
     */
    public record Breakpoint(int number, Spot spot, Optional<String> condition) {

        /** As it is listed. */
        @Override
        public String toString() {
            String where = spot instanceof AtStep step
                    ? "before " + step.label()
                    : spot instanceof AtVerb verb
                            ? "before every " + verb.verb()
                            : "before what line " + ((AtLine) spot).line() + " says";
            return number + "  " + where + condition.map(text -> " if " + text).orElse("");
        }

        private boolean meets(Step step) {
            if (spot instanceof AtStep at) {
                return at.id().equals(step.id());
            }
            return spot instanceof AtVerb verb
                    ? verb.verb().equals(step.verb())
                    : ((AtLine) spot).line() == step.at().line();
        }
    }

    private final List<Breakpoint> all = new ArrayList<>();
    private int last;

    /** Sets one. */
    public Breakpoint add(Spot spot, Optional<String> condition) {
        Breakpoint made = new Breakpoint(++last, spot, condition);
        all.add(made);
        return made;
    }

    /** Takes one away; false where there is none of this number. */
    public boolean remove(int number) {
        return all.removeIf(each -> each.number() == number);
    }

    /** All of them, in the order in which they were set. */
    public List<Breakpoint> all() {
        return List.copyOf(all);
    }

    /** Those that are about a step, whatever their conditions say. */
    public List<Breakpoint> at(Step step) {
        return all.stream().filter(each -> each.meets(step)).toList();
    }
}
