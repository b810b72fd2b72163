package dev.belay.value;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * A text that may hold secrets, as a template: it knows which secrets it is made of, never their values. So it can be kept in
 * a plan, a journal or a record's {@code toString} without harm. Only the host turns it into a plain string, at the moment a
 * process, a file or a connection needs it.
 */
public record SecretText(List<Part> parts) {

    /** A piece of the text. */
    public sealed interface Part {}

    /** Text that anyone may see. */
    public record Literal(String text) implements Part {}

    /** The value of the secret of this name, wherever the site says it comes from. */
    public record Reference(String secret) implements Part {}

    public SecretText {
        parts = List.copyOf(parts);
    }

    /** A text without secrets. */
    public static SecretText plain(String text) {
        return new SecretText(text.isEmpty() ? List.of() : List.of(new Literal(text)));
    }

    /** The value of one secret, whole. */
    public static SecretText secret(String name) {
        return new SecretText(List.of(new Reference(name)));
    }

    /** This text followed by another. */
    public SecretText plus(SecretText other) {
        List<Part> all = new ArrayList<>(parts);
        all.addAll(other.parts);
        return new SecretText(all);
    }

    /** True where at least one secret is part of it. */
    public boolean holdsSecret() {
        return parts.stream().anyMatch(Reference.class::isInstance);
    }

    /** The names of the secrets in it, in order of their use. */
    public List<String> secrets() {
        return parts.stream()
                .filter(Reference.class::isInstance)
                .map(part -> ((Reference) part).secret())
                .distinct()
                .toList();
    }

    /** The text with each secret's value put in by the function, which maps a secret's name to its value. */
    public String reveal(UnaryOperator<String> values) {
        return parts.stream()
                .map(part ->
                        part instanceof Literal literal ? literal.text() : values.apply(((Reference) part).secret()))
                .collect(Collectors.joining());
    }

    /** The text as it may be shown: each secret as {@code ***}. */
    public String masked() {
        return reveal(name -> "***");
    }

    @Override
    public String toString() {
        return masked();
    }
}
