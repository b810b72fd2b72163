package dev.belay.driver;

/** How far an attempt came whose outcome was lost. */
public enum Standing {
    NOT_STARTED,
    DONE,
    PARTIAL,
    /** Nobody can know. Allowed only to actions that are {@code ONCE}. */
    UNKNOWN
}
