package dev.belay.testing

import dev.belay.engine.Listener
import dev.belay.journal.Entry
import dev.belay.journal.RunState
import dev.belay.plan.Prediction
import dev.belay.plan.Step
import dev.belay.value.Headway
import java.util.concurrent.CopyOnWriteArrayList

/** Keeps all that a run says, and how far it was. */
class Hearing implements Listener {

    final List<String> lines = new CopyOnWriteArrayList<>()
    final List<Headway> headways = new CopyOnWriteArrayList<>()

    /** True where somebody said that. */
    boolean said(String part) {
        lines.any { it.contains(part) }
    }

    @Override
    void opened(RunState state) {}

    @Override
    void begun(Step step, int number, int total, Prediction prediction) {}

    @Override
    void line(Step step, String line) {
        lines << line
    }

    @Override
    void progress(Step step, Headway headway) {
        headways << headway
    }

    @Override
    void ended(Step step, int number, int total, Entry.Ended ended) {}

    @Override
    void resolved(Step step, Entry.Resolved resolved) {}

    @Override
    void remark(String text) {
        lines << text
    }
}
