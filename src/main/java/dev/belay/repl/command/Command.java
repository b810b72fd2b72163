package dev.belay.repl.command;

import dev.belay.repl.session.Session;
import dev.belay.value.Exit;

/** A command of the prompt. */
public interface Command {

    /** How it is typed, and what it does. */
    Usage usage();

    /**
     * Does it.
     *
     * @param argument what stands behind its name, without blanks at its ends; as its usage wants it, empty where that lets it
     * @throws dev.belay.value.Failure for what a person should read; then the session is as it was
     */
    Exit run(Session session, String argument);

    /** True where the session ends behind it. */
    default boolean leaves() {
        return false;
    }
}
