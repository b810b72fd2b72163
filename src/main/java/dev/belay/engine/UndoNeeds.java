package dev.belay.engine;

import dev.belay.engine.UndoPlan.Item;
import dev.belay.journal.RunState.StepState;
import dev.belay.plan.Prediction;
import dev.belay.plan.Prediction.Switch;
import dev.belay.plan.Step;
import dev.belay.plan.WayBack;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Sees to what the steps of an undo need running, such as the container of a database that is restored. What the run stopped with a
 * service is started alone, in the place of that stop on the way back; the rest of the service waits for the end. What the undo itself
 * stops, with all that a step of the run had started, runs once more for the restore that goes with that step. Pure.
 */
final class UndoNeeds {

    private final List<StepState> run;
    private final Map<String, Integer> places = new HashMap<>();
    private final Map<List<Object>, List<String>> ofRestores = new HashMap<>();
    private final Set<String> resting = new HashSet<>();
    private final Map<List<Object>, String> started = new HashMap<>();
    private final Set<String> lent = new HashSet<>();
    private final List<Item> met = new ArrayList<>();

    /** @param run the steps that are undone, in the order in which they ran */
    UndoNeeds(List<StepState> run) {
        this.run = run;
        for (StepState state : run) {
            places.put(state.step().id(), places.size());
            UndoPlan.restores(state).forEach(restore -> ofRestores.put(restore, needs(state)));
            switches(state).forEach(each -> turn(each.target(), each.on()));
        }
    }

    /**
     * The steps of the undo together with those that they need.
     *
     * @param items the undo but for its end, where services are brought up
     */
    List<Item> met(List<Item> items) {
        int place = run.size();
        for (int i = 0; i < items.size(); i++) {
            Item item = items.get(i);
            int undone = item.phase().equals(UndoPlan.BACK) ? places.getOrDefault(item.covers(), 0) + 1 : 0;
            while (place > undone) {
                inPlaceOf(run.get(--place), items.subList(i, items.size()));
            }
            boolean last = i + 1 == items.size() || !items.get(i + 1).covers().equals(item.covers());
            add(item, last);
        }
        return met;
    }

    /** True where a step that would bring something up has no more to do after {@link #met}. */
    boolean isUp(Item item) {
        return Optional.ofNullable(started.get(UndoPlan.told(item.step())))
                .filter(target -> !resting.contains(target))
                .isPresent();
    }

    /** What a step of the run stopped, and the rest of the undo needs. */
    private void inPlaceOf(StepState stop, List<Item> rest) {
        switches(stop)
                .filter(each -> !each.on() && resting.contains(each.target()) && isNeeded(each.target(), rest))
                .forEach(each -> start(each, stop, UndoPlan.BACK));
    }

    private static boolean takesDown(Item item, String target) {
        return item.phase().equals(UndoPlan.BACK)
                && switches(item.state())
                        .anyMatch(each -> each.on() && each.target().equals(target));
    }

    private boolean isNeeded(String target, List<Item> rest) {
        for (Item item : rest) {
            if (needs(item).contains(target)) {
                return true;
            }
            if (takesDown(item, target)) {
                return false;
            }
        }
        return false;
    }

    private void add(Item item, boolean last) {
        List<String> needs = needs(item);
        List<Switch> own = switches(item.state())
                .filter(each -> takesDown(item, each.target()))
                .toList();
        needs.stream()
                .filter(resting::contains)
                .flatMap(target -> known(target, item.state()).stream())
                .forEach(each -> {
                    start(each, item.state(), item.phase());
                    lent.addAll(alike(each));
                });
        met.add(item);
        if (needs.isEmpty()) {
            own.stream().filter(each -> !lent.contains(each.target())).forEach(each -> resting.add(each.target()));
        }
        if (last) {
            own.stream().filter(each -> lent.contains(each.target())).forEach(each -> {
                insert(each.stop(), "-down", item.state(), item.phase());
                lent.removeAll(alike(each));
                resting.addAll(alike(each));
            });
            lent.clear();
        }
    }

    /** How something is started that rests: as the step tells whose way back it is, or another of the run. */
    private Optional<Switch> known(String target, StepState state) {
        return Stream.concat(switches(state), run.stream().flatMap(UndoNeeds::switches))
                .filter(each -> each.target().equals(target))
                .findFirst();
    }

    private void start(Switch what, StepState covers, String phase) {
        started.put(UndoPlan.told(insert(what.start(), "-up", covers, phase)), what.target());
        resting.removeAll(alike(what));
    }

    private Step insert(WayBack.Deed deed, String suffix, StepState covers, String phase) {
        String id = "undo/" + covers.step().id() + suffix + met.size();
        Step step = UndoPlan.step(covers.step(), phase, id, deed);
        met.add(new Item(step, covers));
        return step;
    }

    /** The same thing by all its names: one step starts them. */
    private Set<String> alike(Switch what) {
        return run.stream()
                .flatMap(UndoNeeds::switches)
                .filter(each -> each.start().equals(what.start()))
                .map(Switch::target)
                .collect(Collectors.toSet());
    }

    private void turn(String target, boolean on) {
        if (on) {
            resting.remove(target);
        } else {
            resting.add(target);
        }
    }

    private List<String> needs(Item item) {
        return ofRestores.getOrDefault(UndoPlan.told(item.step()), needs(item.state()));
    }

    private static List<String> needs(StepState state) {
        return prediction(state).map(Prediction::needs).orElse(List.of());
    }

    private static Stream<Switch> switches(StepState state) {
        return prediction(state).stream().flatMap(prediction -> prediction.switches().stream());
    }

    private static Optional<Prediction> prediction(StepState state) {
        return state.first().map(intent -> intent.prediction());
    }
}
