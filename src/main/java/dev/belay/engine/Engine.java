package dev.belay.engine;

import dev.belay.database.Connections;
import dev.belay.driver.Action;
import dev.belay.driver.Drivers;
import dev.belay.expr.Value;
import dev.belay.host.Host;
import dev.belay.journal.Entry;
import dev.belay.journal.Journal;
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
import dev.belay.plan.Step;
import dev.belay.value.Exit;
import dev.belay.value.Failure;
import dev.belay.value.Unseen;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * All that can be done with plans and runs of one site. Every method that changes something takes the site's lock and gives it
 * back; all are called from one thread at a time, but {@link #stop()} may be used from any.
 */
public final class Engine {

    private final Drivers drivers;
    private final Function<Plan, Host> hosts;
    private final StateFolder states;
    private final Person person;
    private final String belay;
    private final Stop stop = new Stop();

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
        this.drivers = drivers;
        this.hosts = hosts;
        this.states = states;
        this.person = person;
        this.belay = belay;
    }

    /** The accounts that steps are done as; every one is tried before a run begins. */
    public static Set<String> accounts(Plan plan) {
        return Trials.accounts(plan);
    }

    /** The operator's wish to stop; for signal handlers. */
    public Stop stop() {
        return stop;
    }

    /**
     * Foresees every step by reading only.
     *
     * @param installed the installed version where the operator tells it; empty to look
     */
    public Preview preview(Plan plan, Optional<String> installed) {
        return preview(plan, installed, states.freshId(plan.application()));
    }

    /** Looks at the site of a plan: its installed version, and whether its services are active. Foresees nothing. */
    public Condition look(Plan plan) {
        Host host = hosts.apply(plan);
        try (Connections connections = new Connections(host)) {
            Preview bare = new Previews(drivers, states, person)
                    .of(plan.with(List.of()), Optional.empty(), plan.application(), host, connections);
            Map<String, String> services = new LinkedHashMap<>();
            plan.resources().stream()
                    .filter(resource -> resource.kind().equals("service"))
                    .forEach(service ->
                            services.put(service.name(), serving(service, new LiveProbe(host, connections))));
            return new Condition(bare.installed(), bare.installed().isPresent() ? List.of() : bare.unmet(), services);
        }
    }

    private String serving(Resource service, LiveProbe world) {
        try {
            return drivers.activeOf(service)
                    .map(fact -> fact.show(world.read(fact)))
                    .orElse("not known: only a step may ask it");
        } catch (Unseen | Failure unseen) {
            return "not known: " + unseen.getMessage();
        }
    }

    private Preview preview(Plan plan, Optional<String> installed, String run) {
        Host host = hosts.apply(plan);
        try (Connections connections = new Connections(host)) {
            return new Previews(drivers, states, person).of(plan, installed, run, host, connections);
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
        admission().refuseOpenRun(hosts);
    }

    /**
     * Begins a run of a plan that was previewed, and runs it to its end or to a failure.
     *
     * @param shown the preview that a person agreed to, perhaps days ago; the world must still be as it was (the sixth law)
     * @throws Failure where it does not begin: locked or an open run (4), a requirement (5), the world moved (6)
     */
    public Ended run(Preview shown, Choices choices, Listener listener) {
        Plan plan = shown.plan();
        return locked(shown.run(), "run", () -> {
            admission().refuseOpenRun(hosts);
            Beginning beginning = new Beginning(shown, choices);
            List<String> skip = beginning.skipped();
            Optional<String> until = beginning.until();
            beginning.refuseUnmet(shown);
            Preview now = preview(plan, shown.installed(), shown.run());
            beginning.refuseUnmet(now);
            Host host = hosts.apply(plan);
            beginning.refuseMoved(now, drivers, host);
            new Trials(plan, host).all(listener);
            now = asked(now, listener);
            beginning.refuseUnmet(now);
            OnFailure onFailure = choices.onFailure().orElse(plan.onFailure());
            RunFolder folder = states.create(now, onFailure, person.name(), belay);
            Preview begun = now;
            try (OpenRun run = open(folder, plan, host, listener)) {
                for (String skipped : skip) {
                    run.append(new Entry.Decided(Instant.now(), person.name(), skipped, "skip", "--skip"));
                }
                listener.opened(run.state());
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
        RunFolder folder = states.find(id);
        return locked(folder.id(), "resume", () -> {
            RunState state = Admission.open(folder);
            if (state.standing() == Standing.FINISHED) {
                return new Ended(Exit.DONE, state);
            }
            Beginning beginning = new Beginning(folder.shown(), choices);
            Admission.refuseOtherDrivers(state, drivers);
            Host host = hosts.apply(state.plan());
            new Trials(state.plan(), host).all(listener);
            try (OpenRun run = open(folder, state.plan(), host, listener)) {
                orphans(run).await(listener, stop);
                run.append(new Entry.Resumed(
                        Instant.now(), person.name(), ProcessHandle.current().pid()));
                for (String skipped : beginning.skipped()) {
                    new Runner(run).settle(run.state(skipped));
                    run.append(new Entry.Decided(Instant.now(), person.name(), skipped, "skip", "--skip"));
                }
                RunState now = run.state();
                listener.opened(now);
                if (now.undo().isPresent()) {
                    return ended(run, back(run, now.undo().get(), Optional.empty()));
                }
                Exit exit = new Runner(run).forward(now.steps(), folder.shown().predictions(), beginning.until());
                return ended(
                        run,
                        afterFailure(
                                run,
                                exit,
                                choices.onFailure().orElse(now.opened().onFailure())));
            }
        });
    }

    /** The preview of an undo: the ways back, foreseen in the world as it is; changes nothing. */
    public UndoPreview previewUndo(String id) {
        RunFolder folder = states.find(id);
        RunState before = admission().undoable(folder);
        Host host = hosts.apply(before.plan());
        try (OpenRun run = looking(folder, before, host)) {
            if (SiteLock.holder(states).isEmpty()) { // else they are nobody's orphans, and the lock will refuse
                orphans(run).refuse();
            }
            RunState state = before.with(new Runner(run).untouched(before));
            Plan undo = state.plan().with(undoSteps(state));
            Preview steps =
                    new Previews(drivers, states, person).steps(undo, state.run(), host, run.connections(), run.past());
            List<String> passedOver = state.undo()
                    .map(begun -> begun.begun().passedOver())
                    .orElseGet(() -> UndoPlan.of(state).passedOver());
            return new UndoPreview(steps, state, passedOver, Admission.otherDrivers(state.plan(), drivers));
        }
    }

    /**
     * Undoes a run, or goes on with its undo. Where it passes over a step that may have changed something, it ends with 1.
     *
     * @param shown the preview that a person agreed to
     */
    public Ended undo(String id, UndoPreview shown, Listener listener) {
        RunFolder folder = states.find(id);
        return locked(folder.id(), "undo", () -> {
            RunState state = admission().undoable(folder);
            Host host = hosts.apply(state.plan());
            new Trials(state.plan(), host).all(listener);
            try (OpenRun run = open(folder, state.plan(), host, listener)) {
                orphans(run).await(listener, stop);
                listener.opened(state);
                if (stop.asked()) {
                    return ended(run, Exit.INTERRUPTED);
                }
                return ended(run, undo(run, Optional.of(shown.steps())));
            }
        });
    }

    /**
     * Settles a doubt by a person's word.
     *
     * @throws Failure (4) while a command of the run still runs, (2) where a later step needs a result that is lost
     */
    public Ended resolve(String id, String step, Entry.Settled decision, String reason) {
        RunFolder folder = states.find(id);
        return locked(folder.id(), "resolve", () -> {
            RunState state = Admission.open(folder);
            StepState doubtful = doubtful(state, step);
            Entry.Intended intent = doubtful.latest().orElseThrow();
            try (OpenRun run = open(folder, state.plan(), hosts.apply(state.plan()), Listener.none())) {
                orphans(run).refuse();
                Optional<Value> value = intent.prediction().result();
                if (decision != Entry.Settled.REDO
                        && (value.isEmpty() || decision == Entry.Settled.SKIP)
                        && new Resolver(run).needed(doubtful.step())) {
                    value = neededResult(run, doubtful, decision);
                }
                run.append(new Entry.Resolved(
                        Instant.now(),
                        doubtful.step().id(),
                        intent.attempt(),
                        intent.token(),
                        "unknown",
                        person.name(),
                        Optional.of(decision),
                        reason,
                        decision == Entry.Settled.DONE ? value : Optional.empty()));
                return ended(run, Exit.DONE);
            }
        });
    }

    /** The result that a later step needs of one in doubt, from what its attempt left; throws (2) where it is lost. */
    private static Optional<Value> neededResult(OpenRun run, StepState doubtful, Entry.Settled decision) {
        Optional<Value> value = Optional.empty();
        if (decision == Entry.Settled.DONE) {
            new Trials(run.plan(), run.host()).all(Listener.none()); // what it printed may hold a secret, to be masked
            value = new Resolver(run).value(doubtful);
        }
        if (value.isEmpty()) {
            throw Failure.wrong(
                    "a later step needs the result of " + doubtful.step().label() + ", and it is lost",
                    "have it done again: belay resolve " + run.id() + " "
                            + doubtful.step().id() + " redo --reason '...'",
                    "go back: belay undo " + run.id());
        }
        return value;
    }

    /** Declares a run good: what was kept for the way back is removed. A run that was undone can be accepted too. */
    public Ended accept(String id, Listener listener) {
        RunFolder folder = states.find(id);
        return locked(folder.id(), "accept", () -> {
            RunState state = folder.read();
            if (state.standing() == Standing.ACCEPTED) {
                folder.clear(); // an accept that was killed left it
                return new Ended(Exit.DONE, state);
            }
            if (state.standing() != Standing.FINISHED && state.standing() != Standing.UNDONE) {
                throw new Failure(
                        Exit.BLOCKED,
                        "the run " + state.run() + " is not at its end (" + Admission.word(state.standing()) + ")",
                        "belay resume " + state.run(),
                        "belay abandon " + state.run() + " closes it as it stands");
            }
            try (OpenRun run = open(folder, state.plan(), hosts.apply(state.plan()), listener)) {
                orphans(run).refuse();
                List<StepState> steps = new ArrayList<>(state.steps());
                state.undo().ifPresent(undo -> steps.addAll(undo.steps()));
                new Leftovers(run).discard();
                steps.stream().filter(StepState::touched).forEach(step -> accept(run, step));
                run.append(new Entry.Accepted(Instant.now(), person.name()));
                folder.clear();
                return ended(run, Exit.DONE);
            }
        });
    }

    /**
     * Closes a run as it stands; what was kept stays.
     *
     * @throws Failure (4) while a command that it began still runs: the next run must not meet it
     */
    public Ended abandon(String id, String reason) {
        RunFolder folder = states.find(id);
        return locked(folder.id(), "abandon", () -> {
            RunState state = Admission.open(folder);
            try (OpenRun run = open(folder, state.plan(), hosts.apply(state.plan()), Listener.none())) {
                orphans(run).refuse();
                run.append(new Entry.Abandoned(Instant.now(), person.name(), reason));
                return ended(run, Exit.DONE);
            }
        });
    }

    private Admission admission() {
        return new Admission(states);
    }

    private static Orphans orphans(OpenRun run) {
        return new Orphans(run.folder(), run.host());
    }

    private Ended locked(String run, String command, Supplier<Ended> work) {
        SiteLock lock = SiteLock.take(states, person.name(), run, command);
        try {
            return work.get();
        } finally {
            lock.close();
        }
    }

    private Exit afterFailure(OpenRun run, Exit exit, OnFailure onFailure) {
        boolean failed = exit != Exit.DONE && exit != Exit.DOUBT && !stop.asked();
        if (!failed || onFailure == OnFailure.STOP) {
            return exit;
        }
        if (onFailure == OnFailure.ASK && !wantsUndo()) {
            return exit;
        }
        Exit undone = undo(run, Optional.empty());
        return undone == Exit.DONE ? Exit.UNDONE : undone;
    }

    private boolean wantsUndo() {
        return person.ask("A step failed. Type 'undo' to go back now, anything else to stop here: ")
                .filter(answer -> answer.strip().equals("undo"))
                .isPresent();
    }

    private Exit undo(OpenRun run, Optional<Preview> shown) {
        Runner runner = new Runner(run);
        Exit settled = runner.settleAll(run.state());
        if (settled != Exit.DONE) {
            return settled;
        }
        RunState state = run.state();
        if (state.undo().isEmpty()) {
            UndoPlan plan = UndoPlan.of(state);
            Preview now = new Previews(drivers, states, person)
                    .steps(state.plan().with(plan.steps()), run.id(), run.host(), run.connections(), run.past());
            shown.ifPresent(preview -> Admission.refuseMore(now, preview));
            run.append(new Entry.Undoing(
                    Instant.now(), person.name(), plan.steps(), plan.covers(), plan.passedOver(), now.predictions()));
        }
        return back(run, run.state().undo().orElseThrow(), shown);
    }

    /** What is passed over stays as it is: such an undo is partial, and anything partial is a failure (the fifth law). */
    private static Exit back(OpenRun run, RunState.UndoState undo, Optional<Preview> shown) {
        List<Prediction> agreed =
                shown.map(Preview::predictions).orElse(undo.begun().predictions());
        Exit exit = new Runner(run).back(undo.steps(), agreed);
        return exit == Exit.DONE && !undo.begun().passedOver().isEmpty() ? Exit.FAILED : exit;
    }

    private static void accept(OpenRun run, StepState state) {
        Action action = run.binder().bind(state.step(), run.forecaster().environment());
        String token = run.unused(state.latest().orElseThrow().token() + "-accept");
        try (StepWork work = new StepWork(run, state.step(), token)) {
            action.accept(work);
        }
    }

    private OpenRun open(RunFolder folder, Plan plan, Host host, Listener listener) {
        Journal journal = folder.open();
        return open(folder, Optional.of(journal), plan, journal.state(), host, listener);
    }

    private OpenRun looking(RunFolder folder, RunState state, Host host) {
        return open(folder, Optional.empty(), state.plan(), state, host, Listener.none());
    }

    private OpenRun open(
            RunFolder folder, Optional<Journal> journal, Plan plan, RunState state, Host host, Listener listener) {
        World.Past past = OpenRun.past(state);
        if (plan.installed().isPresent()) {
            past.remember(plan, folder.shown().installed());
        }
        return new OpenRun(
                plan,
                folder,
                journal,
                host,
                new Connections(host),
                new Binder(drivers, plan),
                past,
                listener,
                person,
                stop);
    }

    private static Ended ended(OpenRun run, Exit exit) {
        return new Ended(exit, run.state());
    }

    private static List<Step> undoSteps(RunState state) {
        return state.undo()
                .map(undo -> undo.steps().stream()
                        .filter(step -> !step.status().over())
                        .map(StepState::step)
                        .toList())
                .orElseGet(() -> UndoPlan.of(state).steps());
    }

    private static StepState doubtful(RunState state, String step) {
        List<StepState> all = new ArrayList<>(state.steps());
        state.undo().ifPresent(undo -> all.addAll(undo.steps()));
        return all.stream()
                .filter(candidate -> candidate.status() == RunState.Status.DOUBT)
                .filter(candidate -> candidate.step().id().equals(step)
                        || String.valueOf(state.plan().number(candidate.step().id()))
                                .equals(step))
                .findFirst()
                .orElseThrow(() -> Failure.wrong(
                        "no step '" + step + "' of " + state.run() + " is in doubt", "belay status " + state.run()));
    }
}
