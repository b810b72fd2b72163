package dev.belay.journal;

import dev.belay.journal.RunState.Status;
import dev.belay.journal.RunState.StepState;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A command that leads on from where a run stands.
 *
 * @param label what it is for, with a colon: {@code go back:}; empty where it is as for the one before
 * @param command without {@code belay}: {@code undo ngw-7f3a}
 * @param comment what it does; empty where that is plain, or told elsewhere
 */
public record Next(String label, String command, String comment) {

    /** What stands before the number of a step of an undo, where a command names it: {@code belay log RUN undo:2}. */
    public static final String UNDO = "undo:";

    private static final Pattern COMMAND = Pattern.compile(
            "\\bbelay (?:status|attach|log|resume|undo|resolve|accept|abandon)\\b(?: [\\w.-]+-[0-9a-f]{4,}\\b)?(?! --state)");

    /** A sentence whose commands find the runs: {@code belay resume ngw-7f3a --state /srv/state waits for its end}. */
    public static String addressed(String sentence, String options) {
        return options.isEmpty()
                ? sentence
                : COMMAND.matcher(sentence).replaceAll("$0" + Matcher.quoteReplacement(options));
    }

    /** All that leads on while nobody works on the run; empty where there is nothing left to choose. */
    public static List<Next> of(RunState run) {
        String id = run.run();
        Next back = new Next("go back:", "undo " + id, "");
        return switch (run.standing()) {
            case DOUBT ->
                Stream.concat(
                                run.current().stream()
                                        .flatMap(step -> settle("resolve " + id + " " + number(run, step))),
                                Stream.of(
                                        run.unsettled().isEmpty()
                                                ? back
                                                : new Next("go back:", "undo " + id, "once that is settled")))
                        .toList();
            case FINISHED ->
                List.of(new Next("declare good:", "accept " + id, "removes what was kept for the way back"), back);
            case UNFINISHED, STOPPED ->
                List.of(new Next("go on:", "resume " + id, run.waitsAnew() ? "previewed first" : ""), back);
            case RETURNED ->
                List.of(
                        new Next("go on:", "resume " + id, "previewed first"),
                        back,
                        new Next("stay here:", "accept " + id, "removes what was kept for the way back"));
            case UNDOING ->
                Stream.concat(
                                Stream.of(new Next("go on:", "undo " + id, "")),
                                run.current().stream().flatMap(step -> leaveOut(run, step)))
                        .toList();
            case UNDONE ->
                List.of(new Next(
                        "drop what is kept:", "accept " + id, "outputs, captured state, what the undo replaced"));
            case ABANDONED -> List.of(back, new Next("drop what is kept:", "accept " + id, "ends the way back"));
            case ACCEPTED -> List.of();
        };
    }

    /** How commands name a step of the run or of its undo: by its number. */
    public static String number(RunState run, StepState step) {
        int inPlan = run.steps().indexOf(step);
        return inPlan >= 0 ? String.valueOf(inPlan + 1) : UNDO + (run.walked().indexOf(step) + 1);
    }

    /** A step of an undo that cannot be done need not hold up the others. */
    private static Stream<Next> leaveOut(RunState run, StepState step) {
        return step.status() == Status.FAILED
                ? Stream.of(new Next(
                        "without it:",
                        "undo " + run.run() + " --skip " + number(run, step),
                        "what it would put back stays as it is"))
                : Stream.empty();
    }

    private static Stream<Next> settle(String resolve) {
        return Stream.of(
                new Next("settle:", resolve + " done --reason TEXT", "it happened"),
                new Next("", resolve + " redo --reason TEXT", "apply it again"),
                new Next("", resolve + " skip --reason TEXT", "leave it"));
    }
}
