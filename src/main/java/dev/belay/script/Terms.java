package dev.belay.script;

import dev.belay.expr.Operator;
import dev.belay.expr.Value;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.codehaus.groovy.ast.Parameter;
import org.codehaus.groovy.ast.expr.BinaryExpression;
import org.codehaus.groovy.ast.expr.BooleanExpression;
import org.codehaus.groovy.ast.expr.ClosureExpression;
import org.codehaus.groovy.ast.expr.ConstantExpression;
import org.codehaus.groovy.ast.expr.ElvisOperatorExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.GStringExpression;
import org.codehaus.groovy.ast.expr.ListExpression;
import org.codehaus.groovy.ast.expr.MapEntryExpression;
import org.codehaus.groovy.ast.expr.MapExpression;
import org.codehaus.groovy.ast.expr.MethodCallExpression;
import org.codehaus.groovy.ast.expr.NotExpression;
import org.codehaus.groovy.ast.expr.PropertyExpression;
import org.codehaus.groovy.ast.expr.RangeExpression;
import org.codehaus.groovy.ast.expr.TernaryExpression;
import org.codehaus.groovy.ast.expr.UnaryMinusExpression;
import org.codehaus.groovy.ast.expr.VariableExpression;
import org.codehaus.groovy.ast.stmt.BlockStatement;
import org.codehaus.groovy.ast.stmt.ExpressionStatement;
import org.codehaus.groovy.ast.stmt.Statement;

/** Translates expressions. {@link Calls} does calls; {@link Misreadings} looks for what was meant otherwise. */
final class Terms {

    private static final Map<String, Operator> OPERATORS = Map.ofEntries(
            Map.entry("+", Operator.PLUS),
            Map.entry("-", Operator.MINUS),
            Map.entry("*", Operator.TIMES),
            Map.entry("/", Operator.DIVIDED),
            Map.entry("%", Operator.REMAINDER),
            Map.entry("==", Operator.EQUAL),
            Map.entry("!=", Operator.DIFFERENT),
            Map.entry("<", Operator.LESS),
            Map.entry("<=", Operator.AT_MOST),
            Map.entry(">", Operator.MORE),
            Map.entry(">=", Operator.AT_LEAST),
            Map.entry("in", Operator.IN),
            Map.entry("&&", Operator.AND),
            Map.entry("||", Operator.OR));

    private final Places places;
    private final Problems problems;
    private final Translation statements;
    private final Calls calls;
    private final Misreadings misreadings;

    Terms(Places places, Problems problems, Translation statements) {
        this.places = places;
        this.problems = problems;
        this.statements = statements;
        this.misreadings = new Misreadings(places);
        this.calls = new Calls(places, problems, this, statements);
    }

    /** An expression within another one. */
    Syntax term(Expression expression, Place otherwise) {
        return misreadings.takesBlock(expression)
                ? broken(places.of(expression, otherwise), "a block ends a statement; it cannot stand within a value")
                : whole(expression, otherwise);
    }

    /** What an operator works on. */
    private Syntax operand(Expression expression, Place otherwise) {
        return expression.getClass() == ClosureExpression.class
                ? broken(places.of(expression, otherwise), "a function in braces goes to a method or an option")
                : term(expression, otherwise);
    }

    /** A statement, or the value of {@code def}. */
    Syntax whole(Expression expression, Place otherwise) {
        Place at = places.of(expression, otherwise);
        Class<?> type = expression.getClass();
        if (type == ConstantExpression.class) {
            return literal((ConstantExpression) expression, at);
        } else if (type == VariableExpression.class) {
            return name((VariableExpression) expression, at);
        } else if (type == GStringExpression.class) {
            return template((GStringExpression) expression, at);
        } else if (type == MethodCallExpression.class) {
            return calls.call((MethodCallExpression) expression, at);
        } else if (type == PropertyExpression.class) {
            return property((PropertyExpression) expression, at);
        } else if (type == ListExpression.class) {
            return list((ListExpression) expression, at);
        } else if (type == MapExpression.class) {
            return map((MapExpression) expression, at);
        } else if (type == BinaryExpression.class) {
            return binary((BinaryExpression) expression, at);
        }
        return further(expression, type, at);
    }

