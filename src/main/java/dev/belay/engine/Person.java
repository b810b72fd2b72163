package dev.belay.engine;

import java.util.Optional;

/** The person at the terminal, if there is one. */
public interface Person {

    /** Who runs Belay: user@host. */
    String name();

    /** Asks for a line; empty where nobody is there (no terminal, or {@code --no-input}). */
    Optional<String> ask(String question);

    /** Asks for a line that is not shown while it is typed; empty where nobody is there. */
    Optional<String> askSecret(String question);
}
