package dev.belay.plan;

/** Whether a step whose outcome was lost may be applied again: its resume class. */
public enum Again {
    /** Applying it twice is as good as once. */
    IDEMPOTENT,
    /** It happened whole or not at all, and the world tells which. */
    TRANSACTIONAL,
    /** What a broken attempt left is removed first, then it is applied again. */
    CLEAN_FIRST,
    /** Only a person may decide that it runs again. The default. */
    ONCE
}
