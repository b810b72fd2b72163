package dev.belay.engine;

import dev.belay.journal.Entry;
import dev.belay.journal.RunState;
import dev.belay.journal.RunState.Status;
import dev.belay.journal.RunState.StepState;
import dev.belay.plan.Again;
import dev.belay.plan.Part;
import dev.belay.plan.Prediction;
import dev.belay.plan.Step;
import dev.belay.value.Exit;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Walks the steps of a run or of its undo, in order, and stops at the first that fails (the fifth law). */
final class Runner {

    private final OpenRun run;

    Runner(OpenRun run) {
        this.run = run;
    }

    /**
     * Applies what is left of the plan.
     *
     * @param agreed what was foreseen when a person agreed; a step may come to less, never to more
     * @param until the id of the last step; empty for all
     */
    Exit forward(List<StepState> steps, List<Prediction> agreed, Optional<String> until) {
        Exit exit = walk(steps, agreed, until, leg());
        if (exit == Exit.DONE && until.isEmpty()) {
            run.append(new Entry.Finished(Instant.now(), false));
        } else if (exit != Exit.DONE && exit != Exit.DOUBT && !run.stop().asked()) {
            endAlways();
        }
        return exit;
    }

    /** Ends the blocks that were begun and are to end after a failure too. That this fails as well is in the journal. */
    private void endAlways() {
        List<StepState> steps = run.state().steps();
        StepRunner runner = new StepRunner(run, leg());
        for (int i = 0; i < steps.size(); i++) {
            Step end = steps.get(i).step();
            boolean begun = steps.subList(0, i).stream()
                    .anyMatch(begin -> begin.status().over() && end.endsAlways(begin.step()));
            if (begun && !steps.get(i).status().over()) {
                runner.run(steps.get(i), i + 1, steps.size(), Optional.empty());
            }
        }
    }

    /** No step that is begun anew, or stands where another was begun, may take the commands of the first time for its own. */
    private String leg() {
        RunState state = run.state();
        int round = state.plan().parts().stream().mapToInt(Part::round).max().orElse(1);
        long back = state.earlier().undos().stream()
                .filter(undo -> undo.begun().step().isPresent())
                .count();
        return (round == 1 ? "" : "r" + round + "-") + (back == 0 ? "" : "b" + back + "-");
    }

    /**
     * Applies what is left of an undo that was begun.
     *
     * @param begun how far it goes
     */
    Exit back(List<StepState> steps, List<Prediction> agreed, Entry.Undoing begun) {
        int before = run.state().earlier().undos().size(); // no undo may take the commands of another for its own
        Exit exit = walk(steps, agreed, Optional.empty(), before == 0 ? "u" : "u" + (before + 1) + "-");
        if (exit == Exit.DONE) {
            new Leftovers(run).discard();
            run.append(end(begun));
        }
        return exit;
    }

    private static Entry end(Entry.Undoing begun) {
        return begun.step()
                .<Entry>map(step -> new Entry.WentBack(Instant.now(), step))
                .or(() -> begun.to().map(version -> new Entry.Returned(Instant.now(), version)))
                .orElseGet(() -> new Entry.Finished(Instant.now(), true));
    }

    private Exit walk(List<StepState> steps, List<Prediction> agreed, Optional<String> until, String leg) {
        Map<String, Prediction> foreseen = new HashMap<>();
        agreed.forEach(each -> foreseen.put(each.step(), each));
        StepRunner runner = new StepRunner(run, leg);
        int number = 0;
        for (StepState state : steps) {
            number++;
            if (!state.status().over()) {
                if (run.stop().asked()) {
                    return Exit.INTERRUPTED;
                }
                Exit exit = settle(state);
                if (exit != Exit.DONE) {
                    return exit;
                }
                StepState settled = run.state(state.step().id());
                if (!settled.status().over()) {
                    Optional<Prediction> then =
                            Optional.ofNullable(foreseen.get(state.step().id()));
                    StepRunner.End end = runner.run(settled, number, steps.size(), then);
                    if (end.exit() != Exit.DONE) {
                        return end.exit();
                    }
                }
            }
            if (until.isPresent() && until.get().equals(state.step().id())) {
                return Exit.DONE;
            }
        }
        return Exit.DONE;
    }

    /** Settles a lost attempt; {@link Exit#DOUBT} where only a person can. */
    Exit settle(StepState state) {
        if (state.status() == Status.DOUBT) {
            return Exit.DOUBT;
        }
        if (state.status() != Status.BEGUN && !stoppedOnce(state)) {
            return Exit.DONE;
        }
        Entry.Resolved resolved = new Resolver(run).resolve(state);
        run.append(resolved);
        run.listener().resolved(state.step(), resolved);
        if (resolved.decision().isEmpty()) {
            return Exit.DOUBT;
        }
        if (resolved.decision().get() == Entry.Settled.DONE) {
            run.remember(state.step().id(), state.first().orElseThrow().prediction(), resolved.value());
        }
        return Exit.DONE;
    }

    /** A once-only step that the operator stopped half-way is as much in doubt as one whose process was killed. */
    private static boolean stoppedOnce(StepState state) {
        return state.status() == Status.INTERRUPTED
                && state.latest()
                        .filter(intent -> intent.prediction().again() == Again.ONCE)
                        .isPresent();
    }

    /**
     * Settles every lost attempt of a run, and looks what failed ones left, so that an undo knows what there is to undo.
     *
     * @return {@link Exit#DOUBT} where a step is in doubt that only a person can settle, and the way back depends on that
     */
    Exit settleAll(RunState state) {
        state.steps().stream().filter(step -> step.status() == Status.BEGUN).forEach(this::settle);
        RunState settled = run.state();
        if (!settled.unsettled().isEmpty()) {
            return Exit.DOUBT;
        }
        untouched(settled).forEach(run::append);
        return Exit.DONE;
    }

    /** What became of the lost attempts of a run, as far as the world tells; reads only. */
    List<Entry.Resolved> lost(RunState state) {
        Resolver resolver = new Resolver(run);
        return state.steps().stream()
                .filter(step -> step.status() == Status.BEGUN)
                .map(resolver::resolve)
                .toList();
    }

    /** The failed and stopped steps that left everything as it was; reads only. */
    List<Entry.Resolved> untouched(RunState state) {
        Resolver resolver = new Resolver(run);
        return state.steps().stream()
                .filter(step ->
                        step.touched() && (step.status() == Status.FAILED || step.status() == Status.INTERRUPTED))
                .flatMap(step -> resolver.untouched(step).stream())
                .toList();
    }
}
