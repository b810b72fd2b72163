package dev.belay.catalog;

import dev.belay.expr.Type;

/** What stands between a verb and its options: {@code stop 'web'}, {@code checkout home}, nothing in {@code install pip: 'x'}. */
public sealed interface Subject {

    /** No subject; the variant's own value says on what. */
    record None() implements Subject {}

    /** A declared resource of a kind; its technology chooses the form. */
    record OfResource(String kind) implements Subject {}

    /** A value of a type: a path, a text, a command; several where {@code list}. */
    record OfType(Type type, String doc) implements Subject {}

    /** No subject. */
    static Subject none() {
        return new None();
    }

    /** A resource of a kind. */
    static Subject resource(String kind) {
        return new OfResource(kind);
    }

    /** A value of a type. */
    static Subject of(Type type, String doc) {
        return new OfType(type, doc);
    }
}
