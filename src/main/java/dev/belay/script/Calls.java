package dev.belay.script;

import dev.belay.expr.Value;
import java.util.ArrayList;
import java.util.Comparator;
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
import org.codehaus.groovy.ast.expr.NamedArgumentListExpression;
import org.codehaus.groovy.ast.expr.TupleExpression;
import org.codehaus.groovy.ast.expr.VariableExpression;

/** Translates calls: a word with its subject, options and block, or a method of a value. */
final class Calls {

    private final Places places;
    private final Problems problems;
    private final Terms terms;
    private final Translation statements;
    private final Misreadings misreadings;

    Calls(Places places, Problems problems, Terms terms, Translation statements) {
        this.places = places;
        this.problems = problems;
        this.terms = terms;
        this.statements = statements;
        this.misreadings = new Misreadings(places);
    }

    Syntax call(MethodCallExpression call, Place at) {
        Expression method = call.getMethod();
        boolean plain = method instanceof ConstantExpression constant
                && constant.getValue() instanceof String
                && method.getLineNumber() > 0
                && !call.isSpreadSafe()
                && call.getGenericsTypes() == null;
        Optional<String> misread = misreadings.ofCall(call);
        if (misread.isPresent()) {
            return terms.broken(misreadings.placeOf(call, at), misread.get());
        }
        String written = places.of(method, at).text();
        if (!written.isEmpty() && Character.isDigit(written.charAt(0))) {
            String number = written.split("\\s", 2)[0];
            return terms.broken(
                    at,
                    Idioms.unit(number, " ", places.of(call.getArguments(), at).text()));
        }
        if (call.isSpreadSafe()) {
            return terms.broken(at, Idioms.spread());
        }
        if (!plain || places.quoted(method) || !places.named(method)) {
            return terms.broken(at, "a call is a plain name with arguments: name(a, b)");
        }
        return call.isImplicitThis() ? invocation(call, at) : method(call, at);
    }

    private Syntax method(MethodCallExpression call, Place at) {
        Place name = places.of(call.getMethod(), at);
        if (!places.pointed(call.getMethod())) {
            return terms.broken(name, Idioms.ownLine(name.text()));
        }
        if (!places.called(call.getMethod()) && !endsInLambda(call)) {
            return terms.broken(name, "a method is called with parentheses: ." + call.getMethodAsString() + "(...)");
        }
        List<Syntax> arguments = new ArrayList<>();
        for (Expression argument : arguments(call)) {
            if (argument instanceof MapExpression && argument.getClass() != MapExpression.class) {
                return terms.broken(name, "methods take no options");
            }
            arguments.add(terms.term(argument, at));
        }
        Syntax target = terms.term(call.getObjectExpression(), at);
        return new Syntax.Call(name, target, call.getMethodAsString(), arguments, call.isSafe());
    }

    private static boolean endsInLambda(MethodCallExpression call) {
        List<Expression> arguments = arguments(call);
        return arguments.size() == 1 && arguments.get(0) instanceof ClosureExpression;
    }

    private Syntax invocation(MethodCallExpression call, Place at) {
        Place name = places.of(call.getMethod(), at);
        String word = call.getMethodAsString();
        if (Idioms.isReserved(word)) {
            return terms.broken(name, Idioms.reserved(word));
        }
        List<Syntax> subjects = new ArrayList<>();
        List<Syntax.Option> options = new ArrayList<>();
        Optional<Syntax.Block> block = Optional.empty();
        List<Expression> arguments = arguments(call);
        for (int i = 0; i < arguments.size(); i++) {
            Expression argument = arguments.get(i);
            boolean last = i == arguments.size() - 1;
            if (isOptions(argument, call)) {
                options((MapExpression) argument, word, at, options);
            } else if (last && argument.getClass() == ClosureExpression.class) {
                block = block((ClosureExpression) argument, word, !options.isEmpty(), call);
            } else if (arguments.size() == 1
                    && misreadings.isSubjectWithBlock(argument)
                    && !places.called(call.getMethod())) {
                MethodCallExpression inner = (MethodCallExpression) argument;
                subjects.add(subjectOf(inner, at));
                block = block((ClosureExpression) arguments(inner).get(0), word, false, call);
            } else {
                subjects.add(positional(argument, word, at));
            }
        }
        options.sort(Comparator.comparing(option -> option.at().position()));
        return new Syntax.Invocation(name, word, subjects, options, block);
    }

    /** {@code phase 'a' { }}, which Groovy reads as {@code phase('a'({ }))}. */
    private Syntax subjectOf(MethodCallExpression inner, Place at) {
        Expression method = inner.getMethod();
        Place place = places.of(method, at);
        if (method.getClass() == GStringExpression.class) {
            return terms.term(method, at);
        }
        String text = inner.getMethodAsString();
        return places.quoted(method) ? new Syntax.Literal(place, Value.of(text)) : new Syntax.Name(place, text);
    }

    private Syntax positional(Expression argument, String word, Place at) {
        if (argument instanceof BinaryExpression assigned
                && assigned.getOperation().getText().equals("=")
                && assigned.getLeftExpression() instanceof VariableExpression option) {
            return terms.broken(places.of(argument, at), Idioms.assigned(option.getName()));
        }
        return value(argument, word, at);
    }

    private Syntax value(Expression expression, String word, Place at) {
        if (misreadings.takesBlock(expression)) {
            return terms.broken(places.of(expression, at), Idioms.block(word));
        }
        return terms.term(expression, at);
    }

    private boolean isOptions(Expression argument, MethodCallExpression call) {
        if (argument.getClass() == NamedArgumentListExpression.class) {
            return true;
        }
        boolean first = arguments(call).get(0) == argument;
        return argument.getClass() == MapExpression.class
                && first
                && !places.of(argument, places.start()).text().startsWith("[");
    }

    private void options(MapExpression map, String word, Place at, List<Syntax.Option> options) {
        for (MapEntryExpression entry : map.getMapEntryExpressions()) {
            Place key = places.of(entry.getKeyExpression(), at);
            Expression written = entry.getKeyExpression();
            if (!(written instanceof ConstantExpression constant) || !(constant.getValue() instanceof String name)) {
                problems.report(key, "the name of an option is a plain word: name: value");
                continue;
            }
            String option = name;
            if (options.stream().anyMatch(each -> each.name().equals(option))) {
                problems.report(key, "the option '" + option + "' stands twice");
            }
            options.add(new Syntax.Option(key, option, value(entry.getValueExpression(), word, key)));
        }
    }

    private Optional<Syntax.Block> block(
            ClosureExpression closure, String word, boolean options, MethodCallExpression call) {
        Place at = places.of(closure, places.start());
        if (options && !places.called(call.getMethod())) {
            problems.report(at, Idioms.block(word));
        }
        if (closure.getParameters() == null || closure.getParameters().length > 0) {
            problems.report(at, "the block of '" + word + "' has no parameters: { ... }");
        }
        return Optional.of(statements.block(closure.getCode(), at));
    }

    static List<Expression> arguments(MethodCallExpression call) {
        return call.getArguments() instanceof TupleExpression tuple
                ? tuple.getExpressions()
                : List.of(call.getArguments());
    }
}
