package dev.belay.cli;

import dev.belay.engine.Person;
import java.util.Optional;

/** The person at the terminal; nobody under {@code --no-input}. */
record TerminalPerson(Terminal terminal, Screen screen, String name, boolean there) implements Person {

    @Override
    public Optional<String> ask(String question) {
        return there ? screen.ask(() -> terminal.ask(question)) : Optional.empty();
    }

    @Override
    public Optional<String> askSecret(String question) {
        return there ? screen.ask(() -> terminal.askSecret(question)) : Optional.empty();
    }
}
