package dev.belay.script;

import dev.belay.catalog.Catalog;
import dev.belay.expr.Expr;
import dev.belay.expr.Value;
import java.util.List;
import java.util.Optional;

/** Reads a single constant expression of the language. */
final class Constants {

    private Constants() {}

    /** The value; empty where the text is not a constant expression. */
    static Optional<Value> read(String text) {
        Problems problems = new Problems();
        Optional<Syntax.Unit> unit = Translation.of(Source.of("", "def value = " + text), problems);
        if (unit.isEmpty()
                || !problems.isEmpty()
                || unit.get().body().statements().size() != 1) {
            return Optional.empty();
        }
        World world = new World(Catalog.of(List.of(), List.of()), problems);
        Expressions expressions = new Expressions(world, name -> Optional.empty(), (invocation, scope) -> {
            throw new Problems.Halt();
        });
        try {
            Syntax.Define define =
                    (Syntax.Define) unit.get().body().statements().get(0);
            Expr expr = expressions.of(define.value(), Scope.outermost());
            return expr instanceof Expr.Constant constant ? Optional.of(constant.value()) : Optional.empty();
        } catch (Problems.Halt wrong) {
            return Optional.empty();
        }
    }
}
