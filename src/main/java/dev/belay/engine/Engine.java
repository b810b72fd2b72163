package dev.belay.engine;

import dev.belay.database.Connections;
import dev.belay.driver.Drivers;
import dev.belay.host.Host;
import dev.belay.journal.Entry;
import dev.belay.journal.RunFolder;
import dev.belay.journal.SiteLock;
import dev.belay.journal.StateFolder;
import dev.belay.plan.OnFailure;
import dev.belay.plan.Plan;
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

    /**
     * The same for a run of this id, which {@link StateFolder#freshId} gave: what its steps would make has the same names each time.
     */
    public Preview preview(Plan plan, Optional<String> installed, String run) {
        Host host = runs.host(plan);
        try (Connections connections = new Connections(host)) {
            return previews().of(plan, installed, run, host, connections);
        }
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
                    String why = choices.reason().orElse("--skip");
                    run.append(new Entry.Decided(Instant.now(), runs.person().name(), skipped, "skip", why));
                }
                listener.opened(run.state());
                new Notices(run).begun();
                Exit exit = new Runner(run).forward(run.state().steps(), begun.predictions(), until);
                return new Ended(new Resumption(runs).afterFailure(run, exit, onFailure), run.state());
            }
        });
    }

    /**
     * Goes on with an open run, or with its undo where one was begun: tries every secret, settles lost attempts by asking the
     * world, then applies what is left.
     */
    public Ended resume(String id, Choices choices, Listener listener) {
        return new Resumption(runs).resume(id, choices, listener);
    }

    /**
     * Goes on with an open run as far as a person who watches it wants: what they agreed to just now counts, nothing is undone by itself
     * where a step fails, and the files that the plan was made from are not looked at.
     *
     * @param agreed what was foreseen of the steps that are left, as {@link #ahead} gives it
     * @param choices of steps to leave out, with the reason, and of the one to stop behind
     * @throws Failure as {@link #resume}
     */
    public Ended advance(String id, Preview agreed, Choices choices, Listener listener) {
        return new Resumption(runs).advance(id, agreed, choices, listener);
    }

    /**
     * What is foreseen of the steps that an open run has left, in the world as it is.
     *
     * @param most how many steps, from the next one on
     */
    public Preview ahead(String id, int most) {
        return new Renewals(runs).ahead(id, most);
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
}
