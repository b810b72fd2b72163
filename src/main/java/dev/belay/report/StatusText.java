package dev.belay.report;

import dev.belay.journal.RunState;
import dev.belay.journal.RunState.Standing;
import dev.belay.journal.RunState.Status;
import dev.belay.journal.RunState.StepState;
import dev.belay.report.Page.Tone;
import dev.belay.value.DurationText;
import java.util.List;

/** Runs in a list, and the steps of one. */
public final class StatusText {

    private StatusText() {}

    /** A line for each run: {@code ngw-7f3a  nextgisweb -> 4.4.0 on gis.example.org  stopped  step 8/10 migrate main}. */
    public static String runs(List<RunState> runs, Page page) {
        return runs(runs, page, "");
    }

    /** The same with the options that commands need to find the runs, with a blank before each. */
    public static String runs(List<RunState> runs, Page page, String options) {
        StringBuilder out = new StringBuilder();
        int names = runs.stream().mapToInt(run -> run.run().length()).max().orElse(0);
        int titles = runs.stream().mapToInt(run -> title(run).length()).max().orElse(0);
        for (RunState run : runs) {
            Tone tone = run.standing() == Standing.STOPPED || run.standing() == Standing.DOUBT ? Tone.BAD : Tone.PLAIN;
            String where = run.standing() == Standing.UNDONE
                    ? "belay accept " + run.run() + options + " drops what is kept"
                    : run.standing().open() ? where(run) : "";
            out.append(Page.pad(run.run(), names) + "  "
                            + page.date(run.opened().at()) + "  " + Page.pad(title(run), titles) + "  "
                            + page.paint(tone, Page.pad(word(run.standing()), 10)) + "  " + where)
                    .append('\n');
        }
        return out.toString().replaceAll(" +\n", "\n");
    }

    /** A line for each step of a run, and of its undo. */
    public static String steps(RunState run, Page page) {
        StringBuilder out = new StringBuilder();
        steps(run.steps(), page, out);
        run.undo().ifPresent(undo -> {
            out.append("  undo, begun ")
                    .append(page.date(undo.begun().at()))
                    .append("; belay log RUN ")
                    .append(ClosingText.UNDO)
                    .append("N shows its step N\n");
            steps(undo.steps(), page, out);
        });
        return out.toString();
    }

    private static void steps(List<StepState> steps, Page page, StringBuilder out) {
        int labels = steps.stream()
                .mapToInt(step -> Page.length(step.step().label()))
                .max()
                .orElse(0);
        int number = 0;
        for (StepState step : steps) {
            number++;
            String took = step.ended()
                    .map(ended -> "  " + DurationText.about(ended.took()))
                    .orElse("");
            String attempts = step.attempts() > 1 ? "  attempt " + step.attempts() : "";
            String line = ProgressText.place(number, steps.size()) + "  "
                    + Page.pad(step.step().label(), labels) + "  "
                    + page.paint(tone(step.status()), Page.pad(word(step.status()), 11)) + took + attempts;
            out.append(line.stripTrailing()).append('\n');
        }
    }

    static Tone tone(Status status) {
        return switch (status) {
            case FAILED, INTERRUPTED, DOUBT -> Tone.BAD;
            case BEGUN -> Tone.WARN;
            case WAITING, SKIPPED, UNCHANGED, UNDONE -> Tone.FAINT;
            case DONE -> Tone.GOOD;
        };
    }

    /** The word that people read for it. */
    static String word(Status status) {
        return switch (status) {
            case WAITING -> "waiting";
            case BEGUN -> "under way";
            case DONE -> "done";
            case UNCHANGED -> "unchanged";
            case SKIPPED -> "skipped";
            case FAILED -> "FAILED";
            case INTERRUPTED -> "STOPPED";
            case DOUBT -> "IN DOUBT";
            case UNDONE -> "undone";
        };
    }

    /** The word that people read for it. */
    static String word(Standing standing) {
        return switch (standing) {
            case UNFINISHED -> "unfinished";
            case STOPPED -> "stopped";
            case DOUBT -> "in doubt";
            case FINISHED -> "finished";
            case UNDOING -> "undoing";
            case UNDONE -> "undone";
            case ACCEPTED -> "accepted";
            case ABANDONED -> "abandoned";
        };
    }

    private static String title(RunState run) {
        return run.plan().application() + " -> " + run.plan().to() + " on "
                + run.plan().site().name();
    }

    private static String where(RunState run) {
        List<StepState> steps = run.undo().map(RunState.UndoState::steps).orElse(run.steps());
        return RunFacts.current(steps)
                .map(step -> "step " + (steps.indexOf(step) + 1) + "/" + steps.size() + " "
                        + step.step().label())
                .orElse("waits to be accepted");
    }
}
