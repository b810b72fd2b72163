package dev.belay.repl.session;

import dev.belay.journal.RunFolder;
import dev.belay.journal.RunState;
import dev.belay.journal.RunState.Standing;
import dev.belay.journal.RunState.Status;
import dev.belay.journal.RunState.StepState;
import dev.belay.plan.Plan;
import dev.belay.plan.Prediction;
import dev.belay.plan.Preview;
import dev.belay.plan.Step;
import dev.belay.report.PreviewText;
import dev.belay.script.OpenScript;
import dev.belay.script.Scripts;
import dev.belay.value.Failure;
import dev.belay.value.Suggestion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The scripts as they are now, the run that was begun with them, and where it stands. For one thread. */
public final class Session {

    private final Workshop workshop;
    private final boolean typed;
    private final Optional<String> installed;
    private final Instant begun = Instant.now();
    private final Breakpoints breakpoints = new Breakpoints();
    private final Transcript transcript = new Transcript();
    private List<Scripts.Stop> stops;
    private OpenScript script;
    private Optional<RunFolder> run;
    private Optional<String> fresh = Optional.empty();
    private List<Prediction> lastShown = List.of();
    private Optional<Seen> seen = Optional.empty();

    /** How a run stood when its journal was so long. */
    private record Seen(String run, long length, RunState state) {}

    private Session(
            Workshop workshop,
            List<Scripts.Stop> stops,
            boolean typed,
            Optional<String> installed,
            Optional<RunFolder> run) {
        this.workshop = workshop;
        this.typed = typed;
        this.installed = installed;
        this.run = run;
        this.stops = List.copyOf(stops);
        this.script = workshop.read(stops);
    }

    /**
     * A session over scripts.
     *
     * @param installed the installed version, where the operator tells it
     * @throws dev.belay.script.Diagnostics with every mistake
     */
    public static Session of(Workshop workshop, List<Scripts.Stop> stops, Optional<String> installed) {
        return new Session(workshop, stops, false, installed, Optional.empty());
    }

    /** A session whose script is typed line by line, and begins with this text. */
    public static Session typed(Workshop workshop, Scripts.Stop begin, Optional<String> installed) {
        return new Session(workshop, List.of(begin), true, installed, Optional.empty());
    }

    /** A session over a run that was begun before; what was edited then counts. */
    public static Session of(Workshop workshop, List<Scripts.Stop> stops, RunFolder run) {
        List<Scripts.Stop> edited = new ArrayList<>();
        for (int i = 0; i < stops.size(); i++) {
            Scripts.Stop stop = stops.get(i);
            edited.add(new Scripts.Stop(stop.script(), stop.to(), run.edited(i + 1)));
        }
        return new Session(workshop, edited, false, Optional.empty(), Optional.of(run));
    }

    /** What it works with. */
    public Workshop workshop() {
        return workshop;
    }

    /** Where it stops. */
    public Breakpoints breakpoints() {
        return breakpoints;
    }

    /** What was typed and shown so far. */
    public Transcript transcript() {
        return transcript;
    }

    /** When it began. */
    public Instant begun() {
        return begun;
    }

    /** True where its script is typed line by line: its end comes when the person says so. */
    public boolean typed() {
        return typed;
    }

    /** The installed version, where the operator told it. */
    Optional<String> installed() {
        return installed;
    }

    /** The scripts, with their texts where those were edited here. */
    public List<Scripts.Stop> stops() {
        return stops;
    }

    /** What the scripts can be asked. */
    public OpenScript script() {
        return script;
    }

    /** The run; empty before the first step. */
    public Optional<RunFolder> run() {
        return run;
    }

    /** Where the run stands; empty before the first step. */
    public Optional<RunState> state() {
        return run.map(folder -> {
            long length = folder.length();
            Seen now = seen.filter(last -> last.length() == length && last.run().equals(folder.id()))
                    .orElseGet(() -> new Seen(folder.id(), length, folder.read()));
            seen = Optional.of(now);
            return now.state();
        });
    }

    /** The plan: that of the run where there is one. */
    public Plan plan() {
        return state().map(RunState::plan).orElseGet(script::plan);
    }

    /** True where the last step is done, and the run is not open to more. */
    public boolean over() {
        return state().filter(each ->
                        each.standing() == Standing.FINISHED || !each.standing().open())
                .isPresent();
    }

    /** The steps, with what became of each. */
    public List<StepState> steps() {
        return state().map(RunState::steps)
                .orElseGet(() -> script.plan().steps().stream()
                        .map(step -> new StepState(
                                step,
                                Status.WAITING,
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty()))
                        .toList());
    }

    /** The step at hand: the next one, or the one that failed or is in doubt. Empty behind the last. */
    public Optional<StepState> next() {
        return steps().stream().filter(step -> !step.status().over()).findFirst();
    }

