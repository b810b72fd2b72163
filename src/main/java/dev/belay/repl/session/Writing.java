package dev.belay.repl.session;

import dev.belay.engine.Engine;
import dev.belay.journal.RunState.StepState;
import dev.belay.plan.Part;
import dev.belay.plan.Plan;
import dev.belay.plan.Preview;
import dev.belay.plan.Step;
import dev.belay.report.PreviewText;
import dev.belay.script.Draft;
import dev.belay.script.OpenScript;
import dev.belay.script.Scripts;
import dev.belay.value.Exit;
import dev.belay.value.Failure;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Changes the scripts of a session at its prompt: a statement more, another one for the step at hand, all of a file anew. The files
 * stay as they are; what was typed is in the run's plan, and {@code :save} writes it.
 */
public record Writing(Session session) {

    /**
     * Takes in a statement that was typed: a declaration is noted; steps are foreseen, shown, agreed to and done.
     *
     * @throws dev.belay.script.Diagnostics where it is wrong; then nothing changed
     */
    public Exit statement(String typed) {
        refuseOver();
        List<Scripts.Stop> stops = withStatement(typed.strip());
        OpenScript read = session.workshop().read(stops);
        List<Step> added = added(session.plan(), read.plan());
        if (added.isEmpty()) {
            session.adopt(stops, read);
            session.say("noted");
            return Exit.DONE;
        }
        refuseElsewhere(read.plan(), added);
        Preview left = foreseen(read.plan());
        Preview shown = only(left, added);
        session.show(shown, PreviewText.Detail.NORMAL);
        if (shown.refused()) {
            throw new Failure(Exit.UNMET, "this cannot be done as things are; it is not taken in");
        }
        new Consent(session.workshop()).toTyped(shown);
        take(stops, read, left);
        for (Step step : added) {
            int at = shown.plan().steps().indexOf(step);
            Exit exit = new Walking(session).done(Session.part(shown, at, at + 1));
            if (exit != Exit.DONE || session.workshop().gone()) {
                return exit;
            }
        }
        return Exit.DONE;
    }

    /** The statement of the step at hand, as it stands in the script. */
    public String atHand() {
        Step step = written(next());
        return draft(stop(step), step).statement(step.at()).orElseThrow(() -> nowhere(step));
    }

    /**
     * Puts another statement in place of that of the step at hand; it is shown, and not done yet.
     *
     * @throws dev.belay.script.Diagnostics where it is wrong; then nothing changed
     */
    public Exit edit(String statement) {
        Step step = written(next());
        Scripts.Stop stop = stop(step);
        Draft draft = draft(stop, step);
        String before = draft.statement(step.at()).orElseThrow(() -> nowhere(step));
        if (before.equals(statement.strip())) {
            session.say("nothing was changed");
            return Exit.DONE;
        }
        Draft edited = draft.replace(step.at(), statement.strip()).orElseThrow(() -> nowhere(step));
        return other(replaced(stop, step.at().path(), edited));
    }

    /** Reads the script files anew: what was edited in them meanwhile counts for the steps that are left. */
    public Exit reload() {
        return other(session.stops().stream()
                .map(stop -> new Scripts.Stop(stop.script(), stop.to()))
                .toList());
    }

    /** Takes in the statements of a file, one after the other, as if they were typed. */
    public Exit load(String file) {
        for (String statement : Draft.statements(session.workshop().file(file))) {
            session.say("> " + statement);
            Exit exit = statement(statement);
            if (exit != Exit.DONE || session.workshop().gone()) {
                return exit;
            }
        }
        return Exit.DONE;
    }

    /** Writes the script, as it is now, to a file: it previews to the plan of this session. */
    public void save(String file, boolean replace) {
        if (session.stops().size() > 1) {
            throw Failure.wrong(
                    "this session walks over " + session.stops().size() + " scripts; a file holds one",
                    "edit these, and :reload");
        }
        Scripts.Stop stop = session.stops().get(0);
        String script = stop.script().toString();
        stop.edited().keySet().stream()
                .filter(path -> !path.equals(script))
                .findFirst()
                .ifPresent(included -> {
                    throw Failure.wrong(
                            "what was changed stands in " + included + ", which the script includes",
                            ":diff shows it; edit that file, and :reload");
                });
        session.workshop().write(file, draft(stop, script).text(), replace);
        session.say("saved; belay preview " + file + " shows its plan");
    }

    /** What this session's scripts have other than their files, a line each; empty where nothing. */
    public List<String> differences() {
        List<String> lines = new ArrayList<>();
        for (Scripts.Stop stop : session.stops()) {
            stop.edited().forEach((path, text) -> {
                String before = session.typed() ? "" : Draft.of(Path.of(path)).text();
                Lines.difference(before, text).forEach(line -> lines.add(line));
            });
        }
        return lines;
    }

