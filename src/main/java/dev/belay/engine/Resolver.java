package dev.belay.engine;

import dev.belay.database.Database;
import dev.belay.database.Patience;
import dev.belay.database.Rows;
import dev.belay.driver.Action;
import dev.belay.driver.Resolving;
import dev.belay.driver.Standing;
import dev.belay.expr.Value;
import dev.belay.host.Completed;
import dev.belay.host.Host;
import dev.belay.host.HostReader;
import dev.belay.journal.Entry;
import dev.belay.journal.RunState;
import dev.belay.journal.RunState.StepState;
import dev.belay.plan.Again;
import dev.belay.plan.Change;
import dev.belay.plan.Prediction;
import dev.belay.plan.Step;
import dev.belay.value.Failure;
import dev.belay.value.Unseen;
import java.sql.Connection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Settles attempts whose outcome was lost, by asking the world (the fourth law). */
final class Resolver {

    private final OpenRun run;

    Resolver(OpenRun run) {
        this.run = run;
    }

    /** What becomes of a lost attempt, none of whose commands still runs; the record is not written yet. */
    Entry.Resolved resolve(StepState lost) {
        Forecaster.Foreseen now = run.forecaster().next(lost.step());
        Asked world = asked(lost, now);
        Entry.Intended intent = lost.latest().orElseThrow();
        Standing standing = standing(world, lost.step(), now);
        Optional<Value> value = standing == Standing.DONE ? value(world, lost, now) : Optional.empty();
        if (standing == Standing.DONE && value.isEmpty() && needed(lost.step())) {
            run.listener()
                    .remark(lost.step().label() + ": it is done, but its result, which a later step needs, is lost");
            standing = Standing.UNKNOWN;
        }
        return record(intent, standing, decide(standing, intent.prediction().again()), value);
    }

    /** The result of a lost attempt that counts as done; empty where it is lost too. */
    Optional<Value> value(StepState lost) {
        Forecaster.Foreseen now = run.forecaster().next(lost.step());
        return value(asked(lost, now), lost, now);
    }

    private Optional<Value> value(Asked world, StepState lost, Forecaster.Foreseen now) {
        Prediction intended = lost.latest().orElseThrow().prediction();
        return intended.result()
                .or(() -> now.prediction().result())
                .or(() -> now.action().flatMap(action -> left(action, world)))
                .map(run::masked);
    }

    private static Optional<Value> left(Action action, Asked world) {
        try {
            return action.result(world);
        } catch (Unseen | Failure lost) {
            return Optional.empty();
        }
    }

    /** True where a step that is still to be applied takes the result of this one. */
    boolean needed(Step step) {
        RunState state = run.state();
        return Stream.concat(state.steps().stream(), state.undo().stream().flatMap(undo -> undo.steps().stream()))
                .anyMatch(other -> !other.status().over() && other.step().uses(step.id()));
    }

    /**
     * What a failed or stopped attempt left: a record that nothing was changed, or nothing where that cannot be said. Such a step has
     * nothing to undo.
     */
    Optional<Entry.Resolved> untouched(StepState failed) {
        Entry.Intended intent = failed.latest().orElseThrow();
        Forecaster.Foreseen now = run.forecaster().next(failed.step());
        return standing(asked(failed, now), failed.step(), now) == Standing.NOT_STARTED
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
                Entry.Resolved.WORLD,
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

    private Standing standing(Asked world, Step step, Forecaster.Foreseen now) {
        try {
            return now.action().map(action -> action.resolve(world)).orElse(Standing.UNKNOWN);
        } catch (Unseen | Failure unknown) {
            run.listener().remark(step.label() + ": " + unknown.getMessage());
            return Standing.UNKNOWN;
        }
    }

    private Asked asked(StepState lost, Forecaster.Foreseen now) {
        return new Asked(
                run,
                lost.first().or(lost::latest).orElseThrow().prediction(),
                now.prediction(),
                tokens(lost).stream().map(this::commands).toList(),
                lost.latest().orElseThrow().token());
    }

    /** The attempts since the first that may have changed the world; a step that was undone since begins anew. */
    private List<String> tokens(StepState step) {
        int first = step.first().or(step::latest).orElseThrow().attempt();
        return run.folder().entries().stream()
                .filter(Entry.Intended.class::isInstance)
                .map(Entry.Intended.class::cast)
                .filter(intent -> intent.step().equals(step.step().id()) && intent.attempt() >= first)
                .map(Entry.Intended::token)
                .toList();
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
    private record Asked(
            OpenRun run, Prediction intended, Prediction now, List<List<Host.Found>> attempts, String token)
            implements Resolving {

        @Override
        public Completed completed(int command) {
            return run.host().await(run.seen(token, command), Host.Watcher.none());
        }

        @Override
        public HostReader host() {
            return run.host();
        }

        @Override
        public Rows query(Database database, String sql, String... parameters) {
            return run.probe().query(database, sql, parameters);
        }

        @Override
        public Connection reading(Database database) {
            return run.connections().reading(Patience.none(), database);
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
