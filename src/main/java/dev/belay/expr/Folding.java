package dev.belay.expr;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Partial evaluation: folds the parts of an expression. */
final class Folding {

    private final Evaluator evaluator;

    Folding(Evaluator evaluator) {
        this.evaluator = evaluator;
    }

    /** The expression with each of its parts folded; of a choice that is known, only the chosen part. */
    Expr children(Expr expr) {
        if (expr instanceof Expr.Items items) {
            return new Expr.Items(all(items.items()));
        } else if (expr instanceof Expr.Entries entries) {
            Map<String, Expr> folded = new LinkedHashMap<>();
            entries.entries().forEach((name, value) -> folded.put(name, evaluator.fold(value)));
            return new Expr.Entries(folded);
        } else if (expr instanceof Expr.Template template) {
            return new Expr.Template(all(template.parts()));
        } else if (expr instanceof Expr.Not not) {
            return new Expr.Not(evaluator.fold(not.of()));
        } else if (expr instanceof Expr.Negative negative) {
            return new Expr.Negative(evaluator.fold(negative.of()));
        } else if (expr instanceof Expr.Binary binary) {
            return binary(binary);
        } else if (expr instanceof Expr.Choice choice) {
            return choice(choice);
        } else if (expr instanceof Expr.Elvis elvis) {
            Expr value = evaluator.fold(elvis.value());
            return new Expr.Elvis(
                    value, value instanceof Expr.Constant ? elvis.otherwise() : evaluator.fold(elvis.otherwise()));
        }
        return accessed(expr);
    }

    private Expr accessed(Expr expr) {
        if (expr instanceof Expr.Property property) {
            return new Expr.Property(evaluator.fold(property.of()), property.name(), property.safe());
        } else if (expr instanceof Expr.Index index) {
            return new Expr.Index(evaluator.fold(index.of()), evaluator.fold(index.at()));
        } else if (expr instanceof Expr.Range range) {
            return new Expr.Range(evaluator.fold(range.from()), evaluator.fold(range.to()), range.exclusive());
        } else if (expr instanceof Expr.Call call) {
            return new Expr.Call(evaluator.fold(call.target()), call.method(), all(call.arguments()), call.safe());
        } else if (expr instanceof Expr.Function function) {
            return new Expr.Function(function.name(), all(function.arguments()));
        } else if (expr instanceof Expr.SizeOf size) {
            return new Expr.SizeOf(evaluator.fold(size.of()));
        }
        return expr;
    }

    private Expr binary(Expr.Binary binary) {
        Expr left = evaluator.fold(binary.left());
        if (left instanceof Expr.Constant known) {
            boolean decided = (binary.operator() == Operator.AND && !Words.truth(known.value()))
                    || (binary.operator() == Operator.OR && Words.truth(known.value()));
            if (decided) {
                return Expr.bool(binary.operator() == Operator.OR);
            }
        }
        return new Expr.Binary(binary.operator(), left, evaluator.fold(binary.right()));
    }

    private Expr choice(Expr.Choice choice) {
        Expr test = evaluator.fold(choice.test());
        if (test instanceof Expr.Constant known) {
            return evaluator.fold(Words.truth(known.value()) ? choice.then() : choice.otherwise());
        }
        return new Expr.Choice(test, evaluator.fold(choice.then()), evaluator.fold(choice.otherwise()));
    }

    private List<Expr> all(List<Expr> exprs) {
        List<Expr> folded = new ArrayList<>(exprs.size());
        for (Expr expr : exprs) {
            folded.add(evaluator.fold(expr));
        }
        return folded;
    }

    /** True where all that the topmost operation needs is known, or can be asked for. */
    static boolean ready(Expr expr) {
        if (expr instanceof Expr.Items items) {
            return known(items.items());
        } else if (expr instanceof Expr.Entries entries) {
            return known(entries.entries().values());
        } else if (expr instanceof Expr.Template template) {
            return known(template.parts());
        } else if (expr instanceof Expr.Binary binary) {
            return known(binary.left()) && known(binary.right());
        } else if (expr instanceof Expr.Choice choice) {
            return known(choice.test());
        } else if (expr instanceof Expr.Elvis elvis) {
            return known(elvis.value());
        } else if (expr instanceof Expr.Not not) {
            return known(not.of());
        } else if (expr instanceof Expr.Negative negative) {
            return known(negative.of());
        } else if (expr instanceof Expr.Property property) {
            return known(property.of());
        } else if (expr instanceof Expr.Index index) {
            return known(index.of()) && known(index.at());
        } else if (expr instanceof Expr.Range range) {
            return known(range.from()) && known(range.to());
        } else if (expr instanceof Expr.Call call) {
            return known(call.target())
                    && call.arguments().stream().allMatch(each -> known(each) || each instanceof Expr.Lambda);
        } else if (expr instanceof Expr.Function function) {
            return known(function.arguments());
        }
        return true;
    }

    private static boolean known(Expr expr) {
        return expr instanceof Expr.Constant;
    }

    private static boolean known(Iterable<Expr> exprs) {
        for (Expr expr : exprs) {
            if (!known(expr)) {
                return false;
            }
        }
        return true;
    }
}
