package dev.belay.report;

import dev.belay.journal.Entry;
import dev.belay.journal.RunState;
import dev.belay.journal.RunState.Standing;
import dev.belay.journal.RunState.Status;
import dev.belay.journal.RunState.StepState;
import dev.belay.report.Page.Tone;
import dev.belay.value.DurationText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What stands on the screen once a run came to a halt, for whatever reason: what is up, what is down, what next. */
public final class ClosingText {

    /** What stands before the number of a step of an undo, where a command names it: {@code belay log RUN undo:2}. */
    public static final String UNDO = "undo:";

    private static final int LAST_LINES = 12;

    private final RunState run;
    private final Page page;
    private final String options;
    private final RunFacts facts;
    private final List<StepState> steps;
    private final StringBuilder out = new StringBuilder();

    /**
     * @param run as it stands
     * @param page for which
     * @param options that the commands shown need to find the run, with a blank before each; mostly empty
     */
    public ClosingText(RunState run, Page page, String options) {
        this.run = run;
        this.page = page;
        this.options = options;
        this.facts = RunFacts.of(run);
        this.steps = run.undo().map(RunState.UndoState::steps).orElse(run.steps());
    }

    /** The whole text. */
    public String render() {
        headline();
        out.append('\n');
        site();
        facts.backups().forEach(backup -> labelled("backup", backup));
        if (run.standing() == Standing.FINISHED || run.standing() == Standing.ACCEPTED) {
            deviations();
        } else if (run.standing() == Standing.UNDONE) {
            kept();
        }
        if (run.undo().isEmpty()) {
            RunFacts.unusedBackups(run).forEach(warning -> labelled("note", page.paint(Tone.WARN, warning)));
        }
        passedOver().forEach(step -> labelled("stays", Page.printable(step)));
        if (!passedOver().isEmpty()) {
            labelled("", UndoText.stays(run));
        }
        next();
        return out.toString();
    }

    private void headline() {
        switch (run.standing()) {
            case FINISHED -> title(Tone.GOOD, "DONE " + what() + " in " + clock());
            case ACCEPTED -> title(Tone.GOOD, "ACCEPTED " + what());
            case UNDONE -> undone();
            case ABANDONED -> title(Tone.WARN, "ABANDONED " + what() + ": left as it stands");
            default -> RunFacts.current(steps).ifPresentOrElse(this::halted, () -> title(Tone.WARN, "OPEN " + what()));
        }
        if (run.standing() == Standing.FINISHED) {
            line("  " + counts());
        }
    }

    /** An undo that passed over steps is not whole, and looks like what it is: a failure. */
    private void undone() {
        int stay = passedOver().size();
        if (stay == 0) {
            title(Tone.WARN, "UNDONE " + what());
        } else {
            title(Tone.BAD, "NOT WHOLLY UNDONE " + what() + ": " + (stay == 1 ? "1 step stays" : stay + " steps stay"));
        }
    }

    private void halted(StepState state) {
        String step = "step " + (steps.indexOf(state) + 1) + "/" + steps.size()
                + (run.undo().isPresent() ? " of the undo, " : " ")
                + state.step().label();
        String after = state.ended()
                .map(ended -> " after " + DurationText.clock(ended.took()))
                .orElse("");
        switch (state.status()) {
            case FAILED -> title(Tone.BAD, "FAILED " + step + after);
            case INTERRUPTED -> title(Tone.BAD, "STOPPED at " + step + after);
            case DOUBT -> title(Tone.BAD, "IN DOUBT " + step);
            case BEGUN -> title(Tone.WARN, "UNDER WAY or broken off: " + step);
            default -> title(Tone.WARN, "HALTED before " + step);
        }
        state.ended().filter(ended -> state.status() != Status.WAITING).ifPresent(this::message);
        if (state.status() == Status.DOUBT) {
            line("  it was begun "
                    + state.latest().map(intended -> page.clock(intended.at())).orElse("")
                    + ", and nobody can tell whether it happened");
        }
        if (state.latest().isPresent()) {
            line("  output: belay log " + run.run() + " " + number(state) + options);
        }
    }

    /** How commands name the step. */
    private String number(StepState state) {
        return (run.undo().isPresent() ? UNDO : "") + (steps.indexOf(state) + 1);
    }

