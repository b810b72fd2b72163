package dev.belay.script;

import dev.belay.expr.Expr;
import dev.belay.expr.Type;
import dev.belay.expr.Value;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** What can be said of an expression before its value is known. Pure. */
final class Waiting {

    private Waiting() {}

    /** What it waits for: {@code "is known only after step backup/main"}. */
    static String phrase(Expr expr) {
        return find(expr, Expr.Result.class::isInstance)
                .map(result -> "is known only after step " + ((Expr.Result) result).step())
                .orElse("is a fact of the machine, known only when it is looked at");
    }

    /** True where a secret is part of it. */
    static boolean holdsSecret(Expr expr) {
        return find(expr, each -> each instanceof Expr.Constant constant && holdsSecret(constant.value()))
                .isPresent();
    }

    static boolean holdsSecret(Value value) {
        if (value instanceof Value.Items items) {
            return items.items().stream().anyMatch(Waiting::holdsSecret);
        } else if (value instanceof Value.Entries entries) {
            return entries.entries().values().stream().anyMatch(Waiting::holdsSecret);
        }
        return value instanceof Value.Secret;
    }

    /** The type that its value will have, where that can be told. */
    static Optional<Type> typeOf(Expr expr) {
        if (expr instanceof Expr.Result result) {
            return result.type() == Type.ANY ? Optional.empty() : Optional.of(result.type());
        } else if (expr instanceof Expr.SizeOf) {
            return Optional.of(Type.SIZE);
        } else if (expr instanceof Expr.Template) {
            return Optional.of(Type.TEXT);
        } else if (expr instanceof Expr.Not) {
            return Optional.of(Type.BOOL);
        } else if (expr instanceof Expr.Choice choice) {
            return typeOf(choice.then());
        } else if (expr instanceof Expr.Binary binary) {
            return switch (binary.operator()) {
                case PLUS, MINUS, TIMES -> typeOf(binary.left());
                case DIVIDED, REMAINDER -> Optional.empty();
                default -> Optional.of(Type.BOOL);
            };
        }
        return Optional.empty();
    }

    /** Any part of it, itself included, of which this is true. */
    static Optional<Expr> find(Expr expr, Predicate<Expr> wanted) {
        if (wanted.test(expr)) {
            return Optional.of(expr);
        }
        for (Expr part : parts(expr)) {
            Optional<Expr> found = find(part, wanted);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /** The direct parts. */
    static Collection<Expr> parts(Expr expr) {
        if (expr instanceof Expr.Items items) {
            return items.items();
        } else if (expr instanceof Expr.Entries entries) {
            return entries.entries().values();
        } else if (expr instanceof Expr.Template template) {
            return template.parts();
        } else if (expr instanceof Expr.Binary binary) {
            return List.of(binary.left(), binary.right());
        } else if (expr instanceof Expr.Choice choice) {
            return List.of(choice.test(), choice.then(), choice.otherwise());
        } else if (expr instanceof Expr.Elvis elvis) {
            return List.of(elvis.value(), elvis.otherwise());
        } else if (expr instanceof Expr.Not not) {
            return List.of(not.of());
        } else if (expr instanceof Expr.Negative negative) {
            return List.of(negative.of());
        }
        return furtherParts(expr);
    }

    private static Collection<Expr> furtherParts(Expr expr) {
        if (expr instanceof Expr.Property property) {
            return List.of(property.of());
        } else if (expr instanceof Expr.Index index) {
            return List.of(index.of(), index.at());
        } else if (expr instanceof Expr.Range range) {
            return List.of(range.from(), range.to());
        } else if (expr instanceof Expr.Call call) {
            List<Expr> all = new ArrayList<>(call.arguments());
            all.add(call.target());
            return all;
        } else if (expr instanceof Expr.Function function) {
            return function.arguments();
        } else if (expr instanceof Expr.Lambda lambda) {
            return List.of(lambda.body());
        }
        return expr instanceof Expr.SizeOf size ? List.of(size.of()) : List.of();
    }
}
