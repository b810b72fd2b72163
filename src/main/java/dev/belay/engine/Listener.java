package dev.belay.engine;

import dev.belay.journal.Entry;
import dev.belay.journal.RunState;
import dev.belay.plan.Prediction;
import dev.belay.plan.Step;
import dev.belay.value.Headway;
import java.util.function.Consumer;

/** Hears how a run goes. Called from the thread that runs and, for output, from others; it must be quick and must not throw. */
public interface Listener {

    /** The run has its folder and its lock. */
    void opened(RunState state);

    /**
     * A step is about to be applied.
     *
     * @param number as displayed, from 1
     * @param total how many steps there are
     */
    void begun(Step step, int number, int total, Prediction prediction);

    /** A line of output, masked. */
    void line(Step step, String line);

    /** How far a step is. */
    void progress(Step step, Headway headway);

    /** A step ended. */
    void ended(Step step, int number, int total, Entry.Ended ended);

    /** A lost attempt was settled, or is in doubt. */
    void resolved(Step step, Entry.Resolved resolved);

    /** Something to say that belongs to no step: waits for a child of an earlier run, tries a secret, retries. */
    void remark(String text);

    /** Hears nothing. */
    static Listener none() {
        return remarks(text -> {});
    }

    /** Hears what belongs to no step. */
    static Listener remarks(Consumer<String> hears) {
        return new Listener() {
            @Override
            public void opened(RunState state) {}

            @Override
            public void begun(Step step, int number, int total, Prediction prediction) {}

            @Override
            public void line(Step step, String line) {}

            @Override
            public void progress(Step step, Headway headway) {}

            @Override
            public void ended(Step step, int number, int total, Entry.Ended ended) {}

            @Override
            public void resolved(Step step, Entry.Resolved resolved) {}

            @Override
            public void remark(String text) {
                hears.accept(text);
            }
        };
    }
}
