package dev.belay.report;

import dev.belay.journal.Entry;
import dev.belay.journal.Next;
import dev.belay.journal.RunState;
import dev.belay.journal.RunState.Standing;
import dev.belay.journal.RunState.Status;
import dev.belay.journal.RunState.StepState;
import dev.belay.journal.SiteLock;
import dev.belay.plan.Change;
import dev.belay.report.Page.Tone;
import dev.belay.value.Count;
import dev.belay.value.DurationText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What stands on the screen once a run came to a halt, for whatever reason: what is up, what is down, what next. */
public final class ClosingText {

    private static final int LAST_LINES = 12;
    private static final String KEPT = "kept: ";

    private final RunState run;
    private final Page page;
    private final String options;
    private final Optional<SiteLock.Holder> holder;
    private final Optional<List<Next>> prompt;
    private final RunFacts facts;
    private final List<StepState> steps;
    private final StringBuilder out = new StringBuilder();

    /**
     * @param run as it stands
     * @param page for which
     * @param options that the commands shown need to find the run, with a blank before each; mostly empty
     */
    public ClosingText(RunState run, Page page, String options) {
        this(run, page, options, Optional.empty());
    }

    /**
     * The same of a run that somebody may be working on: nothing else is offered then than to watch.
     *
     * @param holder who holds the lock of its site
     */
    public ClosingText(RunState run, Page page, String options, Optional<SiteLock.Holder> holder) {
        this(run, page, options, holder, Optional.empty());
    }

    private ClosingText(
            RunState run, Page page, String options, Optional<SiteLock.Holder> holder, Optional<List<Next>> prompt) {
        this.run = run;
        this.page = page;
        this.options = options;
        this.holder = holder.filter(each -> each.run().equals(run.run()));
        this.facts = RunFacts.of(run);
        this.steps = run.walked();
        this.prompt = prompt;
    }

    /** The same at Belay's own prompt, which has commands of its own for what leads on. */
    public static ClosingText atPrompt(RunState run, Page page, List<Next> choices) {
        return new ClosingText(run, page, "", Optional.empty(), Optional.of(choices));
    }

    /** What shows all that a step printed. */
    private String log(StepState step) {
        String number = Next.number(run, step);
        return prompt.isPresent() ? ":output " + number : "belay log " + run.run() + " " + number + options;
    }

    /** The whole text. */
    public String render() {
        holder.ifPresentOrElse(this::underWay, this::headline);
        out.append('\n');
        site();
        facts.backups().forEach(backup -> labelled("backup", backup));
        if (run.standing() == Standing.FINISHED || run.standing() == Standing.ACCEPTED) {
            decided();
            deviations();
        } else if (run.standing() == Standing.UNDONE || run.standing() == Standing.RETURNED) {
            kept();
        }
        if (run.undo().isEmpty()) {
            RunFacts.unusedBackups(run).forEach(warning -> labelled("note", page.paint(Tone.WARN, warning)));
        }
        passedOver().forEach(step -> labelled("stays", Page.printable(step)));
        if (!passedOver().isEmpty()) {
            labelled("", UndoText.stays(run));
        }
        run.untold().forEach(why -> labelled("note", page.paint(Tone.WARN, Page.printable(why))));
        next();
        return out.toString();
    }

    private void underWay(SiteLock.Holder by) {
        title(
                Tone.WARN,
                "UNDER WAY: "
                        + run.current()
                                .filter(step -> step.status() == Status.BEGUN)
                                .map(this::place)
                                .orElseGet(this::what));
        line("  belay " + by.command() + " of " + by.by() + ", process " + by.pid() + ", since "
                + page.date(by.since()));
        if (run.undo().isPresent()) {
            run.cause().ifPresent(this::cause);
        }
    }

    private void headline() {
        switch (run.standing()) {
            case FINISHED -> title(Tone.GOOD, "DONE " + what() + " in " + clock());
            case ACCEPTED ->
                title(Tone.GOOD, run.undo().isPresent() ? "ACCEPTED " + name() + ", " + back() : "ACCEPTED " + what());
            case UNDONE, RETURNED -> undone();
            case ABANDONED -> title(Tone.WARN, "ABANDONED " + what() + ": left as it stands");
            default -> run.current().ifPresentOrElse(this::halted, () -> title(Tone.WARN, lead() + "HALTED " + what()));
        }
        if (run.standing() == Standing.FINISHED) {
            line("  " + counts());
        }
    }

    /** An undo that passed over steps is not whole, and looks like what it is: a failure. */
    private void undone() {
        StatusText.stays(run)
                .ifPresentOrElse(
                        stays -> title(Tone.BAD, "NOT WHOLLY UNDONE " + what() + ": " + stays),
                        () -> title(
                                Tone.WARN,
                                run.word().toUpperCase(Locale.ROOT) + " " + name()
                                        + at().map(version -> ": " + version).orElse("")));
        run.cause().ifPresent(this::cause);
    }

    /** What became of an undone run: {@code undone: at 1.9.9}. */
    private String back() {
        return passedOver().isEmpty()
                ? (run.returnsTo().isPresent() ? "partly undone" : "undone")
                        + at().map(version -> ": " + version).orElse("")
                : "not wholly undone";
    }

    private Optional<String> at() {
        return run.at().map(version -> "at " + Page.printable(version));
    }

    /** Why there is an undo: the step of the run that failed before it. */
    private void cause(StepState failed) {
        line("  undone because " + place(run.steps(), failed) + " " + StatusText.broken(failed) + ":");
        failed.ended().ifPresent(this::message);
        line("  output: " + log(failed));
    }

