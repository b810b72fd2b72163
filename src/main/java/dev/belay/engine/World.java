package dev.belay.engine;

import dev.belay.driver.Arguments;
import dev.belay.driver.Fact;
import dev.belay.driver.Probe;
import dev.belay.driver.Target;
import dev.belay.expr.Pending;
import dev.belay.expr.Value;
import dev.belay.plan.Plan;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The world under the changes of the steps that were foreseen so far: what is known of each fact, what was disturbed, which
 * results and backups there will be. One thread; the cost of a question does not grow with the number of steps, only with the
 * number of different things that they disturb.
 */
final class World {

    private static final Target ALL_DATABASES = Target.every("database");
    private static final Target ALL_SERVICES = Target.every("service");

    /** What a step will have made of a fact. */
    private record Known(Object value, int order) {}

    /** What a step may have changed in a way that cannot be told. */
    private record Disturbance(String step, int order) {}

    /**
     * What a step stopped, so that what runs in it cannot be reached.
     *
     * @param step its label
     * @param advice what to write instead
     * @param certain false where something may have started it again that cannot be foreseen
     */
    record Rest(String step, String advice, boolean certain) {}

    private final Probe probe;
    private final Map<Fact<?>, Object> reads = new HashMap<>();
    private final Map<Fact<?>, Known> known = new HashMap<>();
    private final Map<Fact<?>, Disturbance> disturbedFacts = new HashMap<>();
    private final Map<Target, Disturbance> disturbed = new LinkedHashMap<>();
    private final Map<Target, Disturbance> changed = new LinkedHashMap<>();
    private final Map<Target, Rest> resting = new HashMap<>();
    private final Saves foreseenBackups = new Saves();
    private final Map<String, Value> foreseenResults = new HashMap<>();
    private final Past past;
    private int order;

    /** The world as it is, after the steps that ran already. */
    World(Probe probe, Past past) {
        this.probe = probe;
        this.past = past;
    }

    /**
     * What the steps left that ran already; shared, not copied.
     *
     * @param results by the id of the step
     * @param backups what can be restored
     */
    record Past(Map<String, Value> results, Saves backups) {

        /** Before the first step. */
        static Past none() {
            return new Past(new HashMap<>(), new Saves());
        }

        /** Before the first step, the installed version being this. */
        static Past of(Plan plan, Optional<String> installed) {
            Past past = none();
            past.remember(plan, installed);
            return past;
        }

        /** Takes in the installed version. */
        void remember(Plan plan, Optional<String> installed) {
            results.putAll(plan.installed(installed));
        }

        /** The installed version, where it is known. */
        Optional<String> installed(Plan plan) {
            return plan.installed()
                    .flatMap(step -> Optional.ofNullable(results.get(step.id())))
                    .map(Arguments::text);
        }
    }

    /** The step after which the fact can be told; empty where it can be told now. */
    Optional<String> disturbedBy(Fact<?> fact) {
        return disturbedBy(fact, "");
    }

    /** The same, past what one step itself disturbs. */
    Optional<String> disturbedBy(Fact<?> fact, String besides) {
        Known value = known.get(fact);
        int since = value == null ? 0 : value.order();
        Disturbance latest = disturbedFacts.get(fact);
        if (latest != null && latest.step().equals(besides)) {
            latest = null;
        }
        for (Map.Entry<Target, Disturbance> entry : disturbed.entrySet()) {
            Target target = entry.getKey();
            if (target.covers(fact.target()) || (fact.whole() && fact.target().covers(target))) {
                latest = later(latest, entry.getValue(), besides);
            }
        }
        if (fact.whole()) {
            for (Map.Entry<Target, Disturbance> entry : changed.entrySet()) {
                if (fact.target().covers(entry.getKey())) {
                    latest = later(latest, entry.getValue(), besides);
                }
            }
        }
        return latest != null && latest.order() > since ? Optional.of(latest.step()) : Optional.empty();
    }

    private static @Nullable Disturbance later(@Nullable Disturbance latest, Disturbance other, String besides) {
        boolean later = latest == null || other.order() > latest.order();
        return later && !other.step().equals(besides) ? other : latest;
    }

    /** True where the value of the fact was looked at, and does not come from a prediction. */
    boolean isRead(Fact<?> fact) {
        return !known.containsKey(fact);
    }

    /**
     * The fact as the steps so far will have left it, past what one step itself disturbs.
     *
     * @throws Pending where one of them decides it
     */
    @SuppressWarnings("unchecked") // a fact's value was put in by the same fact
    <T> T now(Fact<T> fact, String besides) {
        Optional<String> step = disturbedBy(fact, besides);
        if (step.isPresent()) {
            throw new Pending(step.get());
        }
        Known value = known.get(fact);
        if (value != null) {
            return (T) value.value();
        }
        Object read = reads.get(fact);
        if (read == null) {
            read = fact.read(probe);
            reads.put(fact, read);
        }
        return (T) read;
    }

    /** The fact is this as the world is, whatever was foreseen of it. */
    void told(Fact<?> fact, Object value) {
        reads.putIfAbsent(fact, value);
    }

    /** From now on the fact is this. */
    void becomes(Fact<?> fact, Object value) {
        known.put(fact, new Known(value, ++order));
    }

    /** From now on what tells of all that is around the target is known only after the step. */
    void change(Target target, String step) {
        changed.put(target, new Disturbance(step, ++order));
    }

    /** From now on the fact is known only after the step. */
    void disturb(Fact<?> fact, String step) {
        disturbedFacts.put(fact, new Disturbance(step, ++order));
    }

    /** From now on the facts about the target are known only after the step; it may well start a service. */
    void disturb(Target target, String step) {
        disturbed.put(target, new Disturbance(step, ++order));
        if (target.covers(ALL_DATABASES) || target.covers(ALL_SERVICES)) {
            resting.clear();
        }
    }

    /** From now on what runs in the target cannot be reached. */
    void rests(Target target, Rest rest) {
        resting.put(target, rest);
    }

    /** From now on what runs in the target can be reached. */
    void runs(Target target) {
        resting.remove(target);
    }

    /** A step did what cannot be told. */
    void opaque() {
        resting.replaceAll((target, rest) -> new Rest(rest.step(), rest.advice(), false));
    }

    /** Why what runs in the target cannot be reached; empty where it can, or nothing is known of it. */
    Optional<Rest> resting(Target target) {
        return Optional.ofNullable(resting.get(target));
    }

    /** A target can be restored from now on. */
    void backedUp(Saves.Save save) {
        foreseenBackups.add(save);
    }

    /** The latest backup of a target. */
    Optional<Saves.Save> saved(Target target) {
        return foreseenBackups.of(target).or(() -> past.backups().of(target));
    }

    /** The target of a backup that leaves out another, which lies in it. */
    Optional<Target> leftOut(Target target) {
        return foreseenBackups.around(target).or(() -> past.backups().around(target));
    }

    /** The result of a step will be this. */
    void result(String step, Value value) {
        foreseenResults.put(step, value);
    }

    /** The result of a step, where it is known or foreseen. */
    Optional<Value> result(String step) {
        return Optional.ofNullable(foreseenResults.get(step))
                .or(() -> Optional.ofNullable(past.results().get(step)));
    }
}
