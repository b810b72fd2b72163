package dev.belay.engine;

import dev.belay.database.Database;
import dev.belay.database.Rows;
import dev.belay.driver.Resolving;
import dev.belay.driver.Standing;
import dev.belay.expr.Value;
import dev.belay.host.Host;
import dev.belay.host.HostReader;
import dev.belay.journal.Entry;
import dev.belay.journal.RunState.StepState;
import dev.belay.plan.Again;
import dev.belay.plan.Change;
import dev.belay.plan.Prediction;
import dev.belay.plan.Step;
import dev.belay.value.Failure;
import dev.belay.value.Unseen;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Settles attempts whose outcome was lost, by asking the world (the fourth law). */
final class Resolver {

    private final OpenRun run;

    Resolver(OpenRun run) {
        this.run = run;
    }

    /** What becomes of a lost attempt; the record is not written yet. */
    Entry.Resolved resolve(StepState lost) {
        List<Host.Found> commands =
                awaitCommands(lost.step(), lost.latest().orElseThrow().token());
        Forecaster.Foreseen now = run.forecaster().next(lost.step());
        Standing standing = standing(lost, now, commands);
        Entry.Intended intent = lost.latest().orElseThrow();
        Optional<Entry.Settled> decision = decide(standing, intent.prediction().again());
        return record(
                intent,
                standing,
                decision,
                decision.filter(settled -> settled == Entry.Settled.DONE)
                        .flatMap(done -> intent.prediction()
                                .result()
                                .or(() -> now.prediction().result())));
    }

    /**
     * What a failed or stopped attempt left: a record that nothing was changed, or nothing where that cannot be said. Such a step has
     * nothing to undo.
     */
    Optional<Entry.Resolved> untouched(StepState failed) {
        Entry.Intended intent = failed.latest().orElseThrow();
        Forecaster.Foreseen now = run.forecaster().next(failed.step());
        return standing(failed, now, commands(intent.token())) == Standing.NOT_STARTED
                ? Optional.of(record(intent, Standing.NOT_STARTED, Optional.of(Entry.Settled.REDO), Optional.empty()))
                : Optional.empty();
    }

    private static Entry.Resolved record(
            Entry.Intended intent, Standing standing, Optional<Entry.Settled> decision, Optional<Value> value) {
        return new Entry.Resolved(
                Instant.now(),
                intent.step(),
                intent.attempt(),
                intent.token(),
                standing.name().toLowerCase(Locale.ROOT).replace('_', '-'),
                "world",
                decision,
                "",
                value);
    }

    /** The resume class decides; empty where only a person can. */
    static Optional<Entry.Settled> decide(Standing standing, Again again) {
        return switch (standing) {
            case DONE -> Optional.of(Entry.Settled.DONE);
            case NOT_STARTED -> Optional.of(Entry.Settled.REDO);
            case PARTIAL, UNKNOWN ->
                again == Again.IDEMPOTENT || again == Again.CLEAN_FIRST
                        ? Optional.of(Entry.Settled.REDO)
                        : Optional.empty();
        };
    }

    private Standing standing(StepState lost, Forecaster.Foreseen now, List<Host.Found> commands) {
        Entry.Intended first = lost.first().or(lost::latest).orElseThrow();
        Entry.Intended latest = lost.latest().orElseThrow();
        Asked world = new Asked(run, first.prediction(), now.prediction(), commands, latest.token());
        try {
            return now.action().map(action -> action.resolve(world)).orElse(Standing.UNKNOWN);
        } catch (Unseen | Failure unknown) {
            run.listener().remark(lost.step().label() + ": " + unknown.getMessage());
            return Standing.UNKNOWN;
        }
    }

    /** A command that the dead process began may still run: nothing is judged before it ended. */
    private List<Host.Found> awaitCommands(Step step, String token) {
        int command = 1;
        for (Host.Found found : commands(token)) {
            if (found instanceof Host.Running running) {
                run.listener()
                        .remark(step.label() + ": a command of the interrupted run still runs (process " + running.pid()
                                + "); waiting for its end");
                try (StepWork work = new StepWork(run, step, token)) {
                    work.await(command);
                }
            }
            command++;
        }
        return commands(token);
    }

    /** True where a command that the latest attempt of a step began still runs. */
    boolean running(StepState step) {
        return step.latest().stream()
                .flatMap(intent -> commands(intent.token()).stream())
                .anyMatch(Host.Running.class::isInstance);
    }

    /** What became of each command that an attempt began, in order. */
    private List<Host.Found> commands(String token) {
        List<Host.Found> found = new ArrayList<>();
        Optional<Host.Found> next = run.host().find(run.seen(token, 1));
        while (next.isPresent()) {
            found.add(next.get());
            next = run.host().find(run.seen(token, found.size() + 1));
        }
        return found;
    }

    /** What an action asks. */
    private record Asked(OpenRun run, Prediction intended, Prediction now, List<Host.Found> commands, String token)
            implements Resolving {

        @Override
        public HostReader host() {
            return run.host();
        }

        @Override
        public Rows query(Database database, String sql, String... parameters) {
            return run.connections().query(database, sql, parameters);
        }

        @Override
        public Standing compare() {
            return Resolver.compare(intended, now);
        }
    }

    /** Nothing left is done, as intended is not started, less is partial, else unknown. Pure. */
    static Standing compare(Prediction intended, Prediction now) {
        switch (now.fidelity()) {
            case UNCHANGED -> {
                return Standing.DONE;
            }
            case CHECK -> {
                return Standing.NOT_STARTED;
            }
            case LATER, OPAQUE, UNSEEN -> {
                return Standing.UNKNOWN;
            }
            case PREDICTED -> {}
        }
        Set<String> meant = facts(intended);
        Set<String> left = facts(now);
        if (left.isEmpty()) {
            return Standing.UNKNOWN;
        }
        if (left.equals(meant)) {
            return Standing.NOT_STARTED;
        }
        return meant.containsAll(left) ? Standing.PARTIAL : Standing.UNKNOWN;
    }

    private static Set<String> facts(Prediction prediction) {
        Set<String> facts = new HashSet<>();
        for (Change change : prediction.changes()) {
            facts.add(change.fact() + "\n" + change.before().orElse("") + "\n"
                    + change.after().orElse(""));
        }
        return facts;
    }
}
