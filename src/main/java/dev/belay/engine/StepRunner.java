package dev.belay.engine;

import dev.belay.catalog.Effect;
import dev.belay.driver.Action;
import dev.belay.driver.Result;
import dev.belay.expr.Expr;
import dev.belay.expr.Pending;
import dev.belay.expr.Value;
import dev.belay.journal.Entry;
import dev.belay.journal.Outcome;
import dev.belay.journal.RunState.StepState;
import dev.belay.plan.Again;
import dev.belay.plan.Prediction;
import dev.belay.plan.Prediction.Fidelity;
import dev.belay.plan.Step;
import dev.belay.plan.WayBack;
import dev.belay.value.Exit;
import dev.belay.value.Failure;
import dev.belay.value.Unseen;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Brings one step to an outcome: predict again, intent, apply, look whether it came true, outcome (the third law). */
final class StepRunner {

    private static final long FIRST_PAUSE = 1_000;
    private static final long LONGEST_PAUSE = 60_000;

    private final OpenRun run;
    private final String leg;

    /**
     * Runs steps of one leg.
     *
     * @param leg goes before the step's number in tokens: empty for a run, {@code u} for an undo
     */
    StepRunner(OpenRun run, String leg) {
        this.run = run;
        this.leg = leg;
    }

    /** How a step ended, and the exit code that it means. */
    record End(Entry.Ended ended, Exit exit) {}

    /** What came of one application, whether it succeeded or not. */
    private record Applied(
            Outcome outcome, Exit exit, String message, List<String> remedies, Result result, List<String> deviations) {

        static Applied failed(Exit exit, String message, List<String> remedies) {
            Outcome outcome =
                    exit == Exit.INTERRUPTED || exit == Exit.TERMINATED ? Outcome.INTERRUPTED : Outcome.FAILED;
            return new Applied(outcome, exit, message, remedies, Result.none(), List.of());
        }

        static Applied of(Outcome outcome, Optional<Value> value) {
            return new Applied(outcome, Exit.DONE, "", List.of(), new Result(value, List.of()), List.of());
        }
    }

    /**
     * Applies a step until it is done, or has failed for good.
     *
     * @param before where the step is: waiting, or with failed attempts
     * @param number as displayed
     * @param total how many steps there are
     * @param shown what was foreseen when a person agreed; empty where nothing was
     */
    End run(StepState before, int number, int total, Optional<Prediction> shown) {
        int attempt = before.attempts();
        boolean clean = before.latest().filter(StepRunner::cleanFirst).isPresent();
        long retries = retries(before.step());
        long pause = FIRST_PAUSE;
        while (true) {
            attempt++;
            End end = attempt(before.step(), attempt, number, total, shown, clean);
            if (end.exit() == Exit.DONE
                    || end.exit() != Exit.FAILED
                    || retries-- <= 0
                    || run.stop().asked()) {
                return end;
            }
            run.listener().remark(before.step().label() + ": tries again in " + pause / 1000 + " s");
            pause(pause);
            pause = Math.min(pause * 2, LONGEST_PAUSE);
            clean = run.state(before.step().id())
                    .latest()
                    .filter(StepRunner::cleanFirst)
                    .isPresent();
        }
    }

    private End attempt(Step step, int attempt, int number, int total, Optional<Prediction> shown, boolean clean) {
        Instant begun = Instant.now();
        long nanos = System.nanoTime();
        String token = run.id() + "-" + leg + number + "-" + attempt;
        Optional<Applied> uncleaned = clean ? clean(step, token) : Optional.empty();
        Forecaster.Foreseen foreseen = run.forecaster().next(step);
        Prediction prediction = foreseen.prediction();
        run.listener().begun(step, number, total, prediction);
        boolean reads = run.binder().form(step).worst() == Effect.READS;
        Optional<Applied> before = uncleaned.or(() -> withoutApplying(step, foreseen, shown, reads));
        Applied applied;
        List<String> found = List.of();
        boolean untouched = false;
        if (before.isPresent()) {
            applied = before.get();
        } else {
            found = found(step, shown, prediction);
            run.append(new Entry.Intended(begun, step.id(), attempt, token, prediction));
            applied = apply(step, token, foreseen);
            untouched = applied.exit() != Exit.DONE && (reads || untouched(step));
        }
        Entry.Ended ended = new Entry.Ended(
                Instant.now(),
                step.id(),
                attempt,
                token,
                applied.outcome(),
                run.host().mask(applied.message()),
                masked(applied.remedies()),
                applied.result().value().map(run::masked),
                masked(remarks(applied, found, untouched && !reads)),
                masked(applied.deviations()),
                untouched,
                Duration.ofNanos(System.nanoTime() - nanos));
        run.append(ended);
        if (applied.exit() == Exit.DONE) {
            run.remember(step.id(), prediction, applied.result().value());
        }
        run.listener().ended(step, number, total, ended);
        return new End(ended, applied.exit());
    }

