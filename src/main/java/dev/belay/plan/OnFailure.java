package dev.belay.plan;

/** What a run does when a step failed. */
public enum OnFailure {
    /** Stop, and tell how to go on and how to go back. */
    STOP,
    /** Undo at once. */
    UNDO,
    /** Ask the person at the terminal; stop where there is none. */
    ASK
}
