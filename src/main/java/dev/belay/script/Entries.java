package dev.belay.script;

import dev.belay.catalog.Block;
import dev.belay.expr.Evaluator;
import dev.belay.expr.Expr;
import dev.belay.expr.Value;
import dev.belay.value.Suggestion;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/** Interprets the block behind a verb: keywords with their options, under {@code if} and {@code for} too. */
final class Entries implements Steps.Blocks {

    private final World world;
    private final Expressions expressions;
    private final Steps steps;
    private final BiConsumer<Syntax.Define, Scope> definitions;

    /** @param definitions does what a {@code def} in a block says */
    Entries(World world, Expressions expressions, Steps steps, BiConsumer<Syntax.Define, Scope> definitions) {
        this.world = world;
        this.expressions = expressions;
        this.steps = steps;
        this.definitions = definitions;
    }

    /** The entries of a form's block: its keywords, under {@code if} and {@code for} too. */
    @Override
    public List<Expr> entries(Syntax.Block block, Block allowed, Scope scope) {
        List<Expr> entries = new ArrayList<>();
        for (Syntax statement : block.statements()) {
            try {
                entry(statement, allowed, scope, entries);
            } catch (Problems.Halt reported) {
                // the next entry may have a mistake of its own
            }
        }
        return entries;
    }

    private void entry(Syntax statement, Block allowed, Scope scope, List<Expr> entries) {
        if (statement instanceof Syntax.Define define) {
            definitions.accept(define, scope);
        } else if (statement instanceof Syntax.Decision decision) {
            Value test = expressions.known(decision.test(), scope, "a condition in a block");
            boolean holds = expressions.at(decision.test().at(), () -> Evaluator.truth(test));
            entries.addAll(entries(holds ? decision.then() : decision.otherwise(), allowed, scope.inner()));
        } else if (statement instanceof Syntax.Loop loop) {
            Value items = expressions.known(loop.items(), scope, "the list of a 'for'");
            for (Value item : expressions.at(loop.items().at(), () -> Evaluator.itemsOf(items))) {
                Scope inner = scope.inner();
                inner.bind(loop.variable(), Scope.Binding.of(new Expr.Constant(item)));
                entries.addAll(entries(loop.body(), allowed, inner));
            }
        } else if (statement instanceof Syntax.Invocation invocation) {
            entries.add(steps.entry(invocation, keyword(invocation, allowed), scope));
        } else if (!(statement instanceof Syntax.Broken)) {
            throw world.problems.halt(statement.at(), "this has no place in a block of " + names(allowed));
        }
    }

    private Block.Keyword keyword(Syntax.Invocation invocation, Block allowed) {
        return allowed.keywords().stream()
                .filter(each -> each.name().equals(invocation.word()))
                .findFirst()
                .orElseThrow(() -> world.problems.halt(
                        invocation.at(),
                        "'" + invocation.word() + "' has no place in this block"
                                + Suggestion.among(invocation.word(), names(allowed))));
    }

    private static List<String> names(Block allowed) {
        return allowed.keywords().stream().map(Block.Keyword::name).toList();
    }
}
