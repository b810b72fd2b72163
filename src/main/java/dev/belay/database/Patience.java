package dev.belay.database;

import java.time.Duration;

/** Whether one waits where a server takes no connection for now: it has no free one, it is starting, nothing listens yet. */
public interface Patience {

    /**
     * Waits a little, to try again; false where it was long enough.
     *
     * @param why no connection is taken, in one line
     * @param waited so far; zero the first time
     */
    boolean again(String why, Duration waited);

    /** Waits for nothing. */
    static Patience none() {
        return (why, waited) -> false;
    }
}
