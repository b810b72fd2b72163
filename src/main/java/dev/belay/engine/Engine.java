package dev.belay.engine;

import dev.belay.database.Connections;
import dev.belay.driver.Drivers;
import dev.belay.host.Host;
import dev.belay.journal.Entry;
import dev.belay.journal.RunFolder;
import dev.belay.journal.RunState;
import dev.belay.journal.RunState.Standing;
import dev.belay.journal.RunState.StepState;
import dev.belay.journal.SiteLock;
import dev.belay.journal.StateFolder;
import dev.belay.plan.OnFailure;
import dev.belay.plan.Plan;
import dev.belay.plan.Prediction;
import dev.belay.plan.Preview;
import dev.belay.plan.Resource;
import dev.belay.value.Exit;
import dev.belay.value.Failure;
import dev.belay.value.Unseen;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * All that can be done with plans and runs of one site. Every method that changes something takes the site's lock and gives it
 * back; all are called from one thread at a time, but {@link #stop()} may be used from any.
 */
public final class Engine {

    private final Runs runs;
    private final String belay;

    /**
     * An engine for one site.
     *
     * @param drivers who does what
     * @param hosts the machine, with the secrets that a plan declares
     * @param states where the state of the site is kept
     * @param person who is asked
     * @param belay the version of Belay
     */
    public Engine(Drivers drivers, Function<Plan, Host> hosts, StateFolder states, Person person, String belay) {
        this.runs = new Runs(drivers, hosts, states, person, new Stop());
        this.belay = belay;
    }

    /** The accounts that steps are done as; every one is tried before a run begins. */
    public static Set<String> accounts(Plan plan) {
        return Trials.accounts(plan);
    }

    /** The operator's wish to stop; for signal handlers. */
    public Stop stop() {
        return runs.stop();
    }

    /**
     * Foresees every step by reading only.
     *
     * @param installed the installed version where the operator tells it; empty to look
     */
    public Preview preview(Plan plan, Optional<String> installed) {
        return preview(plan, installed, runs.states().freshId(plan.application()));
    }

    /** Looks at the site of a plan: its installed version, and whether its services are active. Foresees nothing. */
    public Condition look(Plan plan) {
        Host host = runs.host(plan);
        try (Connections connections = new Connections(host)) {
            Preview bare = bare(plan, host, connections);
            Map<String, String> services = new LinkedHashMap<>();
            plan.resources().stream()
                    .filter(resource -> resource.kind().equals("service"))
                    .forEach(service ->
                            services.put(service.name(), serving(service, new LiveProbe(host, connections))));
            return new Condition(bare.installed(), bare.installed().isPresent() ? List.of() : bare.unmet(), services);
        }
    }

    /** Looks only for the installed version of a plan's application, and tells what is in the way of that. */
    public Condition installed(Plan plan) {
        Host host = runs.host(plan);
        try (Connections connections = new Connections(host)) {
            Preview bare = bare(plan, host, connections);
            return new Condition(bare.installed(), bare.installed().isPresent() ? List.of() : bare.unmet(), Map.of());
        }
    }

    private Preview bare(Plan plan, Host host, Connections connections) {
        return previews().of(plan.with(List.of()), Optional.empty(), plan.application(), host, connections);
    }

    private String serving(Resource service, LiveProbe world) {
        try {
            return runs.drivers()
                    .activeOf(service)
                    .map(fact -> fact.show(world.read(fact)))
                    .orElse("not known: only a step may ask it");
        } catch (Unseen | Failure unseen) {
            return "not known: " + unseen.getMessage();
        }
    }

    private Preview preview(Plan plan, Optional<String> installed, String run) {
        Host host = runs.host(plan);
        try (Connections connections = new Connections(host)) {
            return previews().of(plan, installed, run, host, connections);
        }
    }

    /** The preview with the installed version where only the application tells it, which a run may ask: a person agreed. */
    private Preview asked(Preview now, Listener listener) {
        if (!now.installedUnasked()) {
            return now;
        }
        listener.remark("asks the application for the installed version");
        Preview asking = preview(now.plan().askingApplication(), Optional.empty(), now.run());
        return asking.installed().isEmpty() ? asking : preview(now.plan(), asking.installed(), now.run());
    }

    /**
     * Throws (4) where an open run is in the way, before anyone reads a preview that could not be run: in the middle of an upgrade
     * the installed version may well look like the new one.
     */
    public void refuseOpenRun() {
        admission().refuseOpenRun(runs.hosts());
    }

    /**
     * Begins a run of a plan that was previewed, and runs it to its end or to a failure.
     *
     * @param shown the preview that a person agreed to, perhaps days ago; the world must still be as it was (the sixth law)
     * @throws Failure where it does not begin: locked or an open run (4), a requirement (5), the world moved (6)
     */
    public Ended run(Preview shown, Choices choices, Listener listener) {
        Plan plan = shown.plan();
        return runs.locked(shown.run(), "run", () -> {
            admission().refuseOpenRun(runs.hosts());
            Beginning beginning = new Beginning(shown, choices);
            List<String> skip = beginning.skipped();
            Optional<String> until = beginning.until();
            beginning.refuseUnmet(shown);
            Preview now = preview(plan, shown.installed(), shown.run());
            beginning.refuseUnmet(now);
            Host host = runs.host(plan);
            beginning.refuseMoved(now, runs.drivers(), host);
            new Trials(plan, host).all(listener);
            now = asked(now, listener);
            beginning.refuseUnmet(now);
            OnFailure onFailure = choices.onFailure().orElse(plan.onFailure());
            RunFolder folder =
                    runs.states().create(now, onFailure, runs.person().name(), belay);
            Preview begun = now;
            try (OpenRun run = runs.open(folder, plan, host, listener)) {
                for (String skipped : skip) {
                    run.append(new Entry.Decided(Instant.now(), runs.person().name(), skipped, "skip", "--skip"));
                }
                listener.opened(run.state());
                new Notices(run).begun();
                Exit exit = new Runner(run).forward(run.state().steps(), begun.predictions(), until);
                return ended(run, afterFailure(run, exit, onFailure));
            }
        });
    }

    /**
     * Goes on with an open run, or with its undo where one was begun: tries every secret, settles lost attempts by asking the
     * world, then applies what is left.
     */
    public Ended resume(String id, Choices choices, Listener listener) {
        RunFolder folder = runs.states().find(id);
        return runs.locked(folder.id(), "resume", () -> {
            RunState state = Admission.open(folder);
            Beginning beginning = new Beginning(agreed(folder, state), choices);
            List<String> skip = beginning.skipped(state);
            skip.forEach(step -> state.step(step).ifPresent(beginning::refuseUnreasoned));
            if (state.standing() == Standing.FINISHED) {
                return new Ended(Exit.DONE, state);
            }
            if (state.standing() == Standing.RETURNED) {
                throw new Failure(
                        Exit.PERSON,
                        "the run " + state.run() + " is " + state.word(),
                        "look at what going on would do, and agree to it");
            }
            Admission.refuseOtherDrivers(state, runs.drivers());
            Host host = runs.host(state.plan());
            new Trials(state.plan(), host).all(listener);
            try (OpenRun run = runs.open(folder, state.plan(), host, listener)) {
                Runs.orphans(run).await(listener, runs.stop());
                run.append(new Entry.Resumed(
                        Instant.now(),
                        runs.person().name(),
                        ProcessHandle.current().pid()));
                for (String skipped : skip) {
                    new Runner(run).settle(run.state(skipped));
                    beginning.refuseUnreasoned(run.state(skipped));
                    run.append(skip(run.state(skipped), choices.reason()));
                }
                RunState now = run.state();
                listener.opened(now);
                if (now.undo().isPresent()) {
                    return Undos.told(run, Undos.back(run, now.undo().get(), Optional.empty()));
                }
                tellEdited(now.plan(), host, listener);
                new Notices(run).begun();
                Exit exit = new Runner(run)
                        .forward(now.steps(), now.holding(agreed(folder, now).predictions()), beginning.until());
                return ended(
                        run,
                        afterFailure(
                                run,
                                exit,
                                choices.onFailure().orElse(now.opened().onFailure())));
            }
        });
    }

    /** One in doubt is settled by leaving it out. */
    private Entry skip(StepState step, Optional<String> reason) {
        String by = runs.person().name();
        String id = step.step().id();
        return step.status() == RunState.Status.DOUBT
                ? Entry.Resolved.by(by, step, Entry.Settled.SKIP, reason.orElse(""), Optional.empty())
                : new Entry.Decided(Instant.now(), by, id, "skip", reason.orElse("--skip"));
    }

    /** Who mended a script and goes on would look for what it says now. */
    private static void tellEdited(Plan plan, Host host, Listener listener) {
        List<String> edited = Beginning.edited(plan, host);
        edited.forEach(file -> listener.remark(file + " since the run was begun"));
        if (!edited.isEmpty()) {
            listener.remark(
                    "the run keeps the plan that it was begun with, and goes on with that; --skip N leaves out a step,");
            listener.remark("and --edited takes over what was edited, for the steps that are left");
        }
    }

    /** What a person agreed to, for the plan as it is now. */
    private static Preview agreed(RunFolder folder, RunState state) {
        Preview shown = folder.shown();
        if (state.agreed().isEmpty()) {
            return shown;
        }
        Map<String, Prediction> all = new LinkedHashMap<>();
        Stream.concat(shown.predictions().stream(), state.agreed().stream())
                .forEach(each -> all.put(each.step(), each));
        return new Preview(
                state.plan(),
                shown.run(),
                shown.installed(),
                List.of(),
                state.steps().stream()
                        .flatMap(step -> Optional.ofNullable(all.get(step.step().id())).stream())
                        .toList(),
                shown.made(),
                shown.by());
    }

    /**
     * The preview of going on from a version in between, or from before a step, to which the run went back: the steps behind it, anew.
     * Empty for any other run, which goes on as it was agreed to.
     */
    public Optional<Preview> previewAnew(String id) {
        return new Renewals(runs).previewAnew(id);
    }

    /**
     * Takes the steps behind where the run went back to into the run anew; {@link #resume} then goes on with them.
     *
     * @param shown the preview that a person agreed to
     * @throws Failure (5) where a requirement is not met, (6) where the world moved since it was shown
     */
    public void renew(String id, Preview shown) {
        new Renewals(runs).renew(id, shown);
    }

    /**
     * The preview of what is left of a run by a plan that was made anew from edited files.
     *
     * @throws Failure (2) where what was begun is another in it, (4) where the run takes over no edits as it stands
     */
    public Preview previewEdited(String id, Plan fresh) {
        return new Renewals(runs).previewEdited(id, fresh);
    }

    /** What a plan that was made anew from edited files has other than a run, a sentence each; no values. */
    public List<String> differences(String id, Plan fresh) {
        return new Renewals(runs).differences(id, fresh);
    }

    /**
     * Takes edits over into a run, which the journal notes; {@link #resume} then goes on with them.
     *
     * @param shown the preview that a person agreed to
     * @throws Failure as {@link #previewEdited} and {@link #renew}
     */
    public void revise(String id, Plan fresh, Preview shown) {
        new Renewals(runs).revise(id, fresh, shown);
    }

    /** Throws (4) where somebody works on the site: nobody need look at what could not begin. */
    public void refuseHeld() {
        SiteLock.holder(runs.states()).filter(holder -> !holder.isThisProcess()).ifPresent(holder -> {
            throw SiteLock.held(runs.states());
        });
    }

    /** The preview of an undo to where the run began. */
    public UndoPreview previewUndo(String id) {
        return previewUndo(id, Optional.empty());
    }

    /**
     * The preview of an undo: the ways back, foreseen in the world as it is; changes nothing.
     *
     * @param to a version in between at which it stops; empty for where the run began, or where an undo that is under way goes
     */
    public UndoPreview previewUndo(String id, Optional<String> to) {
        return undos().preview(id, to);
    }

    /**
     * Undoes a run, or goes on with its undo. Where it passes over a step that may have changed something, it ends with 1.
     *
     * @param shown the preview that a person agreed to
     */
    public Ended undo(String id, UndoPreview shown, Listener listener) {
        return undo(id, shown, Set.of(), listener);
    }

    /**
     * The same without some of its steps: what they would put back stays as it is, and the undo ends with 1.
     *
     * @param skip ids of steps of the undo that are left
     */
    public Ended undo(String id, UndoPreview shown, Set<String> skip, Listener listener) {
        return undos().undo(id, shown, skip, listener);
    }

    /**
     * The preview of going back to before a step of an open run: the ways back of what was done from there on; changes nothing. It names
     * all that is undone: where the way back is a backup, that may begin with an earlier step whose way back is the same one.
     *
     * @param step the id of the first step that is to be undone
     * @throws Failure (2) where nothing was done from the step on, it has no way back, or a backup would take along what an earlier step
     *     did that stays; (4) where the run is closed, or another undo is under way
     */
    public UndoPreview previewBack(String id, String step) {
        return undos().previewBack(id, step);
    }

    /**
     * Goes back to before a step, as an undo does, and leaves the run open there: what was undone is next, and begins anew; what has no
     * way back is passed over, which ends with 1, stays done, and is not done again; what a person left out stays left out. Broken off,
     * it is taken to its end by {@link #undo} and by {@link #resume}, which goes on only when it is called once more.
     *
     * @param shown the preview that a person agreed to
     * @throws Failure as {@link #previewBack}, (6) where the world moved since it was shown
     */
    public Ended back(String id, String step, UndoPreview shown, Listener listener) {
        return back(id, step, shown, Set.of(), listener);
    }

    /** The same without some of the steps of the undo: what they would put back stays as it is, and it ends with 1. */
    public Ended back(String id, String step, UndoPreview shown, Set<String> skip, Listener listener) {
        return undos().goBack(id, step, shown, skip, listener);
    }

    /**
     * Settles a doubt by a person's word.
     *
     * @throws Failure (4) while a command of the run still runs, (2) where a later step needs a result that is lost
     */
    public Ended resolve(String id, String step, Entry.Settled decision, String reason) {
        return decisions().resolve(id, step, decision, reason);
    }

    /**
     * Declares a run good: what was kept for the way back is removed. A run that was undone or abandoned can be accepted too, which
     * drops what is left of it.
     */
    public Ended accept(String id, Listener listener) {
        return decisions().accept(id, listener);
    }

    /**
     * Closes a run as it stands; what was kept stays, and the listener hears what broken attempts left.
     *
     * @throws Failure (4) while a command that it began still runs: the next run must not meet it
     */
    public Ended abandon(String id, String reason, Listener listener) {
        return decisions().abandon(id, reason, listener);
    }

    private Previews previews() {
        return new Previews(runs.drivers(), runs.states(), runs.person());
    }

    private Undos undos() {
        return new Undos(runs);
    }

    private Decisions decisions() {
        return new Decisions(runs);
    }

    private Admission admission() {
        return new Admission(runs.states());
    }

    private Exit afterFailure(OpenRun run, Exit exit, OnFailure onFailure) {
        new Notices(run).halted(exit);
        boolean failed = exit != Exit.DONE && exit != Exit.DOUBT && !runs.stop().asked();
        if (!failed || onFailure == OnFailure.STOP) {
            return exit;
        }
        if (onFailure == OnFailure.ASK && !wantsUndo()) {
            return exit;
        }
        Optional<String> goal = run.state().plan().goesOnFrom();
        if (goal.flatMap(version -> UndoPlan.beyond(run.state(), version)).isPresent()) {
            return exit; // it would go further back than was agreed: a person chooses
        }
        Exit undone = undos().undo(run, Optional.empty(), goal, Set.of());
        new Notices(run).halted(undone);
        return undone == Exit.DONE ? Exit.UNDONE : undone;
    }

    private boolean wantsUndo() {
        return runs.person()
                .ask("A step failed. Type 'undo' to go back now, anything else to stop here: ")
                .filter(answer -> answer.strip().equals("undo"))
                .isPresent();
    }

    private static Ended ended(OpenRun run, Exit exit) {
        return new Ended(exit, run.state());
    }
}
