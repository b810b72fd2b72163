package dev.belay.report;

import dev.belay.journal.Entry;
import dev.belay.journal.RunState;
import dev.belay.value.Count;
import dev.belay.value.DurationText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The journal of a run for people: a line for each record, in their order. */
public final class LogText {

    private final Map<String, String> places = new HashMap<>();
    private final Page page;

    /**
     * @param run to which the records belong
     * @param page for which
     */
    public LogText(RunState run, Page page) {
        this.page = page;
        for (int i = 0; i < run.steps().size(); i++) {
            place(run.steps().get(i), i + 1, run.steps().size(), "");
        }
        run.undo().ifPresent(undo -> {
            for (int i = 0; i < undo.steps().size(); i++) {
                place(undo.steps().get(i), i + 1, undo.steps().size(), "undo ");
            }
        });
        run.earlier()
                .steps()
                .forEach(state ->
                        places.putIfAbsent(state.step().id(), state.step().label() + " (earlier)"));
    }

    private void place(RunState.StepState state, int number, int total, String prefix) {
        places.put(
                state.step().id(),
                prefix + ProgressText.place(number, total) + " " + state.step().label());
    }

    /** The lines of one record, each with a line's end. */
    public String render(Entry entry) {
        String time = page.second(entry.at());
        StringBuilder out = new StringBuilder();
        String lead = time;
        for (String line : lines(entry)) {
            out.append(lead).append("  ").append(Page.printable(line)).append('\n');
            lead = " ".repeat(time.length());
        }
        return out.toString();
    }

    private List<String> lines(Entry entry) {
        if (entry instanceof Entry.Opened opened) {
            return List.of("run " + opened.run() + " opened by " + opened.by() + ", Belay " + opened.belay() + ", plan "
                    + opened.plan().substring(0, Math.min(12, opened.plan().length())));
        }
        if (entry instanceof Entry.Resumed resumed) {
            return List.of("taken up again by " + resumed.by());
        }
        if (entry instanceof Entry.Intended intended) {
            return List.of(step(intended.step()) + ": begins" + attempt(intended.attempt()));
        }
        if (entry instanceof Entry.Ended ended) {
            return ended(ended);
        }
        if (entry instanceof Entry.Resolved resolved) {
            String decision = resolved.decision()
                    .map(settled -> ", so: " + settled.name().toLowerCase(Locale.ROOT))
                    .orElse(", in doubt");
            String reason = resolved.reason().isEmpty() ? "" : " (" + resolved.reason() + ")";
            return List.of(step(resolved.step()) + ": lost attempt found " + resolved.finding() + " by " + resolved.by()
                    + decision + reason);
        }
        if (entry instanceof Entry.Decided decided) {
            String where = decided.step().isEmpty() ? "" : step(decided.step()) + ": ";
            return List.of(where + decided.by() + " decided: " + decided.what() + " " + decided.text());
        }
        return List.of(ofRun(entry));
    }

    private String ofRun(Entry entry) {
        if (entry instanceof Entry.Notified notified) {
            return "notify " + notified.whom() + " of the " + notified.occasion()
                    + notified.how()
                            .map(told -> told.well() ? ": done" : ": FAILED: " + told.why())
                            .orElse("");
        }
        if (entry instanceof Entry.Revised revised) {
            return "plan revised by " + revised.by();
        }
        if (entry instanceof Entry.Undoing undoing) {
            return undoing.step()
                            .map(step -> "going back to before " + step(step) + ": ")
                            .orElse("") + "undo of " + Count.of(undoing.steps().size(), "step") + " begun by "
                    + undoing.by();
        }
        if (entry instanceof Entry.Returned returned) {
            return "back at " + returned.to();
        }
        if (entry instanceof Entry.WentBack back) {
            return "back before " + step(back.step()) + ", which is next";
        }
        if (entry instanceof Entry.Finished finished) {
            return finished.undone() ? "wholly undone" : "all steps done";
        }
        if (entry instanceof Entry.Accepted accepted) {
            return "accepted by " + accepted.by();
        }
        if (entry instanceof Entry.Abandoned abandoned) {
            return "abandoned by " + abandoned.by() + ": " + abandoned.reason();
        }
        return entry.getClass().getSimpleName();
    }

    private List<String> ended(Entry.Ended ended) {
        List<String> lines = new ArrayList<>();
        lines.add(step(ended.step()) + ": " + ended.outcome().name().toLowerCase(Locale.ROOT) + " after "
                + DurationText.clock(ended.took()));
        ended.message().strip().lines().forEach(line -> lines.add("    " + line));
        ended.remarks().forEach(remark -> lines.add("    " + remark));
        ended.deviations().forEach(deviation -> lines.add("    other than predicted: " + deviation));
        return lines;
    }

    private String step(String id) {
        return places.getOrDefault(id, id);
    }

    private static String attempt(int attempt) {
        return attempt > 1 ? " (attempt " + attempt + ")" : "";
    }
}
