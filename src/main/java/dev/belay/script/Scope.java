package dev.belay.script;

import dev.belay.expr.Expr;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Names and what they stand for. A name has one value for good; blocks of {@code if}, {@code for} and functions have scopes of their own. */
final class Scope {

    private final Optional<Scope> outer;
    private final Map<String, Binding> names = new LinkedHashMap<>();

    /**
     * What a name stands for.
     *
     * @param value empty where its expression was wrong, which is reported already
     * @param origin the text with values in it that it was made from, for use in a shell, where each value is quoted
     */
    record Binding(Optional<Expr> value, Optional<Origin> origin) {

        static Binding of(Expr value) {
            return new Binding(Optional.of(value), Optional.empty());
        }

        static Binding broken() {
            return new Binding(Optional.empty(), Optional.empty());
        }
    }

    /** A text as it is written, and where its names are looked up. */
    record Origin(Syntax text, Scope scope) {}

    private Scope(Optional<Scope> outer) {
        this.outer = outer;
    }

    static Scope outermost() {
        return new Scope(Optional.empty());
    }

    Scope inner() {
        return new Scope(Optional.of(this));
    }

    Optional<Binding> find(String name) {
        Binding own = names.get(name);
        return own != null ? Optional.of(own) : outer.flatMap(scope -> scope.find(name));
    }

    boolean isOutermost() {
        return outer.isEmpty();
    }

    /** True where this very scope has the name. */
    boolean has(String name) {
        return names.containsKey(name);
    }

    void bind(String name, Binding binding) {
        names.put(name, binding);
    }

    /** All names that are seen from here. */
    Set<String> visible() {
        Set<String> all = new TreeSet<>(names.keySet());
        outer.ifPresent(scope -> all.addAll(scope.visible()));
        return all;
    }
}
