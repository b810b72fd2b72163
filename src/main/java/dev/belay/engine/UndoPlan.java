package dev.belay.engine;

import dev.belay.expr.Expr;
import dev.belay.journal.RunState;
import dev.belay.journal.RunState.StepState;
import dev.belay.plan.Change;
import dev.belay.plan.Prediction;
import dev.belay.plan.Step;
import dev.belay.plan.WayBack;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The steps of an undo. First back through the ways back in reverse order, then forward through the steps that are to be done
 * again, and last the services that the run had stopped: they serve again only when all is in place, but for what {@link UndoNeeds}
 * starts before. A way back that stands more than once (several steps whose way back is the same restore) is taken once, at its last
 * place: on the way back in each part of the plan, since each stopped its services before it began. Pure.
 *
 * @param steps what it does, in order
 * @param covers the id of the step that each of them undoes or does again
 * @param passedOver the steps without a way back, with why
 */
record UndoPlan(List<Step> steps, List<String> covers, List<String> passedOver) {

    /** The title of the undo's first leg, as a phase. */
    static final String BACK = "Undo";

    /** The title of the undo's second leg. */
    static final String AGAIN = "Do again";

    /** The title of its end. */
    static final String UP = "Bring up";

    /** The undo of all that a run did. */
    static UndoPlan of(RunState state) {
        return of(state, UndoGoal.beginning());
    }

    /** The undo of what a run did on the way from a goal, and did not go back from already. */
    static UndoPlan of(RunState state, UndoGoal goal) {
        List<StepState> touched = new ArrayList<>(goal.undone(state));
        Collections.reverse(touched);
        Builder builder = new Builder();
        touched.forEach(builder::saved);
        touched.stream().filter(step -> !stopped(step)).forEach(step -> builder.back(step, BACK));
        List<StepState> forward = new ArrayList<>(touched);
        Collections.reverse(forward);
        forward.forEach(builder::again);
        touched.stream().filter(UndoPlan::stopped).forEach(step -> builder.back(step, UP));
        builder.leaveOutRepeats();
        UndoNeeds needs = new UndoNeeds(forward);
        List<Item> items = new ArrayList<>(needs.met(builder.items(false)));
        builder.items(true).stream().filter(item -> !needs.isUp(item)).forEach(items::add);
        return new UndoPlan(
                items.stream().map(Item::step).toList(),
                items.stream().map(Item::covers).toList(),
                Stream.concat(
                                builder.passedOver.stream(),
                                goal.step().isEmpty() ? passedOverBefore(state) : Stream.empty())
                        .distinct()
                        .toList());
    }

    /**
     * The step behind a version in between whose way back leads further than to that version, since it is the restore of a backup from
     * before; empty where none does.
     */
    static Optional<String> beyond(RunState state, String to) {
        List<String> behind = state.plan().behind(to);
        Set<List<Object>> before = state.steps().stream()
                .filter(step -> !behind.contains(step.step().part()))
                .flatMap(step -> step.first().stream())
                .flatMap(intent -> intent.prediction().backups().stream())
                .map(backup -> told(backup.restore()))
                .collect(Collectors.toSet());
        return state.steps().stream()
                .filter(StepState::touched)
                .filter(step -> behind.contains(step.step().part()))
                .filter(step -> Builder.way(step).deeds().stream().anyMatch(deed -> before.contains(told(deed))))
                .map(step -> step.step().label())
                .findFirst();
    }

    private static List<Object> told(WayBack.Deed deed) {
        return List.of(deed.form(), deed.arguments());
    }

    /** What a step does, wherever it stands. */
    static List<Object> told(Step step) {
        return List.of(step.form(), step.arguments());
    }

    /** What the steps do by which a step's backups are restored. */
    static List<List<Object>> restores(StepState state) {
        return state.first().stream()
                .flatMap(intent -> intent.prediction().backups().stream())
                .map(backup -> told(step(state.step(), BACK, "", backup.restore())))
                .toList();
    }

