package dev.belay.value;

import java.util.List;

/**
 * The one failure that Belay throws on purpose. Its message is meant for the person who reads it at night: where, what, and
 * in {@link #remedies()} what to do. It never holds the value of a secret.
 */
public final class Failure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Exit exit;
    private final transient List<String> remedies;

    /** A failure that ends the command with the given code. */
    public Failure(Exit exit, String message, String... remedies) {
        super(message);
        this.exit = exit;
        this.remedies = List.of(remedies);
    }

    /** The same, with the exception that led to it. */
    public Failure(Exit exit, String message, Throwable cause, String... remedies) {
        super(message, cause);
        this.exit = exit;
        this.remedies = List.of(remedies);
    }

    /** A step that failed: exit code 1. */
    public static Failure failed(String message, String... remedies) {
        return new Failure(Exit.FAILED, message, remedies);
    }

    /** A script, a site file or a command line that is wrong: exit code 2. */
    public static Failure wrong(String message, String... remedies) {
        return new Failure(Exit.WRONG, message, remedies);
    }

    /** A requirement that is not met: exit code 5. */
    public static Failure unmet(String message, String... remedies) {
        return new Failure(Exit.UNMET, message, remedies);
    }

    /** The exit code that this failure means when nothing handles it. */
    public Exit exit() {
        return exit;
    }

    /** The message; never null. */
    public String message() {
        return String.valueOf(getMessage());
    }

    /** What the reader can do about it, a sentence or a command each; may be empty. */
    public List<String> remedies() {
        return remedies;
    }
}