    /** The outcome of a step that is not applied: its guard does not hold, nothing is left to do, or it must not be. */
    private Optional<Applied> withoutApplying(
            Step step, Forecaster.Foreseen foreseen, Optional<Prediction> shown, boolean reads) {
        Prediction now = foreseen.prediction();
        if (foreseen.action().isEmpty() && now.fidelity() == Fidelity.UNCHANGED) {
            return Optional.of(Applied.of(Outcome.SKIPPED, Optional.empty()));
        }
        if (!now.unmet().isEmpty()) {
            return Optional.of(Applied.failed(Exit.UNMET, String.join("; ", now.unmet()), List.of()));
        }
        if (now.fidelity() == Fidelity.LATER) {
            return Optional.of(Applied.failed(
                    Exit.FAILED,
                    "the result of step " + String.join(", ", now.after()) + " is not known",
                    List.of("resolve that step with 'redo'")));
        }
        if (now.fidelity() == Fidelity.UNSEEN && (!reads || foreseen.action().isEmpty())) {
            List<String> why = now.notes().stream().map(Prediction.Note::text).toList();
            Exit exit = run.stop().asked() ? Exit.INTERRUPTED : Exit.FAILED;
            return Optional.of(Applied.failed(exit, "could not look: " + String.join("; ", why), List.of()));
        }
        if (now.way() instanceof WayBack.Later) {
            return Optional.of(
                    Applied.failed(Exit.FAILED, "it is not applied, since nothing tells its way back yet", List.of()));
        }
        List<String> grown =
                shown.map(then -> Comparison.grown(step, then, now)).orElse(List.of());
        if (!grown.isEmpty()) {
            return Optional.of(Applied.failed(
                    Exit.MOVED, "the world moved: " + String.join("; ", grown), List.of("look at a new preview")));
        }
        return now.fidelity() == Fidelity.UNCHANGED
                ? Optional.of(Applied.of(Outcome.UNCHANGED, now.result()))
                : Optional.empty();
    }

    private Applied apply(Step step, String token, Forecaster.Foreseen foreseen) {
        Action action = foreseen.action().orElseThrow();
        try (StepWork work = new StepWork(run, step, token)) {
            Result result = action.apply(work);
            return verified(foreseen, result);
        } catch (Failure failure) {
            boolean stopped = run.stop().asked() && (failure.exit() == Exit.FAILED || failure.exit() == Exit.PERSON);
            return Applied.failed(stopped ? Exit.INTERRUPTED : failure.exit(), failure.message(), failure.remedies());
        } catch (Unseen unseen) {
            Exit exit = run.stop().asked() ? Exit.INTERRUPTED : Exit.FAILED;
            return Applied.failed(exit, unseen.message(), List.of());
        } catch (RuntimeException defect) {
            run.said(token, run.host().mask(trace(defect)));
            return Applied.failed(
                    Exit.FAILED,
                    "a defect of the driver of '" + step.form() + "': " + defect,
                    List.of("its trace is in the step's output"));
        }
    }

    /** What the step finds other than was shown, and changes still: who runs it is told. */
    private List<String> found(Step step, Optional<Prediction> shown, Prediction now) {
        List<String> found =
                masked(shown.map(then -> Comparison.found(then, now)).orElse(List.of()));
        found.forEach(text -> run.listener().remark(step.label() + ": " + text));
        return found;
    }

