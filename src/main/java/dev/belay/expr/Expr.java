package dev.belay.expr;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * An expression of the language as data. The interpreter of scripts folds whatever is known when the plan is made; what is left
 * waits for a step's result ({@link Result}), for a fact ({@link SizeOf}) or, inside a {@link Lambda}, for its parameter.
 */
public sealed interface Expr {

    /** A value that is known. */
    record Constant(Value value) implements Expr {}

    /** A list whose items may wait. */
    record Items(List<Expr> items) implements Expr {
        public Items {
            items = List.copyOf(items);
        }
    }

    /** A map whose values may wait; in the order of writing. */
    record Entries(Map<String, Expr> entries) implements Expr {
        public Entries {
            entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
        }
    }

    /** A text put together from parts: {@code "$home/backup"}. */
    record Template(List<Expr> parts) implements Expr {
        public Template {
            parts = List.copyOf(parts);
        }
    }

    /** The parameter of an enclosing lambda, by name. */
    record Variable(String name) implements Expr {}

    /** {@code !x}. */
    record Not(Expr of) implements Expr {}

    /** {@code -x}. */
    record Negative(Expr of) implements Expr {}

    /** {@code a + b} and the like. */
    record Binary(Operator operator, Expr left, Expr right) implements Expr {}

    /** {@code test ? then : otherwise}. */
    record Choice(Expr test, Expr then, Expr otherwise) implements Expr {}

    /** {@code value ?: otherwise}. */
    record Elvis(Expr value, Expr otherwise) implements Expr {}

    /** {@code of.name}, or {@code of?.name} where safe. */
    record Property(Expr of, String name, boolean safe) implements Expr {}

    /** {@code of[at]}. */
    record Index(Expr of, Expr at) implements Expr {}

    /** {@code from..to}, or {@code from..<to} where exclusive. */
    record Range(Expr from, Expr to, boolean exclusive) implements Expr {}

    /** A pure method of the listed set: {@code target.method(arguments)}. */
    record Call(Expr target, String method, List<Expr> arguments, boolean safe) implements Expr {
        public Call {
            arguments = List.copyOf(arguments);
        }
    }

    /** A pure function of the language, such as {@code slug(x)}. */
    record Function(String name, List<Expr> arguments) implements Expr {
        public Function {
            arguments = List.copyOf(arguments);
        }
    }

    /** {@code { x -> body }}; without a named parameter it is {@code it}. Only as an argument. */
    record Lambda(List<String> parameters, Expr body) implements Expr {
        public Lambda {
            parameters = List.copyOf(parameters);
        }
    }

    /** The result of a step, by the step's id; known only after it ran. */
    record Result(String step, Type type) implements Expr {}

    /** {@code size('main')} or {@code size('/path')}: a fact about a resource or a path, read when predicting. */
    record SizeOf(Expr of) implements Expr {}

    /** The expressions that this one is made of, in order. */
    default List<Expr> children() {
        if (this instanceof Items list) {
            return list.items();
        } else if (this instanceof Entries map) {
            return List.copyOf(map.entries().values());
        } else if (this instanceof Template template) {
            return template.parts();
        } else if (this instanceof Not not) {
            return List.of(not.of());
        } else if (this instanceof Negative negative) {
            return List.of(negative.of());
        } else if (this instanceof Binary binary) {
            return List.of(binary.left(), binary.right());
        } else if (this instanceof Choice choice) {
            return List.of(choice.test(), choice.then(), choice.otherwise());
        } else if (this instanceof Elvis elvis) {
            return List.of(elvis.value(), elvis.otherwise());
        } else if (this instanceof Property property) {
            return List.of(property.of());
        } else if (this instanceof Index index) {
            return List.of(index.of(), index.at());
        } else if (this instanceof Range range) {
            return List.of(range.from(), range.to());
        } else if (this instanceof Call call) {
            return Stream.concat(Stream.of(call.target()), call.arguments().stream())
                    .toList();
        } else if (this instanceof Function function) {
            return function.arguments();
        } else if (this instanceof Lambda lambda) {
            return List.of(lambda.body());
        } else if (this instanceof SizeOf size) {
            return List.of(size.of());
        }
        return List.of();
    }

    /** The same expression with every result that it waits for changed, however deep it stands. */
    default Expr withResults(UnaryOperator<Result> change) {
        UnaryOperator<Expr> inner = each -> each.withResults(change);
        if (this instanceof Result result) {
            return change.apply(result);
        } else if (this instanceof Items list) {
            return new Items(list.items().stream().map(inner).toList());
        } else if (this instanceof Entries map) {
            Map<String, Expr> entries = new LinkedHashMap<>();
            map.entries().forEach((name, value) -> entries.put(name, inner.apply(value)));
            return new Entries(entries);
        } else if (this instanceof Template template) {
            return new Template(template.parts().stream().map(inner).toList());
        } else if (this instanceof Not not) {
            return new Not(inner.apply(not.of()));
        } else if (this instanceof Negative negative) {
            return new Negative(inner.apply(negative.of()));
        } else if (this instanceof Binary binary) {
            return new Binary(binary.operator(), inner.apply(binary.left()), inner.apply(binary.right()));
        } else if (this instanceof Choice choice) {
            return new Choice(inner.apply(choice.test()), inner.apply(choice.then()), inner.apply(choice.otherwise()));
        } else if (this instanceof Elvis elvis) {
            return new Elvis(inner.apply(elvis.value()), inner.apply(elvis.otherwise()));
        }
        return ofTerms(inner);
    }

    private Expr ofTerms(UnaryOperator<Expr> inner) {
        if (this instanceof Property property) {
            return new Property(inner.apply(property.of()), property.name(), property.safe());
        } else if (this instanceof Index index) {
            return new Index(inner.apply(index.of()), inner.apply(index.at()));
        } else if (this instanceof Range range) {
            return new Range(inner.apply(range.from()), inner.apply(range.to()), range.exclusive());
        } else if (this instanceof Call call) {
            List<Expr> arguments = call.arguments().stream().map(inner).toList();
            return new Call(inner.apply(call.target()), call.method(), arguments, call.safe());
        } else if (this instanceof Function function) {
            return new Function(
                    function.name(), function.arguments().stream().map(inner).toList());
        } else if (this instanceof Lambda lambda) {
            return new Lambda(lambda.parameters(), inner.apply(lambda.body()));
        } else if (this instanceof SizeOf size) {
            return new SizeOf(inner.apply(size.of()));
        }
        return this;
    }

    /** A known text. */
    static Expr text(String text) {
        return new Constant(Value.of(text));
    }

    /** A known whole number. */
    static Expr number(long number) {
        return new Constant(Value.of(number));
    }

    /** A known truth. */
    static Expr bool(boolean truth) {
        return new Constant(Value.of(truth));
    }
}
