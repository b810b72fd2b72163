package dev.belay.engine;

import dev.belay.host.Host;
import dev.belay.journal.Entry;
import dev.belay.journal.RunFolder;
import dev.belay.journal.RunState;
import dev.belay.journal.RunState.StepState;
import dev.belay.journal.SiteLock;
import dev.belay.plan.Plan;
import dev.belay.plan.Prediction;
import dev.belay.plan.Preview;
import dev.belay.plan.Step;
import dev.belay.value.Exit;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The ways back of runs: previewed, begun, and gone on with.
 *
 * @param runs of the site
 */
record Undos(Runs runs) {

    /** See {@link Engine#previewUndo}. */
    UndoPreview preview(String id, Optional<String> to) {
        RunFolder folder = runs.states().find(id);
        RunState before = new Admission(runs.states()).undoable(folder);
        to.ifPresent(version -> Admission.refuseTo(before, version));
        return preview(folder, before, (run, state) -> UndoGoal.version(to));
    }

    /** See {@link Engine#previewBack}. */
    UndoPreview previewBack(String id, String step) {
        RunFolder folder = runs.states().find(id);
        RunState before = new Admission(runs.states()).undoable(folder);
        Admission.refuseBack(before, step);
        return preview(folder, before, (run, state) -> back(run, state, step));
    }

    /** How far an undo goes that begins now. */
    private interface Goal {
        UndoGoal of(OpenRun run, RunState state);
    }

    private UndoPreview preview(RunFolder folder, RunState before, Goal wanted) {
        Host host = runs.host(before.plan());
        try (OpenRun run = runs.looking(folder, before, host)) {
            boolean held = SiteLock.holder(runs.states()).isPresent();
            if (!held) { // else they are nobody's orphans, and the lock will refuse
                Runs.orphans(run).refuse();
            }
            Runner runner = new Runner(run);
            RunState state = before.with(held ? List.of() : runner.lost(before)).with(runner.untouched(before));
            Optional<RunState.UndoState> begun = state.undo().filter(undo -> !undo.over());
            UndoGoal goal = begun.map(undo -> UndoGoal.of(undo.begun())).orElseGet(() -> wanted.of(run, state));
            UndoPlan plan = UndoPlan.of(state, goal);
            Plan undo = state.plan().with(begun.map(Undos::left).orElse(plan.steps()));
            return new UndoPreview(
                    previews().steps(undo, state.run(), host, run.connections(), run.past()),
                    state,
                    begun.map(RunState.UndoState::passedOver).orElse(plan.passedOver()),
                    Admission.otherDrivers(state.plan(), runs.drivers()),
                    goal.version(),
                    goal.step(),
                    goal.undone(state));
        }
    }

    private static UndoGoal back(OpenRun run, RunState state, String step) {
        return UndoGoal.before(new GoingBack(state, step)
                .first(each -> run.binder().bind(each.step(), run.forecaster().environment())));
    }

    private static List<Step> left(RunState.UndoState begun) {
        return begun.steps().stream()
                .filter(step -> !step.status().over())
                .map(StepState::step)
                .toList();
    }

    /** See {@link Engine#undo}. */
    Ended undo(String id, UndoPreview shown, Set<String> skip, Listener listener) {
        return undo(id, "undo", shown, (run, state) -> UndoGoal.version(shown.to()), skip, listener);
    }

    /** See {@link Engine#back}. */
    Ended goBack(String id, String step, UndoPreview shown, Set<String> skip, Listener listener) {
        Admission.refuseBack(runs.states().find(id).read(), step);
        return undo(id, "back", shown, (run, state) -> back(run, state, step), skip, listener);
    }

    private Ended undo(String id, String command, UndoPreview shown, Goal wanted, Set<String> skip, Listener listener) {
        RunFolder folder = runs.states().find(id);
        return runs.locked(folder.id(), command, () -> {
            RunState state = new Admission(runs.states()).undoable(folder);
            Host host = runs.host(state.plan());
            new Trials(state.plan(), host).all(listener);
            try (OpenRun run = runs.open(folder, state.plan(), host, listener)) {
                Runs.orphans(run).await(listener, runs.stop());
                listener.opened(state);
                if (runs.stop().asked()) {
                    return new Ended(Exit.INTERRUPTED, run.state());
                }
                return told(run, undo(run, Optional.of(shown.steps()), wanted, skip));
            }
        });
    }

    /** Begins the undo of a run that is open here, where none is under way, and takes it to its end. */
    Exit undo(OpenRun run, Optional<Preview> shown, Optional<String> to, Set<String> skip) {
        return undo(run, shown, (open, state) -> UndoGoal.version(to), skip);
    }

    private Exit undo(OpenRun run, Optional<Preview> shown, Goal wanted, Set<String> skip) {
        Runner runner = new Runner(run);
        Exit settled = runner.settleAll(run.state());
        if (settled != Exit.DONE) {
            return settled;
        }
        RunState state = run.state();
        if (!state.undoUnderWay()) {
            UndoGoal goal = wanted.of(run, state);
            UndoPlan plan = UndoPlan.of(state, goal);
            Preview now = previews()
                    .steps(state.plan().with(plan.steps()), run.id(), run.host(), run.connections(), run.past());
            shown.ifPresent(preview -> Admission.refuseMore(now, preview));
            run.append(new Entry.Undoing(
                    Instant.now(),
                    runs.person().name(),
                    plan.steps(),
                    plan.covers(),
                    plan.passedOver(),
                    now.predictions(),
                    goal.version(),
                    goal.step()));
        }
        for (String skipped : skip) {
            run.append(new Entry.Decided(Instant.now(), runs.person().name(), skipped, "skip", "--skip"));
        }
        return back(run, run.state().undo().orElseThrow(), shown);
    }

    /** What is passed over stays as it is: such an undo is partial, and anything partial is a failure (the fifth law). */
    static Exit back(OpenRun run, RunState.UndoState undo, Optional<Preview> shown) {
        List<Prediction> agreed =
                shown.map(Preview::predictions).orElse(undo.begun().predictions());
        Exit exit = new Runner(run).back(undo.steps(), agreed, undo.begun());
        return exit == Exit.DONE && !over(run.state()).passedOver().isEmpty() ? Exit.FAILED : exit;
    }

    /** The undo that came to its end just now. */
    private static RunState.UndoState over(RunState state) {
        List<RunState.UndoState> past = state.earlier().undos();
        return state.undo().orElseGet(() -> past.get(past.size() - 1));
    }

    /** Who is to be told how it stands is told. */
    static Ended told(OpenRun run, Exit exit) {
        new Notices(run).halted(exit);
        return new Ended(exit, run.state());
    }

    private Previews previews() {
        return new Previews(runs.drivers(), runs.states(), runs.person());
    }
}
