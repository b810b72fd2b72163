package dev.belay.expr;

/**
 * Thrown where a value exists only after a step ran. It is a message of the program to itself: a preview catches it and shows
 * "known after step n"; it never reaches a person.
 */
public final class Pending extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String step;

    /** The value is known after the step of this id; empty where no step but the run itself decides. */
    public Pending(String step) {
        super("known after " + step, null, false, false);
        this.step = step;
    }

    /** The id of the step to wait for; empty where the run itself decides. */
    public String step() {
        return step;
    }
}