    private void message(Entry.Ended ended) {
        List<String> lines = ended.message().strip().lines().toList();
        lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size())
                .forEach(text -> line("  " + Page.printable(text)));
        ended.remedies().forEach(remedy -> line("  -> " + Page.printable(remedy)));
    }

    private void site() {
        if (facts.downSince().isPresent()) {
            labelled(
                    "site",
                    page.paint(
                            Tone.BAD,
                            "DOWN since " + page.clock(facts.downSince().get())));
        } else if (facts.stops()) {
            labelled("site", page.paint(Tone.GOOD, "UP") + ", was down " + DurationText.clock(facts.down()));
        } else {
            labelled("site", "not stopped by this run");
        }
        RunFacts.current(steps)
                .flatMap(StepState::ended)
                .ifPresent(ended -> ended.remarks().forEach(this::remark));
    }

    /** A driver says how the data fares by a remark that begins with {@code data:}, and what stays until accept by {@code kept:}. */
    private void remark(String remark) {
        String label = Stream.of("data", "kept")
                .filter(word -> remark.startsWith(word + ": "))
                .findFirst()
                .orElse("note");
        labelled(label, label.equals("note") ? remark : remark.substring(label.length() + 2));
    }

    /** What an undo replaced is there still. */
    private void kept() {
        Stream.concat(run.steps().stream(), steps.stream())
                .distinct()
                .flatMap(step -> step.ended().stream())
                .flatMap(ended -> ended.remarks().stream())
                .filter(remark -> remark.startsWith("kept: "))
                .forEach(this::remark);
    }

    private void deviations() {
        for (int i = 0; i < run.steps().size(); i++) {
            StepState step = run.steps().get(i);
            int number = i + 1;
            step.ended().ifPresent(ended -> {
                ended.deviations()
                        .forEach(text -> labelled(
                                "other",
                                "than predicted: step " + number + " "
                                        + step.step().label() + ": " + text));
                if (facts.backups().stream()
                        .noneMatch(backup -> ended.remarks().stream().anyMatch(backup::contains))) {
                    ended.remarks().forEach(text -> {
                        if (text.startsWith("kept: ")) {
                            remark(text);
                        } else {
                            labelled("note", "step " + number + " " + text);
                        }
                    });
                }
            });
        }
    }

    private void next() {
        List<String[]> commands = new ArrayList<>();
        Optional<StepState> current = RunFacts.current(steps);
        switch (run.standing()) {
            case DOUBT ->
                current.ifPresent(state -> {
                    String resolve = "resolve " + run.run() + " " + number(state);
                    commands.add(new String[] {"settle:", resolve + " done --reason TEXT", "it happened"});
                    commands.add(new String[] {"", resolve + " redo --reason TEXT", "apply it again"});
                    commands.add(new String[] {"", resolve + " skip --reason TEXT", "leave it"});
                });
            case FINISHED -> {
                commands.add(
                        new String[] {"declare good:", "accept " + run.run(), "removes what was kept for the way back"
                        });
                commands.add(new String[] {"go back:", "undo " + run.run(), undo()});
            }
            case UNFINISHED, STOPPED -> {
                commands.add(new String[] {"go on:", "resume " + run.run(), ""});
                commands.add(new String[] {"go back:", "undo " + run.run(), undo()});
            }
            case UNDONE ->
                commands.add(new String[] {
                    "drop what is kept:", "accept " + run.run(), "outputs, captured state, what the undo replaced"
                });
            case UNDOING -> commands.add(new String[] {"go on:", "undo " + run.run(), ""});
            default -> {}
        }
        if (commands.isEmpty()) {
            return;
        }
        out.append('\n');
        int widest =
                commands.stream().mapToInt(command -> command[1].length()).max().orElse(0) + options.length();
        int labels =
                commands.stream().mapToInt(command -> command[0].length()).max().orElse(0);
        commands.forEach(command -> line(("  " + Page.pad(command[0], labels) + "  belay "
                        + Page.pad(command[1] + options, widest) + "  " + page.paint(Tone.FAINT, command[2]))
                .stripTrailing()));
        if (run.standing() != Standing.FINISHED && run.standing() != Standing.UNDONE) {
            line("Nothing more happens until you choose.");
        }
    }

    private String undo() {
        List<String> parts = new ArrayList<>();
        if (!facts.wayBack().isZero()) {
            parts.add("about " + DurationText.about(facts.wayBack()));
        }
        int stay = facts.oneWay().size();
        facts.losesSince()
                .map(since -> "loses what was written since " + page.clock(since.at()))
                .or(() -> stay == 0 && RunFacts.unusedBackups(run).isEmpty()
                        ? Optional.of("loses nothing")
                        : Optional.empty())
                .ifPresent(parts::add);
        if (stay > 0) {
            parts.add("not wholly: " + (stay == 1 ? "1 step has no way back" : stay + " steps have no way back"));
        }
        return String.join(", ", parts);
    }

    private List<String> passedOver() {
        return run.undo().map(undo -> undo.passedOver()).orElse(List.of());
    }

    private String what() {
        return run.plan().application() + " -> " + run.plan().to() + " on "
                + run.plan().site().name();
    }

    private String clock() {
        return DurationText.clock(Duration.between(run.opened().at(), run.last()));
    }

    private String counts() {
        List<String> parts = new ArrayList<>();
        for (Status status : Status.values()) {
            long number =
                    run.steps().stream().filter(step -> step.status() == status).count();
            if (number > 0) {
                parts.add(number + " " + StatusText.word(status));
            }
        }
        return run.steps().size() + " steps: " + String.join(", ", parts);
    }

    private void title(Tone tone, String text) {
        String name = "run " + run.run();
        int gap = page.width() - Page.length(text) - name.length();
        line(page.paint(tone, text) + " ".repeat(Math.max(3, gap)) + name);
    }

    private void labelled(String label, String text) {
        line(Page.pad(label, 6) + "  " + text);
    }

    private void line(String text) {
        out.append(text).append('\n');
    }
}
