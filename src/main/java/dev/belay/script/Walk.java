package dev.belay.script;

import java.util.function.Consumer;

/** Walks through a tree, each node before its parts. */
final class Walk {

    private Walk() {}

    static void through(Syntax syntax, Consumer<Syntax> visitor) {
        visitor.accept(syntax);
        if (syntax instanceof Syntax.Invocation invocation) {
            invocation.subjects().forEach(each -> through(each, visitor));
            invocation.options().forEach(each -> through(each.value(), visitor));
            invocation.block().ifPresent(each -> through(each, visitor));
        } else if (syntax instanceof Syntax.Block block) {
            block.statements().forEach(each -> through(each, visitor));
        } else if (syntax instanceof Syntax.Decision decision) {
            through(decision.test(), visitor);
            through(decision.then(), visitor);
            through(decision.otherwise(), visitor);
        } else if (syntax instanceof Syntax.Loop loop) {
            through(loop.items(), visitor);
            through(loop.body(), visitor);
        } else if (syntax instanceof Syntax.Define define) {
            through(define.value(), visitor);
        } else if (syntax instanceof Syntax.Return back) {
            through(back.value(), visitor);
        } else {
            terms(syntax, visitor);
        }
    }

    private static void terms(Syntax syntax, Consumer<Syntax> visitor) {
        if (syntax instanceof Syntax.Template template) {
            template.parts().forEach(each -> through(each, visitor));
        } else if (syntax instanceof Syntax.Items items) {
            items.items().forEach(each -> through(each, visitor));
        } else if (syntax instanceof Syntax.Entries entries) {
            entries.entries().forEach(each -> {
                through(each.key(), visitor);
                through(each.value(), visitor);
            });
        } else if (syntax instanceof Syntax.Binary binary) {
            through(binary.left(), visitor);
            through(binary.right(), visitor);
        } else if (syntax instanceof Syntax.Choice choice) {
            through(choice.test(), visitor);
            through(choice.then(), visitor);
            through(choice.otherwise(), visitor);
        } else if (syntax instanceof Syntax.Elvis elvis) {
            through(elvis.value(), visitor);
            through(elvis.otherwise(), visitor);
        } else if (syntax instanceof Syntax.Call call) {
            through(call.target(), visitor);
            call.arguments().forEach(each -> through(each, visitor));
        } else {
            simple(syntax, visitor);
        }
    }

    private static void simple(Syntax syntax, Consumer<Syntax> visitor) {
        if (syntax instanceof Syntax.Not not) {
            through(not.of(), visitor);
        } else if (syntax instanceof Syntax.Negative negative) {
            through(negative.of(), visitor);
        } else if (syntax instanceof Syntax.Property property) {
            through(property.of(), visitor);
        } else if (syntax instanceof Syntax.Index index) {
            through(index.of(), visitor);
            through(index.index(), visitor);
        } else if (syntax instanceof Syntax.Range range) {
            through(range.from(), visitor);
            through(range.to(), visitor);
        } else if (syntax instanceof Syntax.Lambda lambda) {
            through(lambda.body(), visitor);
        }
    }
}
