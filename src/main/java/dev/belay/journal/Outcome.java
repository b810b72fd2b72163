package dev.belay.journal;

/** How a step ended. */
public enum Outcome {
    /** Applied, and the world came out as foreseen. */
    DONE,
    /** Nothing was left to do. */
    UNCHANGED,
    /** Passed over: its condition was false, or the operator said so. */
    SKIPPED,
    /** It failed. */
    FAILED,
    /** The operator stopped it. */
    INTERRUPTED
}