    private Syntax further(Expression expression, Class<?> type, Place at) {
        if (type == BooleanExpression.class) {
            return operand(((BooleanExpression) expression).getExpression(), at);
        } else if (type == NotExpression.class) {
            return new Syntax.Not(at, operand(((NotExpression) expression).getExpression(), at));
        } else if (type == UnaryMinusExpression.class) {
            return new Syntax.Negative(at, operand(((UnaryMinusExpression) expression).getExpression(), at));
        } else if (type == ElvisOperatorExpression.class) {
            ElvisOperatorExpression elvis = (ElvisOperatorExpression) expression;
            return new Syntax.Elvis(
                    at, operand(elvis.getTrueExpression(), at), operand(elvis.getFalseExpression(), at));
        } else if (type == TernaryExpression.class) {
            TernaryExpression choice = (TernaryExpression) expression;
            return new Syntax.Choice(
                    at,
                    operand(choice.getBooleanExpression(), at),
                    operand(choice.getTrueExpression(), at),
                    operand(choice.getFalseExpression(), at));
        } else if (type == RangeExpression.class) {
            return range((RangeExpression) expression, at);
        } else if (type == ClosureExpression.class) {
            return lambda((ClosureExpression) expression, at);
        }
        return broken(at, Idioms.foreign(type.getSimpleName()));
    }

    Syntax broken(Place at, String message) {
        problems.report(at, message);
        return new Syntax.Broken(at);
    }

    private Syntax literal(ConstantExpression constant, Place at) {
        Object value = constant.getValue();
        if (value == null) {
            return new Syntax.Literal(at, Value.NOTHING);
        } else if (value instanceof String text) {
            if (isSlashy(at)) {
                return broken(at, Idioms.slashes());
            }
            return new Syntax.Literal(at, Value.of(text));
        } else if (value instanceof Boolean truth) {
            return new Syntax.Literal(at, Value.of(truth));
        }
        String written = Idioms.digits(at.text());
        if (!(value instanceof Number other) || !Idioms.isPlain(written) || written.length() > 40) {
            return broken(at, Idioms.number(written));
        }
        BigDecimal number = value instanceof BigDecimal decimal
                ? decimal
                : value instanceof BigInteger integer ? new BigDecimal(integer) : BigDecimal.valueOf(other.longValue());
        return new Syntax.Literal(at, new Value.Decimal(number));
    }

    /** {@code /text/} and {@code $/text/$}. */
    private static boolean isSlashy(Place at) {
        return at.text().startsWith("/") || at.text().startsWith("$/");
    }

    private Syntax name(VariableExpression variable, Place at) {
        String name = variable.getName();
        if (Idioms.isReserved(name)) {
            return broken(at, Idioms.reserved(name));
        }
        return new Syntax.Name(at, name);
    }

    private Syntax template(GStringExpression template, Place at) {
        if (isSlashy(at)) {
            return broken(at, Idioms.slashes());
        }
        List<Syntax> parts = new ArrayList<>();
        for (int i = 0; i < template.getStrings().size(); i++) {
            ConstantExpression text = template.getStrings().get(i);
            if (!String.valueOf(text.getValue()).isEmpty()) {
                parts.add(new Syntax.Literal(places.of(text, at), Value.of(String.valueOf(text.getValue()))));
            }
            if (i < template.getValues().size()) {
                Expression value = template.getValues().get(i);
                parts.add(
                        value.getClass() == ClosureExpression.class
                                ? broken(places.of(value, at), "a text holds values, not functions: write ${x}")
                                : term(value, at));
            }
        }
        return new Syntax.Template(at, parts);
    }