    /** Takes over scripts that say something else of the steps that are left, and shows what that is. */
    private Exit other(List<Scripts.Stop> stops) {
        refuseOver();
        OpenScript read = session.workshop().read(stops);
        if (session.run().isPresent()) {
            String run = session.begunRun().id();
            Engine engine = session.workshop().engine();
            List<String> differences = engine.differences(run, read.plan());
            Preview left = engine.previewEdited(run, read.plan());
            if (differences.isEmpty()) {
                session.adopt(stops, read);
                session.say("the plan is as it was");
                return Exit.DONE;
            }
            differences.forEach(session::say);
            session.show(Session.first(left, 1), PreviewText.Detail.NORMAL);
            take(stops, read, left);
            return Exit.DONE;
        }
        int before = session.plan().steps().size();
        session.adopt(stops, read);
        session.say("the plan has " + read.plan().steps().size() + " steps"
                + (before == read.plan().steps().size() ? "" : ", " + before + " before"));
        session.show(session.ahead(1), PreviewText.Detail.NORMAL);
        return Exit.DONE;
    }

    private void take(List<Scripts.Stop> stops, OpenScript read, Preview left) {
        session.run().ifPresent(run -> session.workshop().engine().revise(run.id(), read.plan(), left));
        session.adopt(stops, read);
    }

    /** What is foreseen of all that is left by a plan that is not taken over yet. */
    private Preview foreseen(Plan plan) {
        return session.run()
                .map(run -> session.workshop().engine().previewEdited(run.id(), plan))
                .orElseGet(() -> session.preview(plan));
    }

    private static Preview only(Preview whole, List<Step> steps) {
        int from = whole.plan().steps().indexOf(steps.get(0));
        return Session.part(whole, from, from + steps.size());
    }

    /** The steps of one plan that another lacks. */
    private static List<Step> added(Plan before, Plan after) {
        Set<String> known = before.steps().stream().map(Step::id).collect(Collectors.toSet());
        return after.steps().stream().filter(step -> !known.contains(step.id())).toList();
    }

    /** Throws (2) where a statement came to stand in a loop or a function, and means more than one place of the plan. */
    private void refuseElsewhere(Plan after, List<Step> added) {
        int from = after.steps().indexOf(added.get(0));
        boolean together = after.steps()
                .subList(from, Math.min(from + added.size(), after.steps().size()))
                .equals(added);
        int at = session.next()
                .map(step -> session.number(step.step()) - 1)
                .orElse(session.plan().steps().size());
        if (!together || from != at) {
            throw Failure.wrong(
                    "the next step stands in a loop or a function, so that nothing can be put before it alone",
                    "edit the script in a file, and :reload");
        }
    }

    /** The scripts with a statement more: before the step at hand, or at the end. */
    private List<Scripts.Stop> withStatement(String typed) {
        Optional<StepState> next = session.next();
        if (next.isEmpty()) {
            Scripts.Stop last = session.stops().get(session.stops().size() - 1);
            String script = last.script().toString();
            return replaced(last, script, added(draft(last, script), typed));
        }
        Step step = written(next.get());
        Scripts.Stop stop = stop(step);
        Draft with = draft(stop, step).insert(step.at(), typed).orElseThrow(() -> nowhere(step));
        return replaced(stop, step.at().path(), with);
    }

    /** A session that is typed begins anew with a header of its own, while there is nothing else in it. */
    private Draft added(Draft draft, String typed) {
        boolean header = typed.startsWith("upgrade ")
                && session.typed()
                && session.plan().steps().isEmpty();
        return header
                ? new Draft(typed + "\n" + draft.text().lines().skip(1).collect(Collectors.joining("\n")))
                : draft.append(typed);
    }

    private List<Scripts.Stop> replaced(Scripts.Stop stop, String path, Draft by) {
        return session.stops().stream()
                .map(each -> each.equals(stop) ? each.edited(path, by.text()) : each)
                .toList();
    }

    private static Draft draft(Scripts.Stop stop, Step step) {
        return draft(stop, step.at().path());
    }

    private static Draft draft(Scripts.Stop stop, String path) {
        return Optional.ofNullable(stop.edited().get(path)).map(Draft::new).orElseGet(() -> Draft.of(Path.of(path)));
    }

    /** The step as the scripts of this session say it now: a declaration that was noted moves those behind it, and not in the run's plan. */
    private Step written(StepState state) {
        return session.script().plan().steps().stream()
                .filter(each -> each.id().equals(state.step().id()))
                .findFirst()
                .orElse(state.step());
    }

    /** The script that a step belongs to, by the part of the plan. */
    private Scripts.Stop stop(Step step) {
        List<Part> parts = session.plan().parts();
        for (int i = 0; i < parts.size(); i++) {
            if (parts.get(i).name().equals(step.part())) {
                return session.stops().get(i);
            }
        }
        return session.stops().get(0);
    }

    private StepState next() {
        return session.next().orElseThrow(() -> Failure.wrong("nothing is left to do, so there is nothing to edit"));
    }

    private void refuseOver() {
        if (session.over()) {
            throw new Failure(
                    Exit.BLOCKED,
                    "the run " + session.begunRun().id() + " is "
                            + session.begunRun().read().word() + ", and takes no more steps",
                    ":quit, and begin another: belay repl");
        }
    }

    private static Failure nowhere(Step step) {
        return Failure.wrong("the script has no statement at " + step.at() + " any more", ":reload reads it anew");
    }
}
