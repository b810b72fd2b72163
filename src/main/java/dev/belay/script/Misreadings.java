package dev.belay.script;

import java.util.List;
import java.util.Optional;
import org.codehaus.groovy.ast.expr.BinaryExpression;
import org.codehaus.groovy.ast.expr.ClosureExpression;
import org.codehaus.groovy.ast.expr.ConstantExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.GStringExpression;
import org.codehaus.groovy.ast.expr.MapEntryExpression;
import org.codehaus.groovy.ast.expr.MapExpression;
import org.codehaus.groovy.ast.expr.MethodCallExpression;
import org.codehaus.groovy.ast.expr.PropertyExpression;
import org.codehaus.groovy.ast.expr.VariableExpression;

/** Finds shapes of Groovy's tree that were surely meant otherwise; {@link Idioms} has the words. */
final class Misreadings {

    private final Places places;

    Misreadings(Places places) {
        this.places = places;
    }

    /** {@code timeout: 30s}, {@code upgrade 4.2.0}, {@code to: /tmp/x}, {@code stop web 'x'}. */
    Optional<String> ofProperty(PropertyExpression property) {
        Expression name = property.getProperty();
        if (!(property.getObjectExpression() instanceof MethodCallExpression call) || !isCommand(call)) {
            return Optional.empty();
        }
        Expression last = last(call);
        String verb = String.valueOf(call.getMethodAsString());
        if (places.quoted(name)) {
            if (last instanceof VariableExpression next && last.getLineNumber() > call.getLineNumber()) {
                return Optional.of(Idioms.trailingComma(next.getName()));
            }
            return Optional.of(
                    Idioms.comma(verb, places.of(last, places.start()).text()));
        }
        String written = places.of(last, places.start()).text();
        if (Character.isDigit(written.isEmpty() ? ' ' : written.charAt(0)) && last instanceof ConstantExpression) {
            String rest = places.of(name, places.start()).text();
            return Optional.of(
                    Character.isLetter(rest.charAt(0))
                            ? Idioms.unit(written, gap(last, name), rest)
                            : Idioms.version(written + rest));
        }
        if (written.startsWith("/")) {
            return Optional.of(Idioms.path(placeOf(property, places.start()).text()));
        }
        return Optional.of(Idioms.chain(verb, String.valueOf(property.getPropertyAsString())));
    }

    private static String gap(Expression before, Expression behind) {
        return before.getLastColumnNumber() < behind.getColumnNumber() ? " " : "";
    }

    /** {@code stop web timeout 30}, {@code migrate 'main' to: 42}. */
    Optional<String> ofCall(MethodCallExpression call) {
        if (call.isImplicitThis()) {
            return Optional.empty();
        }
        Expression target = call.getObjectExpression();
        String method = String.valueOf(call.getMethodAsString());
        if (target instanceof MethodCallExpression inner && isCommand(inner)) {
            Expression last = last(inner);
            if (last instanceof VariableExpression next && last.getLineNumber() > inner.getLineNumber()) {
                return Optional.of(Idioms.trailingComma(next.getName()));
            }
            return Optional.of(Idioms.chain(String.valueOf(inner.getMethodAsString()), method));
        }
        boolean quoted = call.getMethod().getLineNumber() > 0 && places.quoted(call.getMethod());
        if (target instanceof VariableExpression verb
                && quoted
                && places.of(call.getMethod(), places.start()).before() != '.') {
            return Optional.of(Idioms.comma(verb.getName(), "'" + method + "'"));
        }
        return target instanceof ClosureExpression
                ? Optional.of("a block belongs to a verb or a phase: phase('name') { ... }")
                : Optional.empty();
    }

    /** The place to point at: the end of what was misread rather than its beginning. */
    Place placeOf(Expression expression, Place otherwise) {
        if (expression instanceof PropertyExpression property) {
            Expression object = property.getObjectExpression();
            Expression last = object instanceof MethodCallExpression call ? last(call) : object;
            if (!places.quoted(property.getProperty()) || last.getLineNumber() > object.getLineNumber()) {
                return widened(places.of(last, otherwise), places.of(property.getProperty(), otherwise));
            }
            return places.of(property.getProperty(), otherwise);
        }
        if (expression instanceof MethodCallExpression call
                && call.getObjectExpression() instanceof MethodCallExpression inner) {
            Expression last = last(inner);
            return last.getLineNumber() > inner.getLineNumber()
                    ? places.of(last, otherwise)
                    : places.of(call.getMethod(), otherwise);
        }
        return expression instanceof MethodCallExpression call ? places.of(call.getMethod(), otherwise) : otherwise;
    }

    private static Place widened(Place from, Place to) {
        int end = to.line() == from.line() ? to.column() + to.length() : from.column() + from.length();
        return new Place(from.source(), from.line(), from.column(), Math.max(1, end - from.column()));
    }

    /** {@code 'a' { }} or {@code title { }}: one subject that got the block of the word before it. */
    boolean isSubjectWithBlock(Expression expression) {
        if (!(expression instanceof MethodCallExpression call)
                || !call.isImplicitThis()
                || places.called(call.getMethod())) {
            return false;
        }
        List<Expression> arguments = Calls.arguments(call);
        boolean named = call.getMethod() instanceof ConstantExpression
                || call.getMethod().getClass() == GStringExpression.class;
        return named && arguments.size() == 1 && arguments.get(0).getClass() == ClosureExpression.class;
    }

    /** A value that got a block: {@code mode: 'append' { }}, {@code 2 * size('main') { }}. */
    boolean takesBlock(Expression expression) {
        if (expression instanceof BinaryExpression binary) {
            return takesBlock(binary.getRightExpression());
        }
        if (!(expression instanceof MethodCallExpression call) || !call.isImplicitThis()) {
            return false;
        }
        return last(call).getClass() == ClosureExpression.class;
    }

    /** A word with arguments and without parentheses. */
    private boolean isCommand(MethodCallExpression call) {
        return call.isImplicitThis()
                && !places.called(call.getMethod())
                && call.getMethod().getLineNumber() > 0;
    }

    /** The last argument as written; of options the last value. */
    private static Expression last(MethodCallExpression call) {
        Expression last = call.getMethod();
        for (Expression argument : Calls.arguments(call)) {
            Expression candidate = argument;
            if (argument instanceof MapExpression map
                    && !map.getMapEntryExpressions().isEmpty()) {
                List<MapEntryExpression> entries = map.getMapEntryExpressions();
                candidate = entries.get(entries.size() - 1).getValueExpression();
            }
            if (isBehind(candidate, last)) {
                last = candidate;
            }
        }
        return last;
    }

    private static boolean isBehind(Expression candidate, Expression other) {
        return candidate.getLineNumber() > other.getLineNumber()
                || (candidate.getLineNumber() == other.getLineNumber()
                        && candidate.getColumnNumber() > other.getColumnNumber());
    }
}
