package dev.belay.value;

/**
 * Thrown where the world could not be looked at: a folder without permission, a server that does not answer. A preview shows it
 * under "not looked at"; a run treats it as a failure. The message says what and why, in one line without a full stop.
 */
public final class Unseen extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean refused;

    /** What could not be looked at, and why. */
    public Unseen(String message) {
        super(message);
        this.refused = false;
    }

    /** The same, with its cause. */
    public Unseen(String message, Throwable cause) {
        this(message, cause, false);
    }

    /**
     * The same, where the one who looks is refused: a password is wrong, an account may not. That will not be better when a step
     * comes to it, so a run does not begin.
     */
    public static Unseen refused(String message, Throwable cause) {
        return new Unseen(message, cause, true);
    }

    private Unseen(String message, Throwable cause, boolean refused) {
        super(message, cause);
        this.refused = refused;
    }

    /** True where the one who looks is refused. */
    public boolean refused() {
        return refused;
    }

    /** What could not be looked at, and why; never null. */
    public String message() {
        return String.valueOf(getMessage());
    }
}
