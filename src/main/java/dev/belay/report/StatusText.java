package dev.belay.report;

import dev.belay.journal.Next;
import dev.belay.journal.Outcome;
import dev.belay.journal.RunState;
import dev.belay.journal.RunState.Standing;
import dev.belay.journal.RunState.Status;
import dev.belay.journal.RunState.StepState;
import dev.belay.journal.SiteLock;
import dev.belay.report.Page.Tone;
import dev.belay.value.DurationText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Runs in a list, and the steps of one. */
public final class StatusText {

    private StatusText() {}

    /** A line for each run: {@code ngw-7f3a  nextgisweb -> 4.4.0 on gis.example.org  failed  step 8/10 migrate main}. */
    public static String runs(List<RunState> runs, Page page) {
        return runs(runs, page, "", Optional.empty());
    }

    /**
     * A line for each run, and below it what leads on from there.
     *
     * @param runs the newest first
     * @param options that commands need to find the runs, with a blank before each
     * @param holder who holds the lock of their site
     */
    public static String runs(List<RunState> runs, Page page, String options, Optional<SiteLock.Holder> holder) {
        StringBuilder out = new StringBuilder();
        int names = runs.stream().mapToInt(run -> run.run().length()).max().orElse(0);
        int titles = runs.stream().mapToInt(run -> title(run).length()).max().orElse(0);
        int words =
                runs.stream().mapToInt(run -> word(run, holder).length()).max().orElse(0);
        for (RunState run : runs) {
            out.append(Page.pad(run.run(), names) + "  "
                            + page.date(run.opened().at()) + "  " + Page.pad(title(run), titles) + "  "
                            + page.paint(tone(run, holder), Page.pad(word(run, holder), words)) + "  "
                            + where(run, page))
                    .append('\n');
            List<Next> choices = next(run, run.equals(runs.get(0)), holder);
            int labels = choices.stream()
                    .mapToInt(next -> next.label().length())
                    .max()
                    .orElse(0);
            choices.forEach(
                    next -> out.append("  " + Page.pad(next.label(), labels) + "  belay " + next.command() + options)
                            .append('\n'));
        }
        return out.toString().replaceAll(" +\n", "\n");
    }

    /** What leads on; an older run that was abandoned is behind us. */
    private static List<Next> next(RunState run, boolean newest, Optional<SiteLock.Holder> holder) {
        if (holder.isPresent()) {
            return live(run, holder) ? List.of(new Next("watch:", "attach " + run.run(), "")) : List.of();
        }
        return newest || run.standing() != Standing.ABANDONED ? Next.of(run) : List.of();
    }

    private static boolean live(RunState run, Optional<SiteLock.Holder> holder) {
        return holder.filter(each -> each.run().equals(run.run())).isPresent();
    }

    private static String word(RunState run, Optional<SiteLock.Holder> holder) {
        return live(run, holder) ? "under way" : run.word();
    }

    private static Tone tone(RunState run, Optional<SiteLock.Holder> holder) {
        boolean choose = run.standing().open() && run.standing() != Standing.FINISHED;
        return choose && !live(run, holder) ? Tone.BAD : Tone.PLAIN;
    }

    /**
     * A line for each step of a run, and of its undo.
     *
     * @param holder who holds the lock of its site
     */
    public static String steps(RunState run, Page page, Optional<SiteLock.Holder> holder) {
        StringBuilder out = new StringBuilder();
        boolean live = live(run, holder);
        steps(run, live, run.steps(), page, out);
        run.undo().ifPresent(undo -> {
            out.append(run.goesBackTo()
                            .map(step -> "  back to before step "
                                    + UndoText.numbered(run, step.step().id()))
                            .orElse("  undo"))
                    .append(", begun ")
                    .append(page.date(undo.begun().at()))
                    .append("; belay log RUN ")
                    .append(Next.UNDO)
                    .append("N shows its step N\n");
            steps(run, live, undo.steps(), page, out);
        });
        return out.toString();
    }

    private static void steps(RunState run, boolean live, List<StepState> steps, Page page, StringBuilder out) {
        int labels = steps.stream()
                .mapToInt(step -> Page.length(step.step().label()))
                .max()
                .orElse(0);
        int number = 0;
        for (StepState step : steps) {
            number++;
            String word = word(run, live, step);
            String took = step.ended()
                    .filter(ended -> !word.equals(word(Status.WAITING)))
                    .map(ended -> "  " + DurationText.about(ended.took()))
                    .orElse("");
            String attempts = step.attempts() > 1 ? "  attempt " + step.attempts() : "";
            String line = ProgressText.place(number, steps.size()) + "  "
                    + Page.pad(step.step().label(), labels) + "  "
                    + page.paint(
                            run.cause().filter(step::equals).isPresent() ? Tone.BAD : tone(step.status()),
                            Page.pad(word, 11))
                    + took + attempts;
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

    /** How a step stands: one that failed is told as such also where it was undone since. */
    private static String word(RunState run, boolean live, StepState step) {
        if (step.status() == Status.BEGUN && !live) {
            return "broken off";
        }
        boolean cause = run.cause().filter(step::equals).isPresent();
        return cause ? broken(step) + (step.status() == Status.UNDONE ? ", undone" : "") : word(step.status());
    }

    /** The word for an attempt that failed or was stopped. */
    static String broken(StepState step) {
        return word(
                step.ended().filter(end -> end.outcome() == Outcome.INTERRUPTED).isPresent()
                        ? Status.INTERRUPTED
                        : Status.FAILED);
    }

    /** How much an undo left as it is: {@code 1 step stays}; empty where nothing. */
    static Optional<String> stays(RunState run) {
        return run.undo()
                .map(undo -> undo.passedOver().size())
                .filter(number -> number > 0)
                .map(number -> number == 1 ? "1 step stays" : number + " steps stay");
    }

    /** {@code nextgisweb -> 4.4.0 on gis.example.org}. */
    static String title(RunState run) {
        return run.plan().application() + " -> " + run.plan().to() + " on "
                + run.plan().site().name();
    }

    private static String where(RunState run, Page page) {
        List<String> parts = new ArrayList<>();
        if (run.standing() == Standing.FINISHED) {
            parts.add("waits to be accepted");
        } else if (run.standing().open() && run.standing() != Standing.RETURNED) {
            List<StepState> steps = run.walked();
            run.current()
                    .map(step -> "step " + (steps.indexOf(step) + 1) + "/" + steps.size() + " "
                            + step.step().label())
                    .ifPresent(parts::add);
        } else if (run.undo().isPresent()) {
            stays(run)
                    .or(() -> run.at().map(version -> "at " + Page.printable(version)))
                    .ifPresent(parts::add);
        }
        if (run.standing() != Standing.ACCEPTED) {
            RunFacts.of(run).downSince().ifPresent(since -> parts.add("DOWN since " + page.clock(since)));
        }
        return String.join(", ", parts);
    }
}