    /** The place of a step in the plan, from 1. */
    public int number(Step step) {
        return plan().number(step.id());
    }

    /** Takes over other scripts. */
    void adopt(List<Scripts.Stop> others, OpenScript read) {
        stops = List.copyOf(others);
        script = read;
        run.ifPresent(this::keep);
    }

    /** Texts that are in no file are kept with the run, so that another session can go on with them. */
    private void keep(RunFolder folder) {
        for (int i = 0; i < stops.size(); i++) {
            if (!stops.get(i).edited().isEmpty()) {
                folder.keepEdited(i + 1, stops.get(i).edited());
            }
        }
    }

    /** Takes over the run that was just begun. */
    void begun(String id) {
        RunFolder folder = workshop.state().find(id);
        run = Optional.of(folder);
        keep(folder);
    }

    /**
     * What is foreseen, in the world as it is, of the steps that are left.
     *
     * @param most how many
     */
    public Preview ahead(int most) {
        return run.map(folder -> workshop.engine().ahead(folder.id(), most)).orElseGet(() -> {
            Plan plan = script.plan();
            int count = Math.min(most, plan.steps().size());
            return preview(plan.with(plan.steps().subList(0, count)));
        });
    }

    /** The preview of a whole plan before the first step. */
    Preview preview(Plan plan) {
        String id = fresh.orElseGet(() -> workshop.state().freshId(plan.application()));
        fresh = Optional.of(id);
        return workshop.engine().preview(plan, installed, id);
    }

    /** The preview of the first steps of a preview. */
    static Preview first(Preview whole, int most) {
        return part(whole, 0, Math.min(most, whole.predictions().size()));
    }

    /** The preview of some of its steps. */
    static Preview part(Preview whole, int from, int to) {
        return new Preview(
                        whole.plan().with(whole.plan().steps().subList(from, to)),
                        whole.run(),
                        whole.installed(),
                        whole.unmet(),
                        whole.predictions().subList(from, to),
                        whole.made(),
                        whole.by())
                .from(whole.first() + from);
    }

    /** Shows what is foreseen of steps, unless just that was shown last. */
    void showOnce(Preview preview) {
        if (!preview.predictions().equals(lastShown)) {
            show(preview, PreviewText.Detail.NORMAL);
        }
    }

    /** Shows the step at hand, foreseen now; nothing behind the last, and where a step is in doubt. */
    public void showNext() {
        boolean goesOn = state().map(
                        each -> each.standing() == Standing.UNFINISHED || each.standing() == Standing.STOPPED)
                .orElse(true);
        if (goesOn && next().isPresent()) {
            show(ahead(1), PreviewText.Detail.NORMAL);
        }
    }

    /** Shows what is foreseen of steps. */
    public void show(Preview preview, PreviewText.Detail detail) {
        lastShown = preview.predictions();
        say(new PreviewText(preview, workshop.page(), detail).steps());
    }

    /** Prints a text, which the transcript keeps; secrets in it are masked. */
    public void say(String text) {
        String masked = workshop.mask(text.endsWith("\n") || text.isEmpty() ? text : text + "\n");
        transcript.said(masked);
        workshop.print(masked);
    }

    /**
     * The step that a person names: by its number, its id, its label, or a verb, which means the first that is left.
     *
     * @throws Failure (2) where there is none
     */
    public StepState named(String word) {
        List<StepState> steps = steps();
        if (word.matches("[0-9]{1,6}")) {
            int number = Integer.parseInt(word);
            if (number >= 1 && number <= steps.size()) {
                return steps.get(number - 1);
            }
            throw Failure.wrong("the plan has steps 1 to " + steps.size() + ", and no step " + word);
        }
        return steps.stream()
                .filter(each ->
                        each.step().id().equals(word) || each.step().label().equals(word))
                .findFirst()
                .or(() -> steps.stream()
                        .filter(each -> each.step().verb().equals(word)
                                && !each.status().over())
                        .findFirst())
                .orElseThrow(() -> Failure.wrong(
                        "the plan has no step '" + word + "'" + Suggestion.didYouMean(word, names(steps)),
                        ":plan shows them; name one by its number"));
    }

    private static List<String> names(List<StepState> steps) {
        List<String> names = new ArrayList<>();
        steps.forEach(each -> {
            names.add(each.step().id());
            names.add(each.step().label());
            names.add(each.step().verb());
        });
        return names;
    }

    /** The run, for what there is only once the first step was begun. */
    public RunFolder begunRun() {
        return run.orElseThrow(() ->
                Failure.wrong("nothing was begun yet, so there is no run", ":step begins it with the first step"));
    }
}
