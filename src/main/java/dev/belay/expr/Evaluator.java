package dev.belay.expr;

import dev.belay.value.Failure;
import dev.belay.value.Suggestion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Evaluates expressions, within a budget. What an expression waits for is asked of the environment; where that does not know,
 * {@link #evaluate} throws {@link Pending} and {@link #fold} leaves the waiting part as it is. Used by one thread.
 */
public final class Evaluator {

    private final Environment environment;
    private final Budget budget;
    private final Map<String, Value> variables;

    /** An evaluator that asks this environment and spends this budget. */
    public Evaluator(Environment environment, Budget budget) {
        this(environment, budget, Map.of());
    }

    private Evaluator(Environment environment, Budget budget, Map<String, Value> variables) {
        this.environment = environment;
        this.budget = budget;
        this.variables = variables;
    }

    /** An evaluator for expressions that wait for nothing, with the standard budget. */
    public static Evaluator constants() {
        return new Evaluator(Environment.empty(), Budget.standard());
    }

    /**
     * Applies a function such as {@code { slug(it.name) }} to arguments, one for each of its parameters.
     *
     * @throws Failure where the body makes no sense for them
     */
    public Value apply(Expr.Lambda lambda, List<Value> arguments) {
        if (lambda.parameters().size() != arguments.size()) {
            throw Failure.wrong(
                    "this function takes " + lambda.parameters().size() + " parameters, and gets " + arguments.size());
        }
        Map<String, Value> inner = new HashMap<>(variables);
        for (int i = 0; i < arguments.size(); i++) {
            inner.put(lambda.parameters().get(i), arguments.get(i));
        }
        return new Evaluator(environment, budget, inner).evaluate(lambda.body());
    }

    /**
     * What a loop over a value sees: the items of a list, the entries of a map as maps of {@code key} and {@code value}.
     *
     * @throws Failure for anything else
     */
    public static List<Value> itemsOf(Value value) {
        if (value instanceof Value.Items items) {
            return items.items();
        } else if (value instanceof Value.Entries entries) {
            return MapMethods.entriesOf(entries.entries());
        }
        throw Failure.wrong("expected a list, a map or a range, found " + Words.kind(value));
    }

    /** Whether a condition holds: not false, not null, not empty, not zero. A secret is refused. */
    public static boolean truth(Value value) {
        return Words.truth(value);
    }

    /** What kind of value it is, for messages: {@code a text}, {@code a list}. */
    public static String kind(Value value) {
        return Words.kind(value);
    }

    /**
     * The value of an expression.
     *
     * @throws Pending where it waits for something that is not known yet
     * @throws Failure where it makes no sense or spends the budget
     */
    public Value evaluate(Expr expr) {
        budget.step();
        budget.enter();
        try {
            return value(expr);
        } finally {
            budget.leave();
        }
    }

    /**
     * The expression with everything done that can be done now. A tree without anything that waits becomes one constant.
     *
     * @throws Failure where a part makes no sense
     */
    public Expr fold(Expr expr) {
        budget.step();
        budget.enter();
        try {
            return combine(new Folding(this).children(expr));
        } finally {
            budget.leave();
        }
    }

    /** Does the topmost operation of an expression whose parts are folded already, if all that it needs is known. */
    public Expr combine(Expr expr) {
        if (expr instanceof Expr.Constant || expr instanceof Expr.Lambda || !Folding.ready(expr)) {
            return expr;
        }
        try {
            return new Expr.Constant(evaluate(expr));
        } catch (Pending waiting) {
            return expr;
        }
    }

    private Value value(Expr expr) {
        if (expr instanceof Expr.Constant constant) {
            return constant.value();
        } else if (expr instanceof Expr.Template template) {
            return Operations.join(evaluate(template.parts()), budget);
        } else if (expr instanceof Expr.Items items) {
            budget.list(items.items().size());
            return budget.admit(new Value.Items(evaluate(items.items())));
        } else if (expr instanceof Expr.Entries entries) {
            Map<String, Value> values = new LinkedHashMap<>();
            entries.entries().forEach((name, each) -> values.put(name, evaluate(each)));
            return budget.admit(new Value.Entries(values));
        } else if (expr instanceof Expr.Binary binary) {
            return binary(binary);
        } else if (expr instanceof Expr.Choice choice) {
            return evaluate(Words.truth(evaluate(choice.test())) ? choice.then() : choice.otherwise());
        } else if (expr instanceof Expr.Elvis elvis) {
            Value value = evaluate(elvis.value());
            return present(value) ? value : evaluate(elvis.otherwise());
        } else if (expr instanceof Expr.Not not) {
            return Value.of(!Words.truth(evaluate(not.of())));
        } else if (expr instanceof Expr.Negative negative) {
            return Operations.negative(evaluate(negative.of()));
        }
        return access(expr);
    }

    private Value access(Expr expr) {
        if (expr instanceof Expr.Property property) {
            return property(evaluate(property.of()), property);
        } else if (expr instanceof Expr.Index index) {
            return Methods.index(evaluate(index.of()), evaluate(index.at()));
        } else if (expr instanceof Expr.Range range) {
            return range(evaluate(range.from()), evaluate(range.to()), range.exclusive());
        } else if (expr instanceof Expr.Call call) {
            Value target = evaluate(call.target());
            return call.safe() && target instanceof Value.Nothing
                    ? Value.NOTHING
                    : budget.admit(new Methods(this, budget).call(target, call.method(), call.arguments()));
        } else if (expr instanceof Expr.Function function) {
            return budget.admit(Functions.call(function.name(), evaluate(function.arguments())));
        } else if (expr instanceof Expr.Result result) {
            return environment.result(result.step(), result.type());
        } else if (expr instanceof Expr.SizeOf size) {
            return environment.sizeOf(evaluate(size.of()));
        } else if (expr instanceof Expr.Variable variable) {
            return Optional.ofNullable(variables.get(variable.name())).orElseThrow(() -> new Pending(""));
        }
        return new Value.Function((Expr.Lambda) expr);
    }

    private List<Value> evaluate(List<Expr> all) {
        List<Value> values = new ArrayList<>(all.size());
        for (Expr each : all) {
            values.add(evaluate(each));
        }
        return values;
    }

    private Value binary(Expr.Binary binary) {
        Value left = evaluate(binary.left());
        if (binary.operator() == Operator.AND && !Words.truth(left)) {
            return Value.of(false);
        }
        if (binary.operator() == Operator.OR && Words.truth(left)) {
            return Value.of(true);
        }
        return Operations.apply(binary.operator(), left, evaluate(binary.right()), budget);
    }

    /** A secret counts as there: looking whether it is empty would look at it. */
    private static boolean present(Value value) {
        return value instanceof Value.Secret || Words.truth(value);
    }

    private static Value property(Value of, Expr.Property property) {
        if (of instanceof Value.Decimal number) {
            return Units.of(number.number(), property.name());
        } else if (of instanceof Value.Entries entries) {
            return Optional.ofNullable(entries.entries().get(property.name()))
                    .orElseThrow(() -> Failure.wrong("this map has no '" + property.name() + "'"
                            + Suggestion.among(
                                    property.name(), entries.entries().keySet())));
        } else if (of instanceof Value.Nothing && property.safe()) {
            return Value.NOTHING;
        } else if (of instanceof Value.Secret) {
            throw Words.secret("'." + property.name() + "'");
        }
        throw Failure.wrong(Words.kind(of) + " has no property '" + property.name() + "'"
                + (Methods.exists(of, property.name()) ? "; did you mean '" + property.name() + "()'?" : ""));
    }

    private Value range(Value from, Value to, boolean exclusive) {
        if (!(from instanceof Value.Decimal first) || !(to instanceof Value.Decimal last)) {
            throw Failure.wrong(
                    "a range takes two whole numbers, found " + Words.kind(from) + " and " + Words.kind(to));
        }
        long begin = Operations.whole(first.number());
        long end = Operations.whole(last.number());
        long step = begin <= end ? 1 : -1;
        if (Math.abs((double) end - begin) >= Budget.ITEMS) {
            throw Failure.wrong("this range is too long: at most " + Budget.ITEMS + " numbers");
        }
        long count = Math.abs(end - begin) + (exclusive ? 0 : 1);
        budget.list(count);
        List<Value> numbers = new ArrayList<>((int) count);
        for (long i = 0; i < count; i++) {
            numbers.add(Value.of(begin + i * step));
        }
        return new Value.Items(numbers);
    }
}
