package dev.belay.driver;

import dev.belay.expr.Value;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * A step bound to its driver: a record of plain values, without hands to change anything. The same instance is predicted and
 * applied. Both are called from one thread.
 */
public interface Action {

    /**
     * Says what applying will change, by reading facts only. It declares the resume class and what it can of the way back before
     * it reads its first fact, since {@link Forecast#now} ends the method where the fact is known only later.
     *
     * @throws dev.belay.value.Failure where the step cannot be done at all
     * @throws dev.belay.value.Unseen where the world could not be looked at
     */
    void predict(Forecast forecast);

    /**
     * Does it: the only code with effects. Applying again what is done already changes nothing.
     *
     * @throws dev.belay.value.Failure where it did not succeed
     */
    Result apply(Work work);

    /**
     * All that applying may touch, told from the arguments alone. Where {@link #predict} ends early, because a fact is known only
     * later or cannot be looked at, every fact about these targets counts as known only after this step. The default is {@link
     * Target#anything()}; an action that only reads returns an empty list.
     */
    default List<Target> touches() {
        return List.of(Target.anything());
    }

    /**
     * The targets that it makes backups of, told from the arguments alone: where {@link #predict} ends early, the way back of a
     * later step that changes one of them is known after this step.
     */
    default List<Target> saves() {
        return List.of();
    }

    /** The address that applying gets something from over the network; a preview asks it nothing, a doctor whether it answers. */
    default Optional<URI> fetches() {
        return Optional.empty();
    }

    /** Makes way for the next attempt, for actions that are {@code CLEAN_FIRST}: removes what a broken one left. */
    default void clean(Work work) {
        discard(work);
    }

    /**
     * Removes what a broken attempt left and nobody will need any more: a half-written file, a database that was being loaded. Called
     * at the end of an undo and at accept, where the latest attempt did not end well; it goes neither forward nor back, and doing
     * it twice is harmless.
     */
    default void discard(Work work) {}

    /**
     * What a broken attempt left that {@link #discard} removes, as people find it: told where a run is closed as it stands. Only reads.
     *
     * @param run the run's id
     * @param keep the step's private folder, as {@link Work#keep()} tells it
     */
    default List<String> leftBehind(Probe world, String run, String keep) {
        return List.of();
    }

    /**
     * The run is declared good: drops what was kept for the way back outside of {@link Work#keep()} (a renamed database, a replaced
     * folder). What lies in {@link Work#keep()} is removed by the engine. Called for every applied step; doing it twice is harmless.
     */
    default void accept(Work work) {}

    /**
     * Tells, after a crash, how far an attempt came. The default predicts again: nothing left is done, as intended is not
     * started, less is partial, anything else unknown.
     */
    default Standing resolve(Resolving world) {
        return world.compare();
    }

    /**
     * The result of a lost attempt that {@link #resolve} found done, from what it left behind. Asked only where the prediction does not
     * tell it. Empty where it is lost too; then a step that a later step needs is not taken for done.
     */
    default Optional<Value> result(Resolving world) {
        return Optional.empty();
    }
}
