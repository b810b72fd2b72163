package dev.belay.drivers.service;

import java.util.List;
import java.util.Optional;

/**
 * One unit of a managed service, as its manager tells of it.
 *
 * @param name as the manager calls it
 * @param state what it does
 * @param told the state in the manager's own words: {@code failed (exit-code)}
 * @param runsToItsEnd true for what does its work and ends, such as a oneshot unit: it is never active for long
 * @param missing where there is no such unit: that, as a sentence
 * @param barred why it cannot be started, as a sentence; empty where it can
 * @param wokenBy units that start it again by themselves
 * @param remarks what the reader of a preview should know before it is started
 * @param containers the names of those that it is made of; empty for what is none
 */
record Unit(
        String name,
        State state,
        String told,
        boolean runsToItsEnd,
        Optional<String> missing,
        Optional<String> barred,
        List<String> wokenBy,
        List<String> remarks,
        List<String> containers) {

    /** What a unit does. */
    enum State {
        INACTIVE,
        FAILED,
        /** It is on its way to be active, or waits to be started once more. */
        ACTIVATING,
        ACTIVE,
        DEACTIVATING
    }

    Unit {
        wokenBy = List.copyOf(wokenBy);
        remarks = List.copyOf(remarks);
        containers = List.copyOf(containers);
    }

    /** True where it serves. */
    boolean active() {
        return state == State.ACTIVE;
    }

    /** True where nothing of it runs, and nothing is under way. */
    boolean rests() {
        return state == State.INACTIVE || state == State.FAILED;
    }

    /** {@code ngw.service: failed (exit-code)}. */
    String line() {
        return name + ": " + told;
    }
}
