package dev.belay.report;

import dev.belay.journal.Next;
import dev.belay.journal.RunState;
import dev.belay.journal.RunState.StepState;
import dev.belay.plan.WayBack;
import dev.belay.report.Page.Tone;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What an undo's preview says besides its steps: what it loses, and what it leaves as it is. */
public final class UndoText {

    private static final String KEPT = "kept: ";

    private UndoText() {}

    /**
     * The lines at its end.
     *
     * @param run as it stands before the undo
     * @param undone the steps that it undoes or passes over
     * @param passedOver the steps without a way back, with why
     * @param otherDrivers the drivers that are not those that the run was begun with, a sentence each
     */
    public static List<String> foot(
            RunState run, List<StepState> undone, List<String> passedOver, List<String> otherDrivers, Page page) {
        List<String> lines = new ArrayList<>();
        otherDrivers.forEach(
                driver -> lines.add(page.paint(Tone.WARN, driver + ": this is what the one that is here would do")));
        run.unsettled()
                .forEach(step -> lines.add(page.paint(
                        Tone.BAD,
                        "IN DOUBT: step " + Next.number(run, step) + " "
                                + step.step().label() + "; this undo begins once that is settled")));
        RunFacts.lossesOf(run, undone).forEach(loss -> lines.add(loss(loss, page)));
        RunFacts.unusedBackups(run).forEach(warning -> lines.add(page.paint(Tone.WARN, warning)));
        if (!passedOver.isEmpty()) {
            lines.add(page.paint(Tone.BAD, "NOT WHOLE: " + number(passedOver) + ", so this undo will end with 1"));
            passedOver.forEach(step -> lines.add("  not undone: " + Page.printable(step)));
            lines.add("  " + stays(run));
        }
        return lines;
    }

    /**
     * To where the run goes back, with all that is undone for that and is next then: {@code back to before step 3 migrate main: 3 migrate
     * main, 5 migrate main}.
     *
     * @param step the id of the first step that is undone
     */
    public static String back(RunState run, String step, List<StepState> undone) {
        return "back to before step " + numbered(run, step)
                + ", from which on it begins anew; undone: "
                + undone.stream()
                        .filter(each -> !each.first()
                                .filter(intended -> intended.prediction().way() instanceof WayBack.None
                                        || intended.prediction().way() instanceof WayBack.Nothing)
                                .isPresent())
                        .map(each -> numbered(run, each.step().id()))
                        .collect(Collectors.joining(", "));
    }

    /** {@code 3 migrate main}: a step of the plan. */
    static String numbered(RunState run, String step) {
        return run.plan().number(step)
                + run.step(step).map(state -> " " + state.step().label()).orElse("");
    }

    /**
     * What {@code accept} drops of an undone run, and is nowhere else: what was written after the backups that the undo went back
     * to, and what steps kept of it. Empty where nobody could write.
     */
    public static List<String> drops(RunState run, Page page) {
        List<String> lines = new ArrayList<>();
        RunFacts.undone(run)
                .forEach(loss -> loss.since()
                        .ifPresent(since -> lines.add(
                                "what was written since " + page.clock(since.at()) + ", after " + loss.backup())));
        if (!lines.isEmpty()) {
            Stream.concat(run.undo().stream(), run.earlier().undos().stream())
                    .flatMap(undo -> undo.steps().stream())
                    .flatMap(step -> step.ended().stream())
                    .flatMap(ended -> ended.remarks().stream())
                    .filter(remark -> remark.startsWith(KEPT))
                    .forEach(remark -> lines.add(Page.printable(remark.substring(KEPT.length()))));
        }
        return lines;
    }

    /** What passing over steps means. */
    static String stays(RunState run) {
        return "what they touch stays as " + run.plan().to() + " left it, also where the rest went back";
    }

    private static String number(List<String> passedOver) {
        return passedOver.size() == 1 ? "1 step has no way back" : passedOver.size() + " steps have no way back";
    }

    private static String loss(RunFacts.Loss loss, Page page) {
        String backup = loss.backup() + ", " + page.clock(loss.made());
        return loss.since()
                .map(since -> page.paint(
                        Tone.WARN,
                        "LOST: what was written since "
                                + since.by()
                                        .map(step -> page.clock(since.at()) + " (" + step + "), by going back to ")
                                        .orElse("")
                                + "the backup (" + backup + "); a copy is kept until accept"))
                .orElse("lost: nothing that people wrote; nobody could write since the backup (" + backup + ")");
    }
}
