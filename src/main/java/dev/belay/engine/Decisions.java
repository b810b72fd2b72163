package dev.belay.engine;

import dev.belay.driver.Action;
import dev.belay.expr.Value;
import dev.belay.journal.Entry;
import dev.belay.journal.RunFolder;
import dev.belay.journal.RunState;
import dev.belay.journal.RunState.Standing;
import dev.belay.journal.RunState.StepState;
import dev.belay.value.Exit;
import dev.belay.value.Failure;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a person decides about a run: a doubt is settled, the run is accepted or abandoned.
 *
 * @param runs of the site
 */
record Decisions(Runs runs) {

    /** See {@link Engine#resolve}. */
    Ended resolve(String id, String step, Entry.Settled decision, String reason) {
        RunFolder folder = runs.states().find(id);
        return runs.locked(folder.id(), "resolve", () -> {
            RunState state = Admission.open(folder);
            StepState doubtful = doubtful(state, step);
            Entry.Intended intent = doubtful.latest().orElseThrow();
            try (OpenRun run = runs.open(folder, state.plan(), runs.host(state.plan()), Listener.none())) {
                Runs.orphans(run).refuse();
                Optional<Value> value = intent.prediction().result();
                if (decision != Entry.Settled.REDO
                        && (value.isEmpty() || decision == Entry.Settled.SKIP)
                        && new Resolver(run).needed(doubtful.step())) {
                    value = neededResult(run, doubtful, decision);
                }
                run.append(Entry.Resolved.by(
                        runs.person().name(),
                        doubtful,
                        decision,
                        reason,
                        decision == Entry.Settled.DONE ? value : Optional.empty()));
                return new Ended(Exit.DONE, run.state());
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

    /** See {@link Engine#accept}. */
    Ended accept(String id, Listener listener) {
        RunFolder folder = runs.states().find(id);
        return runs.locked(folder.id(), "accept", () -> {
            RunState state = folder.read();
            if (state.standing() == Standing.ACCEPTED) {
                folder.clear(); // an accept that was killed left it
                return new Ended(Exit.DONE, state);
            }
            boolean whole = state.standing() == Standing.FINISHED || state.standing() == Standing.RETURNED;
            if (state.standing().open() && !whole) {
                throw new Failure(
                        Exit.BLOCKED,
                        "the run " + state.run() + " is not at its end (" + state.word() + ")",
                        Admission.choices(state));
            }
            try (OpenRun run = runs.open(folder, state.plan(), runs.host(state.plan()), listener)) {
                Runs.orphans(run).refuse();
                new Leftovers(run).discard();
                state.earlier()
                        .undone()
                        .forEach(gone -> gone.value() // what they made may be named by it
                                .ifPresent(value -> run.past()
                                        .results()
                                        .putIfAbsent(gone.step().id(), value)));
                state.all().filter(StepState::touched).forEach(step -> accept(run, step));
                run.append(new Entry.Accepted(Instant.now(), runs.person().name()));
                folder.clear();
                return new Ended(Exit.DONE, run.state());
            }
        });
    }

    /** See {@link Engine#abandon}. */
    Ended abandon(String id, String reason, Listener listener) {
        RunFolder folder = runs.states().find(id);
        return runs.locked(folder.id(), "abandon", () -> {
            RunState state = Admission.open(folder);
            try (OpenRun run = runs.open(folder, state.plan(), runs.host(state.plan()), listener)) {
                Runs.orphans(run).refuse();
                new Leftovers(run).name();
                run.append(new Entry.Abandoned(Instant.now(), runs.person().name(), reason));
                return new Ended(Exit.DONE, run.state());
            }
        });
    }

    private static void accept(OpenRun run, StepState state) {
        Action action = run.binder().bind(state.step(), run.forecaster().environment());
        String token = run.unused(state.latest().orElseThrow().token() + "-accept");
        try (StepWork work = new StepWork(run, state.step(), token)) {
            action.accept(work);
        }
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