    private void halted(StepState state) {
        String step = place(steps, state);
        String undo = lead();
        String after = state.ended()
                .map(ended -> " after " + DurationText.clock(ended.took()))
                .orElse("");
        switch (state.status()) {
            case FAILED -> title(Tone.BAD, undo + "FAILED " + step + after);
            case INTERRUPTED -> title(Tone.BAD, undo + "STOPPED at " + step + after);
            case DOUBT -> title(Tone.BAD, undo + "IN DOUBT " + step);
            case BEGUN -> title(Tone.BAD, undo + "BROKEN OFF in " + step);
            default -> title(Tone.WARN, undo + "HALTED before " + step);
        }
        run.cause().ifPresent(failed -> {
            cause(failed);
            line("  then " + step + " of the undo:");
        });
        state.ended().filter(ended -> state.status() != Status.WAITING).ifPresent(this::message);
        if (state.status() == Status.DOUBT) {
            line("  it was begun "
                    + state.latest().map(intended -> page.clock(intended.at())).orElse("")
                    + ", and nobody can tell whether it happened");
        }
        if (state.latest().isPresent()) {
            line("  output: " + log(state));
        }
    }

    /** What stands before the word for how an undo stands. */
    private String lead() {
        return run.goesBackTo()
                .map(step -> "GOING BACK to before step "
                        + UndoText.numbered(run, step.step().id()) + ": ")
                .orElse(run.undo().isPresent() ? "UNDO " : "");
    }

    private String place(StepState state) {
        return place(steps, state) + (run.undo().isPresent() ? " of the undo" : "");
    }

    /** {@code step 7/8 migrate main}. */
    private static String place(List<StepState> steps, StepState state) {
        return "step " + (steps.indexOf(state) + 1) + "/" + steps.size() + " "
                + state.step().label();
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
            if (inMaintenance()) {
                labelled("", "in maintenance until this run, or its undo, comes to its end");
            }
        } else if (facts.stops()) {
            labelled("site", page.paint(Tone.GOOD, "UP") + ", was down " + DurationText.clock(facts.down()));
        } else {
            labelled("site", "not stopped by this run");
        }
        run.current()
                .flatMap(StepState::ended)
                .ifPresent(ended -> ended.remarks().forEach(this::remark));
    }

    /** True where a block that closes the application was begun, and neither ended nor undone. */
    private boolean inMaintenance() {
        boolean closed = false;
        for (StepState step : Stream.concat(
                        run.steps().stream(), run.undo().stream().flatMap(undo -> undo.steps().stream()))
                .filter(state -> state.step().verb().equals("maintenance"))
                .toList()) {
            List<Change> changes = step.latest()
                    .map(intended -> intended.prediction().changes())
                    .orElse(List.of());
            if (changes.stream().anyMatch(change -> change.service() == Change.Service.STOPS)) {
                closed = true;
            } else if (!changes.isEmpty() && step.status().over()) {
                closed = false;
            }
        }
        return closed;
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
                .filter(this::keeps)
                .flatMap(step -> step.ended().stream())
                .flatMap(ended -> ended.remarks().stream())
                .filter(remark -> remark.startsWith(KEPT))
                .forEach(this::remark);
    }

    /** What a step kept is there until its way back put it in its place again, or the run was accepted. */
    private boolean keeps(StepState step) {
        return step.status() != Status.UNDONE && run.standing() != Standing.ACCEPTED;
    }

    /** The steps that persons left out, or whose doubt they settled, with why. */
    private void decided() {
        run.decisions().stream()
                .filter(each -> each.what().equals(RunState.EDITED))
                .forEach(each -> labelled("note", each.by() + " " + each.what() + ": " + Page.printable(each.text())));
        run.decisions().stream()
                .filter(each -> each.what().equals("skip") || each.what().startsWith(RunState.SETTLED))
                .forEach(each -> run.steps().stream()
                        .filter(step -> step.step().id().equals(each.step()))
                        .forEach(step -> labelled(
                                "note",
                                place(run.steps(), step) + ": " + each.what() + " by " + each.by() + " ("
                                        + Page.printable(each.text()) + ")")));
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
                        if (!text.startsWith(KEPT)) {
                            labelled("note", "step " + number + " " + text);
                        } else if (keeps(step)) {
                            remark(text);
                        }
                    });
                }
            });
        }
    }

    private void next() {
        List<Next> choices = holder.isPresent()
                ? List.of(new Next("watch:", "attach " + run.run(), ""))
                : prompt.orElseGet(() -> Next.of(run));
        String sign = prompt.isPresent() ? ":" : "belay ";
        if (choices.isEmpty()) {
            return;
        }
        out.append('\n');
        int widest = choices.stream()
                        .mapToInt(choice -> choice.command().length())
                        .max()
                        .orElse(0)
                + options.length();
        int labels = choices.stream()
                .mapToInt(choice -> choice.label().length())
                .max()
                .orElse(0);
        choices.forEach(choice -> line(("  " + Page.pad(choice.label(), labels) + "  " + sign
                        + Page.pad(choice.command() + options, widest) + "  " + page.paint(Tone.FAINT, comment(choice)))
                .stripTrailing()));
        if (holder.isEmpty() && run.standing().open() && run.standing() != Standing.FINISHED) {
            line("Nothing more happens until you choose.");
        }
    }

    private String comment(Next choice) {
        return choice.comment().isEmpty() && choice.label().equals("go back:") ? undo() : choice.comment();
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
        boolean goesOn = run.standing() == Standing.UNFINISHED || run.standing() == Standing.STOPPED;
        return run.undo()
                .map(undo -> undo.passedOver())
                .orElse(goesOn ? run.earlier().passedOver() : List.of());
    }

    private String what() {
        return StatusText.title(run);
    }

    private String name() {
        return run.plan().application() + " on " + run.plan().site().name();
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
        return Count.of(run.steps().size(), "step") + ": " + String.join(", ", parts);
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