    /** A way back as a step of an undo. */
    static Step step(Step undone, String phase, String id, WayBack.Deed deed) {
        Map<String, Expr> arguments = new LinkedHashMap<>();
        deed.arguments().forEach((name, value) -> arguments.put(name, new Expr.Constant(value)));
        return new Step(
                id,
                undone.part(),
                phase,
                deed.form(),
                arguments,
                Optional.empty(),
                deed.label(),
                undone.at(),
                undone.attempt());
    }

    /** What an undo to a version in between left as it is stays so. */
    private static Stream<String> passedOverBefore(RunState state) {
        return Stream.concat(
                state.undo().filter(RunState.UndoState::over).stream().flatMap(undo -> undo.passedOver().stream()),
                state.earlier().passedOver().stream());
    }

    /** Why a step has no way back, or no whole one; empty where it has one. */
    static Optional<String> oneWay(StepState state) {
        WayBack way = Builder.way(state);
        if (way instanceof WayBack.None none) {
            return Optional.of(none.why());
        }
        return way instanceof WayBack.Later
                ? Optional.of("its way back was not known when it began")
                : Optional.empty();
    }

    /** True where the step stopped a service, so that its way back starts it. */
    private static boolean stopped(StepState state) {
        return state.first().stream()
                .flatMap(intent -> intent.prediction().changes().stream())
                .anyMatch(change -> change.service() == Change.Service.STOPS);
    }

    /**
     * A step of the undo.
     *
     * @param state of the step that it undoes or does again
     */
    record Item(Step step, StepState state) {

        String covers() {
            return state.step().id();
        }

        String phase() {
            return step.phase();
        }
    }

    /** Collects; local to one call of {@link UndoPlan#of}. */
    private static final class Builder {
        private final List<Item> items = new ArrayList<>();
        private final List<String> passedOver = new ArrayList<>();
        private final Set<List<Object>> restores = new HashSet<>();

        /** Takes in what a step's backups are restored by. */
        void saved(StepState state) {
            restores.addAll(UndoPlan.restores(state));
        }

        /** Those that bring up services at the end, or the others. */
        List<Item> items(boolean up) {
            return items.stream().filter(item -> item.phase().equals(UP) == up).toList();
        }

        void back(StepState state, String phase) {
            WayBack way = way(state);
            oneWay(state).ifPresent(why -> passedOver.add(state.step().label() + ": " + why));
            int number = 1;
            for (WayBack.Deed deed : way.deeds()) {
                String suffix = way.deeds().size() == 1 ? "" : "-" + number++;
                add(state, step(state.step(), phase, "undo/" + state.step().id() + suffix, deed));
            }
        }

        void again(StepState state) {
            if (way(state) instanceof WayBack.Redo) {
                Step step = state.step();
                add(
                        state,
                        new Step(
                                "again/" + step.id(),
                                step.part(),
                                AGAIN,
                                step.form(),
                                step.arguments(),
                                Optional.empty(),
                                step.label(),
                                step.at(),
                                step.attempt()));
            }
        }

        /** A stop that goes before a restore stays with it, also where the same service is stopped later once more. */
        void leaveOutRepeats() {
            Set<List<Object>> seen = new HashSet<>();
            String next = "";
            for (int i = items.size() - 1; i >= 0; i--) {
                Item item = items.get(i);
                boolean back = item.phase().equals(BACK);
                String within = back ? item.step().part() : "";
                boolean goesBefore = back && item.covers().equals(next) && !restores.contains(told(item.step()));
                if (!seen.add(List.of(within, told(item.step()))) && !goesBefore) {
                    items.remove(i);
                } else {
                    next = item.covers();
                }
            }
        }

        private void add(StepState state, Step step) {
            items.add(new Item(step, state));
        }

        private static WayBack way(StepState state) {
            return state.first()
                    .map(intent -> intent.prediction())
                    .map(Prediction::way)
                    .orElse(new WayBack.Nothing());
        }
    }
}
