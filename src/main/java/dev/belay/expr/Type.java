package dev.belay.expr;

import java.util.List;
import java.util.stream.Collectors;

/** The types of the language, as the catalogue declares them for options and results. */
public sealed interface Type {

    /** Types without a parameter. {@link #word()} is how messages name them. */
    enum Plain implements Type {
        TEXT("a text"),
        PATH("a path"),
        /** Text for a shell: each interpolated value is quoted as one word when the text is put together; secrets are refused. */
        SHELL("a command"),
        VERSION("a version"),
        NUMBER("a number"),
        BOOL("true or false"),
        DURATION("a duration such as 2.minutes"),
        SIZE("a size such as 10.GB"),
        REGEX("a regular expression"),
        ANY("a value");

        private final String word;

        Plain(String word) {
            this.word = word;
        }

        @Override
        public String word() {
            return word;
        }
    }

    Type TEXT = Plain.TEXT;
    Type PATH = Plain.PATH;
    Type SHELL = Plain.SHELL;
    Type VERSION = Plain.VERSION;
    Type NUMBER = Plain.NUMBER;
    Type BOOL = Plain.BOOL;
    Type DURATION = Plain.DURATION;
    Type SIZE = Plain.SIZE;
    Type REGEX = Plain.REGEX;

    Type ANY = Plain.ANY;

    /** A text that may hold a secret. */
    record SecretTextType() implements Type {
        @Override
        public String word() {
            return "a text or a secret";
        }
    }

    /** A list; one item may be written without brackets. */
    record ListOf(Type item) implements Type {
        @Override
        public String word() {
            return "a list, each " + item.word();
        }
    }

    /** A map from text. */
    record MapOf(Type value) implements Type {
        @Override
        public String word() {
            return "a map, each value " + value.word();
        }
    }

    /** A declared resource of a kind, by name. */
    record Resource(String kind) implements Type {
        @Override
        public String word() {
            return "the name of a " + kind;
        }
    }

    /** One of a few words. */
    record OneOf(List<String> words) implements Type {
        public OneOf {
            words = List.copyOf(words);
        }

        @Override
        public String word() {
            return words.stream().map(word -> "'" + word + "'").collect(Collectors.joining(", ", "one of ", ""));
        }
    }

    /** Any of several types, the first that fits. */
    record AnyOf(List<Type> types) implements Type {
        public AnyOf {
            types = List.copyOf(types);
        }

        @Override
        public String word() {
            return types.stream().map(Type::word).collect(Collectors.joining(" or "));
        }
    }

    /** A pure function of one parameter, such as {@code { slug(it.name) }}, or a value of the given type. */
    record FunctionOr(Type value) implements Type {
        @Override
        public String word() {
            return value.word() + " or a function such as { slug(it.name) }";
        }
    }

    /** A text that may hold a secret. */
    Type SECRET = new SecretTextType();

    /** How a message names the type: "expected " + word. */
    String word();
}
