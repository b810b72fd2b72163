package dev.belay.plan;

import dev.belay.expr.Expr;
import dev.belay.expr.Operator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Expressions as JSON: a constant as its value ({@link ValueJson}), anything else as an object with one key that begins with {@code
 * $}: {@code {"$result": ["backup", "path"]}}, {@code {"$binary": ["*", {"$size-of": "main"}, 1.2]}}.
 */
public final class ExprJson {

    private ExprJson() {}

    /** An expression as JSON. */
    public static Json write(Expr expr) {
        if (expr instanceof Expr.Constant constant) {
            return ValueJson.write(constant.value());
        } else if (expr instanceof Expr.Items items) {
            return ValueJson.mark("$list", all(items.items()));
        } else if (expr instanceof Expr.Entries entries) {
            return ValueJson.mark("$entries", Json.of(entries.entries(), ExprJson::write));
        } else if (expr instanceof Expr.Template template) {
            return ValueJson.mark("$text", all(template.parts()));
        } else if (expr instanceof Expr.Lambda lambda) {
            return node("$lambda", Json.of(lambda.parameters(), Json.Text::new), write(lambda.body()));
        } else if (expr instanceof Expr.Result result) {
            return node("$result", new Json.Text(result.step()), TypeJson.write(result.type()));
        } else if (expr instanceof Expr.SizeOf size) {
            return ValueJson.mark("$size-of", write(size.of()));
        }
        return writeOperation(expr);
    }

    private static Json writeOperation(Expr expr) {
        if (expr instanceof Expr.Variable variable) {
            return ValueJson.mark("$variable", new Json.Text(variable.name()));
        } else if (expr instanceof Expr.Not not) {
            return ValueJson.mark("$not", write(not.of()));
        } else if (expr instanceof Expr.Negative negative) {
            return ValueJson.mark("$negative", write(negative.of()));
        } else if (expr instanceof Expr.Binary binary) {
            Json sign = new Json.Text(binary.operator().sign());
            return node("$binary", sign, write(binary.left()), write(binary.right()));
        } else if (expr instanceof Expr.Choice choice) {
            return node("$if", write(choice.test()), write(choice.then()), write(choice.otherwise()));
        } else if (expr instanceof Expr.Elvis elvis) {
            return node("$elvis", write(elvis.value()), write(elvis.otherwise()));
        } else if (expr instanceof Expr.Property property) {
            Json name = new Json.Text(property.name());
            return node("$property", write(property.of()), name, new Json.Bool(property.safe()));
        } else if (expr instanceof Expr.Index index) {
            return node("$index", write(index.of()), write(index.at()));
        } else if (expr instanceof Expr.Range range) {
            return node("$range", write(range.from()), write(range.to()), new Json.Bool(range.exclusive()));
        } else if (expr instanceof Expr.Call call) {
            Json method = new Json.Text(call.method());
            return node("$call", write(call.target()), method, all(call.arguments()), new Json.Bool(call.safe()));
        } else if (expr instanceof Expr.Function function) {
            return node("$function", new Json.Text(function.name()), all(function.arguments()));
        }
        throw new IllegalStateException("no JSON for " + expr.getClass());
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws Json.Misfit where it is not an expression
     */
    public static Expr read(Json json) {
        return json instanceof Json.Fields fields
                ? ValueJson.marked(fields)
                        .filter(marked -> !ValueJson.MARKS.contains(marked.getKey()))
                        .map(marked -> node(marked.getKey(), marked.getValue()))
                        .orElseGet(() -> new Expr.Constant(ValueJson.read(json)))
                : new Expr.Constant(ValueJson.read(json));
    }

    private static final Set<String> SEVERAL = Set.of(
            "$list",
            "$text",
            "$lambda",
            "$result",
            "$binary",
            "$if",
            "$elvis",
            "$property",
            "$index",
            "$range",
            "$call",
            "$function");

    private static final Set<String> SINGLE = Set.of("$entries", "$variable", "$not", "$negative", "$size-of");

    private static Expr node(String mark, Json json) {
        if (SINGLE.contains(mark)) {
            return readSingle(mark, json);
        } else if (SEVERAL.contains(mark)) {
            return readSeveral(mark, Json.items(json, part -> part));
        }
        throw new Json.Misfit("'" + mark + "' is not known here");
    }

    private static Expr readSingle(String mark, Json json) {
        return switch (mark) {
            case "$entries" -> new Expr.Entries(Json.map(json, ExprJson::read));
            case "$variable" -> new Expr.Variable(Json.text(json));
            case "$not" -> new Expr.Not(read(json));
            case "$negative" -> new Expr.Negative(read(json));
            default -> new Expr.SizeOf(read(json));
        };
    }

    private static Expr readSeveral(String mark, List<Json> parts) {
        return switch (mark) {
            case "$list" -> new Expr.Items(readAll(parts));
            case "$text" -> new Expr.Template(readAll(parts));
            case "$lambda" -> new Expr.Lambda(Json.items(at(parts, 0), Json::text), expr(parts, 1));
            case "$result" -> new Expr.Result(text(parts, 0), TypeJson.read(at(parts, 1)));
            case "$binary" -> new Expr.Binary(operator(text(parts, 0)), expr(parts, 1), expr(parts, 2));
            case "$if" -> new Expr.Choice(expr(parts, 0), expr(parts, 1), expr(parts, 2));
            case "$elvis" -> new Expr.Elvis(expr(parts, 0), expr(parts, 1));
            case "$property" -> new Expr.Property(expr(parts, 0), text(parts, 1), Json.truth(at(parts, 2)));
            case "$index" -> new Expr.Index(expr(parts, 0), expr(parts, 1));
            case "$range" -> new Expr.Range(expr(parts, 0), expr(parts, 1), Json.truth(at(parts, 2)));
            case "$call" ->
                new Expr.Call(
                        expr(parts, 0),
                        text(parts, 1),
                        Json.items(at(parts, 2), ExprJson::read),
                        Json.truth(at(parts, 3)));
            default -> new Expr.Function(text(parts, 0), Json.items(at(parts, 1), ExprJson::read));
        };
    }

    private static Operator operator(String sign) {
        return Stream.of(Operator.values())
                .filter(operator -> operator.sign().equals(sign))
                .findFirst()
                .orElseThrow(() -> new Json.Misfit("'" + sign + "' is no operator"));
    }

    private static Json node(String mark, Json... parts) {
        return ValueJson.mark(mark, new Json.Items(List.of(parts)));
    }

    private static Json all(List<Expr> exprs) {
        return Json.of(exprs, ExprJson::write);
    }

    private static List<Expr> readAll(List<Json> parts) {
        return parts.stream().map(ExprJson::read).toList();
    }

    private static Expr expr(List<Json> parts, int index) {
        return read(at(parts, index));
    }

    private static String text(List<Json> parts, int index) {
        return Json.text(at(parts, index));
    }

    private static Json at(List<Json> parts, int index) {
        if (index >= parts.size()) {
            throw new Json.Misfit("part " + (index + 1) + " is missing");
        }
        return parts.get(index);
    }
}
