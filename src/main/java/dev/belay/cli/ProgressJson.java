package dev.belay.cli;

import dev.belay.engine.Listener;
import dev.belay.journal.Entry;
import dev.belay.journal.RunState;
import dev.belay.plan.Json;
import dev.belay.plan.JsonText;
import dev.belay.plan.Prediction;
import dev.belay.plan.Step;
import dev.belay.value.Headway;
import java.io.PrintStream;
import java.time.Instant;

/** How a run goes as JSON lines, for programs: an object with {@code event} and {@code at} on each. */
final class ProgressJson implements Listener {

    private final PrintStream out;

    /** @param out where the lines go */
    ProgressJson(PrintStream out) {
        this.out = out;
    }

    @Override
    public void opened(RunState state) {
        print(event("opened").put("run", state.run()));
    }

    @Override
    public void begun(Step step, int number, int total, Prediction prediction) {
        print(step("begun", step).put("number", number).put("of", total));
    }

    @Override
    public void line(Step step, String line) {
        print(step("output", step).put("line", line));
    }

    @Override
    public void progress(Step step, Headway headway) {
        Json.Builder event = step("progress", step)
                .put("what", headway.what())
                .put("done", headway.done())
                .put("of", headway.total())
                .put("unit", headway.unit())
                .put("bytes", headway.bytes())
                .put("rate", headway.rate());
        headway.left().ifPresent(left -> event.put("seconds_left", left.toSeconds()));
        print(event);
    }

    @Override
    public void ended(Step step, int number, int total, Entry.Ended ended) {
        print(step("ended", step)
                .put("number", number)
                .put("of", total)
                .put("outcome", ended.outcome())
                .put("message", ended.message())
                .texts("deviations", ended.deviations())
                .put("milliseconds", ended.took().toMillis()));
    }

    @Override
    public void resolved(Step step, Entry.Resolved resolved) {
        print(step("resolved", step).put("finding", resolved.finding()));
    }

    @Override
    public void remark(String text) {
        print(event("remark").put("text", text));
    }

    private static Json.Builder step(String event, Step step) {
        return event(event).put("step", step.id()).put("label", step.label());
    }

    private static Json.Builder event(String event) {
        return Json.object().put("event", event).put("at", Instant.now().toString());
    }

    private synchronized void print(Json.Builder event) {
        out.println(JsonText.line(event.build()));
        out.flush();
    }
}
