/**
 * The language's expressions as data: a sealed tree of {@link dev.belay.expr.Expr}, the {@link dev.belay.expr.Value}s they come
 * to, their {@link dev.belay.expr.Type}s, and a bounded evaluation. A plan stores what cannot be known yet as such a tree.
 * Sees {@code value} only.
 *
 * <pre>{@code
 * Expr three = new Expr.Binary(Operator.PLUS, Expr.number(1), Expr.number(2));
 * Evaluator.constants().evaluate(three)      // Value.Decimal 3
 * }</pre>
 */
package dev.belay.expr;