    private Syntax property(PropertyExpression property, Place at) {
        Optional<String> misread = misreadings.ofProperty(property);
        if (misread.isPresent()) {
            return broken(misreadings.placeOf(property, at), misread.get());
        }
        if (property.isSpreadSafe()) {
            return broken(at, Idioms.spread());
        }
        Expression name = property.getProperty();
        boolean plain = name instanceof ConstantExpression constant
                && constant.getValue() instanceof String
                && !places.quoted(name)
                && places.named(name);
        if (!plain) {
            return broken(at, "a property is a plain name: x.name; for others write x['name']");
        }
        Place place = places.of(name, at);
        if (!places.pointed(name)) {
            return broken(place, Idioms.ownLine(place.text()));
        }
        return new Syntax.Property(
                place, term(property.getObjectExpression(), at), property.getPropertyAsString(), property.isSafe());
    }

    private Syntax list(ListExpression list, Place at) {
        List<Syntax> items = new ArrayList<>();
        list.getExpressions().forEach(item -> items.add(term(item, at)));
        return new Syntax.Items(at, items);
    }

    private Syntax map(MapExpression map, Place at) {
        List<Syntax.Entry> entries = new ArrayList<>();
        List<String> keys = new ArrayList<>();
        for (MapEntryExpression entry : map.getMapEntryExpressions()) {
            Syntax key = term(entry.getKeyExpression(), at);
            if (key instanceof Syntax.Literal literal && literal.value() instanceof Value.Text text) {
                if (keys.contains(text.text())) {
                    problems.report(key.at(), "the key '" + text.text() + "' stands twice in this map");
                }
                if (keys.size() < 1000) {
                    keys.add(text.text());
                }
            }
            entries.add(new Syntax.Entry(key, term(entry.getValueExpression(), at)));
        }
        return new Syntax.Entries(at, entries);
    }

    private Syntax binary(BinaryExpression binary, Place at) {
        String sign = binary.getOperation().getText();
        Expression left = binary.getLeftExpression();
        Expression right = binary.getRightExpression();
        if (sign.equals("[")) {
            if (right instanceof ListExpression several && several.isWrapped()) {
                return broken(at, "an index is one value: x[0]; a part of a list is x[0..2]");
            }
            return binary.isSafe()
                    ? broken(at, "'?[' is not part of the language; write x?.name or x[i]")
                    : new Syntax.Index(at, operand(left, at), operand(right, at));
        }
        if (sign.equals("!in")) {
            return new Syntax.Not(at, new Syntax.Binary(at, Operator.IN, operand(left, at), operand(right, at)));
        }
        Operator operator = OPERATORS.get(sign);
        if (operator == null) {
            boolean assigns = sign.endsWith("=") && !sign.equals("===") && !sign.equals("!==");
            return broken(
                    at,
                    assigns
                            ? left instanceof VariableExpression variable
                                    ? Idioms.assignment(variable.getName())
                                    : "nothing is ever changed; a new value is written def name = ..."
                            : sign.startsWith("=~") || sign.startsWith("==~")
                                    ? "'" + sign + "' is not part of the language; write x.matches('...')"
                                    : "'" + sign + "' is not part of the language");
        }
        return new Syntax.Binary(at, operator, operand(left, at), operand(right, at));
    }

    private Syntax range(RangeExpression range, Place at) {
        if (range.isExclusiveLeft()) {
            return broken(at, "a range is written 1..3 or 1..<3");
        }
        return new Syntax.Range(at, operand(range.getFrom(), at), operand(range.getTo(), at), range.isExclusiveRight());
    }

    /** {@code { slug(it.name) }}: one expression. */
    Syntax lambda(ClosureExpression closure, Place at) {
        Parameter[] parameters = closure.getParameters();
        if (parameters == null) {
            return broken(at, "a function has a parameter: { x -> ... }, or 'it'");
        }
        List<String> names = parameters.length == 0 ? List.of("it") : statements.parameters(parameters, at);
        Statement code = closure.getCode();
        boolean one = code instanceof BlockStatement block
                && block.getStatements().size() == 1
                && block.getStatements().get(0).getClass() == ExpressionStatement.class;
        if (!one) {
            return broken(at, "a function in braces is one expression: { it.name }");
        }
        ExpressionStatement body =
                (ExpressionStatement) ((BlockStatement) code).getStatements().get(0);
        return new Syntax.Lambda(at, names, term(body.getExpression(), at));
    }
}
