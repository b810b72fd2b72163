package dev.belay.catalog;

/** The worst that a form of a verb can do, from harmless to not to be undone. */
public enum Effect {
    /** Changes nothing. */
    READS,
    /** Its way back brings the world to what it was. */
    REVERSIBLE,
    /** The way back is a backup. */
    RESTORABLE,
    /** There is no way back. */
    IRREVERSIBLE
}
