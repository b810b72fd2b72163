package dev.belay.host;

import java.util.List;

/** Where the value of a secret comes from. */
public sealed interface SecretSource {

    /** In a few words, for messages: {@code the environment variable DB_PASSWORD}. */
    String described();

    /** A variable of the environment that Belay was started in. */
    record Variable(String variable) implements SecretSource {
        @Override
        public String described() {
            return "the environment variable " + variable;
        }
    }

    /** The first line of a file that only its owner reads; the owner is root or the one who runs Belay. */
    record OwnersFile(String path) implements SecretSource {
        @Override
        public String described() {
            return "the file " + path;
        }
    }

    /** The first line that a program prints, such as a password manager; an argument list, no shell. */
    record Program(List<String> arguments) implements SecretSource {
        public Program {
            arguments = List.copyOf(arguments);
        }

        @Override
        public String described() {
            return "the command " + Command.of(arguments);
        }
    }

    /** The answer of the person at the terminal. */
    record Question(String question) implements SecretSource {
        @Override
        public String described() {
            return "a question at the terminal";
        }
    }
}
