package dev.belay.driver;

import java.util.Set;

/**
 * Tells somebody elsewhere how a run goes: what a declaration {@code notify 'chat', http: ...} comes to. It changes nothing of the
 * site, so a preview only says that it would be used.
 */
public interface Notifier {

    /** What is worth telling. */
    enum Occasion {
        /** A run has begun. */
        START,
        /** A run, or its undo, came to its end. */
        END,
        /** A step failed, was stopped or is in doubt, so that the run halts. */
        FAILURE
    }

    /** When it is used. */
    Set<Occasion> occasions();

    /** Whom it tells and how, without anything secret: {@code POST to https://chat.example.org}. */
    String way();

    /**
     * Tells it; takes bounded time.
     *
     * @param notice the notice as JSON, without the value of any secret
     * @throws dev.belay.value.Failure where it did not get there
     * @throws dev.belay.value.Unseen where nothing answers
     */
    void tell(Work work, String notice);
}
