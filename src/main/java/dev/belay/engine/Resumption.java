package dev.belay.engine;

import dev.belay.host.Host;
import dev.belay.journal.Entry;
import dev.belay.journal.RunFolder;
import dev.belay.journal.RunState;
import dev.belay.journal.RunState.Standing;
import dev.belay.journal.RunState.StepState;
import dev.belay.plan.OnFailure;
import dev.belay.plan.Plan;
import dev.belay.plan.Prediction;
import dev.belay.plan.Preview;
import dev.belay.value.Exit;
import dev.belay.value.Failure;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Goes on with open runs: all the way, or as far as a person who watches wants.
 *
 * @param runs of the site
 */
record Resumption(Runs runs) {

    /** See {@link Engine#resume}. */
    Ended resume(String id, Choices choices, Listener listener) {
        RunFolder folder = runs.states().find(id);
        return runs.locked(folder.id(), "resume", () -> {
            RunState state = Admission.open(folder);
            Beginning beginning = new Beginning(agreed(folder, state), choices);
            List<String> skip = beginning.skipped(state);
            skip.forEach(step -> state.step(step).ifPresent(beginning::refuseUnreasoned));
            if (state.standing() == Standing.FINISHED) {
                return new Ended(Exit.DONE, state);
            }
            refuseReturned(state);
            Admission.refuseOtherDrivers(state, runs.drivers());
            Host host = runs.host(state.plan());
            new Trials(state.plan(), host).all(listener);
            try (OpenRun run = runs.open(folder, state.plan(), host, listener)) {
                Runs.orphans(run).await(listener, runs.stop());
                resumed(run);
                skip(run, skip, beginning);
                RunState now = run.state();
                listener.opened(now);
                if (now.undo().isPresent()) {
                    return Undos.told(run, Undos.back(run, now.undo().get(), Optional.empty()));
                }
                tellEdited(now.plan(), host, listener);
                new Notices(run).begun();
                Exit exit = new Runner(run)
                        .forward(now.steps(), now.holding(agreed(folder, now).predictions()), beginning.until());
                OnFailure onFailure = choices.onFailure().orElse(now.opened().onFailure());
                return new Ended(afterFailure(run, exit, onFailure), run.state());
            }
        });
    }

    /** See {@link Engine#advance}. */
    Ended advance(String id, Preview agreed, Choices choices, Listener listener) {
        RunFolder folder = runs.states().find(id);
        return runs.locked(folder.id(), "repl", () -> {
            RunState state = Admission.open(folder);
            Beginning beginning = new Beginning(agreed(folder, state), choices);
            List<String> skip = beginning.skipped(state);
            skip.forEach(step -> state.step(step).ifPresent(beginning::refuseUnreasoned));
            refuseReturned(state);
            refuseUndoing(state);
            Admission.refuseOtherDrivers(state, runs.drivers());
            Host host = runs.host(state.plan());
            boolean another = !own(folder);
            if (another) {
                new Trials(state.plan(), host).all(listener);
            }
            try (OpenRun run = runs.open(folder, state.plan(), host, listener)) {
                Runs.orphans(run).await(listener, runs.stop());
                if (another) {
                    resumed(run);
                }
                skip(run, skip, beginning);
                Exit exit = new Runner(run).forward(run.state().steps(), agreed.predictions(), beginning.until());
                return new Ended(afterFailure(run, exit, OnFailure.STOP), run.state());
            }
        });
    }

    /** True where this very process was the last to work on the run. */
    private static boolean own(RunFolder folder) {
        long last = 0;
        for (Entry entry : folder.entries()) {
            if (entry instanceof Entry.Opened opened) {
                last = opened.pid();
            } else if (entry instanceof Entry.Resumed resumed) {
                last = resumed.pid();
            }
        }
        return last == ProcessHandle.current().pid();
    }

    private void resumed(OpenRun run) {
        run.append(new Entry.Resumed(
                Instant.now(), runs.person().name(), ProcessHandle.current().pid()));
    }

    private static void refuseUndoing(RunState state) {
        if (state.undoUnderWay()) {
            throw new Failure(
                    Exit.BLOCKED,
                    "the run " + state.run() + " is on its way back (" + state.word() + ")",
                    "belay undo " + state.run() + " takes that to its end");
        }
    }

    private static void refuseReturned(RunState state) {
        if (state.standing() == Standing.RETURNED) {
            throw new Failure(
                    Exit.PERSON,
                    "the run " + state.run() + " is " + state.word(),
                    "look at what going on would do, and agree to it");
        }
    }

    private void skip(OpenRun run, List<String> skip, Beginning beginning) {
        for (String skipped : skip) {
            new Runner(run).settle(run.state(skipped));
            beginning.refuseUnreasoned(run.state(skipped));
            run.append(skip(run.state(skipped), beginning.choices().reason()));
        }
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

    /** Tells who is to be told, and goes back where that was chosen for a failure. */
    Exit afterFailure(OpenRun run, Exit exit, OnFailure onFailure) {
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
        Exit undone = new Undos(runs).undo(run, Optional.empty(), goal, Set.of());
        new Notices(run).halted(undone);
        return undone == Exit.DONE ? Exit.UNDONE : undone;
    }

    private boolean wantsUndo() {
        return runs.person()
                .ask("A step failed. Type 'undo' to go back now, anything else to stop here: ")
                .filter(answer -> answer.strip().equals("undo"))
                .isPresent();
    }
}
