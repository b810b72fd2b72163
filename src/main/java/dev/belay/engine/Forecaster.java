package dev.belay.engine;

import dev.belay.catalog.Effect;
import dev.belay.driver.Action;
import dev.belay.driver.Target;
import dev.belay.driver.TreeSize;
import dev.belay.expr.Environment;
import dev.belay.expr.Pending;
import dev.belay.expr.Type;
import dev.belay.expr.Value;
import dev.belay.host.Context;
import dev.belay.host.HostReader;
import dev.belay.plan.Prediction;
import dev.belay.plan.Prediction.Fidelity;
import dev.belay.plan.Step;
import dev.belay.value.Failure;
import dev.belay.value.Size;
import dev.belay.value.Unseen;
import java.util.List;
import java.util.Optional;

/**
 * Foresees steps, one after the other, each in the world that the ones before will have left. Reads only.
 *
 * @param binder makes their actions
 * @param world under the changes so far
 * @param host for questions that are no facts
 * @param run the id of the run
 * @param keeps where steps keep captured state
 */
record Forecaster(Binder binder, World world, HostReader host, String run, Keeps keeps) {

    /** The private folder of a step for captured state; absolute. */
    interface Keeps {
        String of(Step step);
    }

    /** What is foreseen of a step, with the promises that can be held against the world once it was applied. */
    record Foreseen(Prediction prediction, List<StepForecast.Promise> promises, Optional<Action> action) {}

    /** Foresees the next step. */
    Foreseen next(Step step) {
        StepForecast forecast = new StepForecast(
                world,
                step.id(),
                step.label(),
                host,
                step.run(run),
                keeps.of(step),
                binder.plan().site().asksApplication());
        Environment environment = environment(forecast);
        Optional<Action> action = Optional.empty();
        try {
            boolean guarded = step.guard().isPresent();
            if (guarded && !truth(Binder.evaluate(step.guard().get(), environment))) {
                forecast.remark("left out: its condition does not hold");
                return new Foreseen(forecast.complete(), List.of(), Optional.empty());
            }
            action = Optional.of(binder.bind(step, environment));
            if (reads(step)) {
                forecast.checks();
            }
            action.get().predict(forecast);
            return new Foreseen(forecast.complete(), forecast.promises(), action);
        } catch (Pending pending) {
            Optional<Action> told = action.or(() -> bound(step, environment));
            return ended(step, forecast, Fidelity.LATER, List.of(pending.step()), told, action);
        } catch (Unseen unseen) {
            if (unseen.refused()) {
                forecast.unmet(unseen.message());
            } else {
                forecast.unseen(unseen.message());
            }
            return ended(step, forecast, Fidelity.UNSEEN, List.of(), action, action);
        } catch (Failure failure) {
            forecast.unmet(sentence(failure));
            return ended(step, forecast, Fidelity.UNSEEN, List.of(), action, action);
        }
    }

    /** True where a guard's value lets its step run. */
    static boolean truth(Value value) {
        return value instanceof Value.Bool bool ? bool.truth() : !(value instanceof Value.Nothing);
    }

    /** The action of a step whose guard waits, so that it can tell what it may touch. */
    private Optional<Action> bound(Step step, Environment environment) {
        try {
            return Optional.of(binder.bind(step, environment));
        } catch (Pending | Unseen | Failure unknown) {
            return Optional.empty();
        }
    }

    /** A prediction that ended early tells nothing of the rest: whatever the step may touch is known only after it. */
    private Foreseen ended(
            Step step,
            StepForecast forecast,
            Fidelity fidelity,
            List<String> after,
            Optional<Action> told,
            Optional<Action> action) {
        List<Target> touched = List.of();
        if (reads(step)) {
            forecast.checks();
        } else {
            touched = told.map(Action::touches).orElse(List.of(Target.anything()));
        }
        List<Target> saved = told.map(Action::saves).orElse(List.of());
        return new Foreseen(forecast.partial(fidelity, after, touched, saved), forecast.promises(), action);
    }

    private boolean reads(Step step) {
        return binder.form(step).worst() == Effect.READS;
    }

    /** The environment in which the arguments of a step that ran already are evaluated once more. */
    Environment environment() {
        return environment(new StepForecast(world, "", "", host, run, "", false));
    }

    private Environment environment(StepForecast forecast) {
        return new Environment() {
            @Override
            public Value result(String step, Type type) {
                return world.result(step).orElseThrow(() -> new Pending(step));
            }

            @Override
            public Value sizeOf(Value of) {
                return new Value.Bytes(size(forecast, of));
            }
        };
    }

    private Size size(StepForecast forecast, Value of) {
        if (of instanceof Value.Resource name) {
            return binder.plan()
                    .resource(name.kind(), name.name())
                    .flatMap(resource -> binder.drivers().sizeOf(resource))
                    .map(forecast::now)
                    .orElseThrow(() ->
                            Failure.wrong("the size of the " + name.kind() + " '" + name.name() + "' cannot be told"));
        }
        if (of instanceof Value.Text path) {
            return forecast.now(new TreeSize(Context.own(), path.text()));
        }
        throw Failure.wrong("size() takes a resource or a path, not " + of);
    }

    private static String sentence(Failure failure) {
        return failure.remedies().isEmpty()
                ? failure.message()
                : failure.message() + "; " + String.join(", or ", failure.remedies());
    }
}
