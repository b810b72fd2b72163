package dev.belay.engine;

import dev.belay.journal.RunState;
import dev.belay.journal.RunState.Standing;
import dev.belay.journal.RunState.Status;
import dev.belay.journal.RunState.StepState;
import dev.belay.plan.Part;
import dev.belay.plan.Plan;
import dev.belay.plan.Resource;
import dev.belay.plan.Step;
import dev.belay.value.Exit;
import dev.belay.value.Failure;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A plan that was made anew from edited files, for a run that was begun. What was begun must be in it as it was begun, for its way
 * back depends on that; what is left may be other. Pure.
 *
 * @param state of the run
 * @param fresh the plan made anew
 */
record Revision(RunState state, Plan fresh) {

    Revision {
        fresh = fresh.with(
                fresh.steps().stream().map(step -> begunAnew(state, step)).toList());
    }

    /** Where the run went back to before a step, that goes on being the one that begins anew. */
    private static Step begunAnew(RunState state, Step step) {
        return Stream.concat(
                        state.steps().stream()
                                .filter(known -> known.step().id().equals(step.id()))
                                .map(known -> known.step().attempt()),
                        state.earlier().undone().stream()
                                .filter(gone -> gone.step().id().equals(step.id()))
                                .map(gone -> gone.attempts() + 1))
                .max(Integer::compare)
                .map(step::anew)
                .orElse(step);
    }

    /** Throws (2, 4) where the run cannot go on with it. */
    void refuse() {
        if (state.standing() != Standing.STOPPED && state.standing() != Standing.UNFINISHED) {
            throw new Failure(
                    Exit.BLOCKED,
                    "the run " + state.run() + " is " + state.word() + ", and takes over no edits",
                    Admission.choices(state));
        }
        List<String> objections = new ArrayList<>();
        if (!about(state.plan()).equals(about(fresh))) {
            objections.add("it is about " + about(fresh) + ", and the run about " + about(state.plan()));
        }
        state.steps().stream()
                .filter(Revision::begun)
                .forEach(step -> unlike(step).ifPresent(objections::add));
        state.plan().resources().forEach(resource -> unlike(resource).ifPresent(objections::add));
        inserted().ifPresent(objections::add);
        if (!objections.isEmpty()) {
            throw Failure.wrong(
                    "the run " + state.run() + " cannot take over what was edited:\n  "
                            + String.join("\n  ", objections),
                    "go back, and run it anew: belay undo " + state.run());
        }
    }

    private static String about(Plan plan) {
        String over = plan.parts().stream().map(Part::name).collect(Collectors.joining(", "));
        return plan.application() + " " + plan.to() + " on " + plan.site().name()
                + (over.isEmpty() ? "" : " over " + over);
    }

    /** True for a step that is done, or that may have changed something. */
    private static boolean begun(StepState step) {
        return (step.touched() && !step.leftNothing())
                || step.status() == Status.DONE
                || step.status() == Status.UNCHANGED;
    }

    private Optional<String> unlike(StepState begun) {
        Step step = begun.step();
        boolean broke = begun.status() == Status.FAILED || begun.status() == Status.INTERRUPTED;
        boolean same = step(step.id())
                .filter(now -> now.form().equals(step.form())
                        && (broke // it is applied again, and the way back of its first attempt stays with its id
                                || (now.arguments().equals(step.arguments())
                                        && now.guard().equals(step.guard()))))
                .isPresent();
        return same ? Optional.empty() : Optional.of(step.label() + " was begun as it stood, and is another now");
    }

    private Optional<Step> step(String id) {
        return fresh.steps().stream().filter(each -> each.id().equals(id)).findFirst();
    }

    /** What a name means stays; of how it is reached and looked at (a password, a health check) something else may be said. */
    private Optional<String> unlike(Resource resource) {
        boolean same = fresh.resource(resource.kind(), resource.name())
                .filter(now -> now.technology().equals(resource.technology())
                        && now.argument(now.technology()).equals(resource.argument(resource.technology())))
                .isPresent();
        return same || state.steps().stream().noneMatch(Revision::begun)
                ? Optional.empty()
                : Optional.of(named(resource) + " is another one now");
    }

    private static String named(Resource resource) {
        return "the " + resource.kind() + " '" + resource.name() + "'";
    }

    /** A step that is to be done, and stands before one that was done. */
    private Optional<String> inserted() {
        Optional<Step> waits = Optional.empty();
        for (Step step : fresh.steps()) {
            Optional<StepState> before = state.step(step.id());
            boolean over = before.filter(known -> known.status().over()).isPresent();
            if (over && waits.isPresent()) {
                return Optional.of(waits.get().label() + " stands before " + step.label() + ", which is done already");
            }
            waits = over ? waits : waits.or(() -> Optional.of(step));
        }
        return Optional.empty();
    }

    /** The plan of the steps that are left. */
    Plan rest() {
        return fresh.with(fresh.steps().stream()
                .filter(step -> state.step(step.id())
                        .filter(known -> known.status().over())
                        .isEmpty())
                .toList());
    }

    /** What was edited, a sentence each; values are not shown, for some may be secret. */
    List<String> differences() {
        List<String> differences = new ArrayList<>();
        for (Resource now : fresh.resources()) {
            Map<String, ?> before = state.plan()
                    .resource(now.kind(), now.name())
                    .<Map<String, ?>>map(Resource::arguments)
                    .orElse(Map.of());
            names(before, now.arguments()).forEach(name -> differences.add(named(now) + ": " + name + " is another"));
        }
        names(state.plan().parameters(), fresh.parameters())
                .forEach(name -> differences.add("the parameter '" + name + "' is another"));
        List<String> gone = new ArrayList<>(state.steps().stream()
                .map(StepState::step)
                .filter(step -> step(step.id()).isEmpty())
                .map(Step::label)
                .toList());
        for (Step step : fresh.steps()) {
            Optional<Step> before = state.step(step.id()).map(StepState::step);
            if (before.isEmpty() && !gone.remove(step.label())) { // some ids hold what the step is about
                differences.add(step.label() + " is new");
            } else if (!before.map(Step::arguments).equals(Optional.of(step.arguments()))) {
                differences.add(step.label() + " is another");
            }
        }
        gone.forEach(label -> differences.add(label + " is left out"));
        return differences;
    }

    /** The names whose values differ. */
    private static Set<String> names(Map<String, ?> before, Map<String, ?> now) {
        return Stream.concat(before.keySet().stream(), now.keySet().stream())
                .filter(name -> !Objects.equals(before.get(name), now.get(name)))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
