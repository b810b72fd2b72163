package dev.belay.engine;

import dev.belay.database.Connections;
import dev.belay.driver.Drivers;
import dev.belay.host.Host;
import dev.belay.journal.Entry;
import dev.belay.journal.StateFolder;
import dev.belay.plan.Plan;
import dev.belay.plan.Preview;

/**
 * All that can be done with plans and runs. Every method that changes something takes the site's lock and gives it back; all are
 * called from one thread at a time.
 */
public final class Engine {

    private final Drivers drivers;
    private final Host host;
    private final Connections connections;
    private final StateFolder states;
    private final Person person;

    /**
     * @param drivers who does what
     * @param host the machine
     * @param connections to databases
     * @param states where the state of sites is kept
     * @param person who is asked
     */
    public Engine(Drivers drivers, Host host, Connections connections, StateFolder states, Person person) {
        this.drivers = drivers;
        this.host = host;
        this.connections = connections;
        this.states = states;
        this.person = person;
    }

    /** Foresees every step by reading only. */
    public Preview preview(Plan plan) {
        throw new UnsupportedOperationException();
    }

    /**
     * Begins a run of a plan that was previewed, and runs it to its end or to a failure.
     *
     * @param shown the preview that a person agreed to, perhaps days ago; the world must still be as it was (law 6)
     */
    public Ended run(Preview shown, Choices choices, Listener listener) {
        throw new UnsupportedOperationException();
    }

    /** Goes on with an open run: settles lost attempts by asking the world, then applies what is left. */
    public Ended resume(String run, Choices choices, Listener listener) {
        throw new UnsupportedOperationException();
    }

    /** The preview of an undo: a plan of the ways back; changes nothing. */
    public Preview previewUndo(String run) {
        throw new UnsupportedOperationException();
    }

    /** Undoes a run, or goes on with its undo. */
    public Ended undo(String run, Preview shown, Listener listener) {
        throw new UnsupportedOperationException();
    }

    /** Settles a doubt by a person's word. */
    public Ended resolve(String run, String step, Entry.Settled decision, String reason) {
        throw new UnsupportedOperationException();
    }

    /** Declares a run good: what was kept for the way back is removed. */
    public Ended accept(String run) {
        throw new UnsupportedOperationException();
    }

    /** Closes a run as it stands. */
    public Ended abandon(String run, String reason) {
        throw new UnsupportedOperationException();
    }
}