    /** The driver's remarks, what was found other than shown, and that a failed attempt left everything as it was. */
    private static List<String> remarks(Applied applied, List<String> found, boolean untouched) {
        List<String> remarks = new ArrayList<>(applied.result().remarks());
        remarks.addAll(found);
        if (untouched) {
            remarks.add("data: unchanged by this step (looked again)");
        }
        return remarks;
    }

    /** True where the world says so; whatever goes wrong while looking must not cost the outcome, which is not written yet. */
    private boolean untouched(Step step) {
        try {
            return new Resolver(run).untouched(run.state(step.id())).isPresent();
        } catch (RuntimeException unknown) {
            return false;
        }
    }

    /** Texts that came from outside may repeat a secret. */
    private List<String> masked(List<String> texts) {
        return texts.stream().map(run.host()::mask).toList();
    }

    /**
     * Removes what a broken attempt left, before the step is foreseen again: leftovers would be in the way of that.
     *
     * @return how it failed, where it did
     */
    private Optional<Applied> clean(Step step, String token) {
        try (StepWork work = new StepWork(run, step, run.unused(token + "-clean"))) {
            run.binder().bind(step, run.forecaster().environment()).clean(work);
            return Optional.empty();
        } catch (Failure failure) {
            return Optional.of(Applied.failed(
                    failure.exit(),
                    "what the last attempt left could not be removed: " + failure.message(),
                    failure.remedies()));
        } catch (Unseen | Pending unseen) {
            return Optional.of(Applied.failed(
                    Exit.FAILED, "what the last attempt left could not be removed: " + unseen.getMessage(), List.of()));
        }
    }

    private static boolean cleanFirst(Entry.Intended intent) {
        return intent.prediction().again() == Again.CLEAN_FIRST;
    }

    /** Holds the world against what was foreseen: a fact that did not come true is a failure, whatever the driver says. */
    private Applied verified(Forecaster.Foreseen foreseen, Result result) {
        List<String> deviations = new ArrayList<>();
        for (StepForecast.Promise promise : foreseen.promises()) {
            if (!promise.fact().estimate()) {
                deviation(promise).ifPresent(deviations::add);
            }
        }
        Optional<Value> expected = foreseen.prediction().result();
        if (expected.isPresent() && result.value().isPresent() && !expected.equals(result.value())) {
            deviations.add("its result is " + result.value().get() + ", foreseen was " + expected.get());
        }
        Result whole = new Result(result.value().or(() -> expected), result.remarks());
        return deviations.isEmpty()
                ? new Applied(Outcome.DONE, Exit.DONE, "", List.of(), whole, List.of())
                : new Applied(
                        Outcome.FAILED,
                        Exit.FAILED,
                        "it did not come out as foreseen: " + String.join("; ", deviations),
                        List.of(),
                        whole,
                        deviations);
    }

    private Optional<String> deviation(StepForecast.Promise promise) {
        Object now = run.probe().read(promise.fact());
        return now.equals(promise.value())
                ? Optional.empty()
                : Optional.of(promise.fact().subject() + " is " + shown(promise, now) + ", should be "
                        + shown(promise, promise.value()));
    }

    @SuppressWarnings("unchecked") // a fact shows the values that it reads
    private static String shown(StepForecast.Promise promise, Object value) {
        String text = ((dev.belay.driver.Fact<Object>) promise.fact()).show(value);
        return text.isEmpty() ? "nothing" : text;
    }

    private static long retries(Step step) {
        Expr expr = step.arguments().get("retries");
        return expr instanceof Expr.Constant constant && constant.value() instanceof Value.Decimal decimal
                ? decimal.number().longValue()
                : 0;
    }

    private void pause(long millis) {
        try {
            run.stop().pause(millis);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static String trace(RuntimeException defect) {
        java.io.StringWriter text = new java.io.StringWriter();
        defect.printStackTrace(new java.io.PrintWriter(text));
        return text.toString();
    }
}
