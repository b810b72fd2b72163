package dev.belay.value;

/**
 * Thrown where the world could not be looked at: a folder without permission, a server that does not answer. A preview shows it
 * under "not looked at"; a run treats it as a failure. The message says what and why, in one line without a full stop.
 */
public final class Unseen extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What could not be looked at, and why. */
    public Unseen(String message) {
        super(message);
    }

    /** The same, with its cause. */
    public Unseen(String message, Throwable cause) {
        super(message, cause);
    }

    /** What could not be looked at, and why; never null. */
    public String message() {
        return String.valueOf(getMessage());
    }
}
