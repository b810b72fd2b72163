package dev.belay.plan;

import java.util.List;

/**
 * Where a secret comes from, never what it is.
 *
 * @param name as scripts call it
 * @param source from where
 */
public record Secret(String name, Source source) {

    /** A source of a secret. */
    public sealed interface Source {}

    /** An environment variable of the one who runs Belay. The default for a secret without a declaration: its own name. */
    public record FromEnvironment(String variable) implements Source {}

    /** A file that only its owner reads; its first line, without the line's end. */
    public record FromFile(String path) implements Source {}

    /** The first line that a command of a password manager prints; an argument list, no shell. */
    public record FromCommand(List<String> command) implements Source {
        public FromCommand {
            command = List.copyOf(command);
        }
    }

    /** A question at the terminal. */
    public record FromQuestion(String question) implements Source {}
}
