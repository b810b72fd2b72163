package dev.belay.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.ast.MethodNode;
import org.codehaus.groovy.ast.ModuleNode;
import org.codehaus.groovy.ast.Parameter;
import org.codehaus.groovy.ast.expr.ClosureExpression;
import org.codehaus.groovy.ast.expr.ClosureListExpression;
import org.codehaus.groovy.ast.expr.ConstantExpression;
import org.codehaus.groovy.ast.expr.DeclarationExpression;
import org.codehaus.groovy.ast.expr.EmptyExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.VariableExpression;
import org.codehaus.groovy.ast.stmt.BlockStatement;
import org.codehaus.groovy.ast.stmt.EmptyStatement;
import org.codehaus.groovy.ast.stmt.ExpressionStatement;
import org.codehaus.groovy.ast.stmt.ForStatement;
import org.codehaus.groovy.ast.stmt.IfStatement;
import org.codehaus.groovy.ast.stmt.ReturnStatement;
import org.codehaus.groovy.ast.stmt.Statement;

/**
 * Translates Groovy's tree into {@link Syntax}, node by node, by exact class: a node that has no translation is a mistake with its
 * place. This file does files, functions and statements; {@link Terms} does expressions.
 */
final class Translation {

    private static final Pattern DEFINITION =
            Pattern.compile("def\\s+[\\w$]+\\s*([=/]|$)", Pattern.UNICODE_CHARACTER_CLASS);
    private static final Pattern FUNCTION = Pattern.compile("def\\s+[\\w$]+\\s*\\(", Pattern.UNICODE_CHARACTER_CLASS);
    private static final Pattern OTHER_LOOP = Pattern.compile(
            "for\\s*\\(\\s*(def\\s|final\\s|var\\s+\\w+\\s|[\\w$]+\\s*:)", Pattern.UNICODE_CHARACTER_CLASS);

    private final Places places;
    private final Source source;
    private final Problems problems;
    private final Terms terms;

    private Translation(Source source, Problems problems) {
        this.source = source;
        this.problems = problems;
        this.places = new Places(source);
        this.terms = new Terms(places, problems, this);
    }

    /** The script of a source; empty where it does not parse. Mistakes are reported. */
    static Optional<Syntax.Unit> of(Source source, Problems problems) {
        return of(source, problems, Ahead.nothing());
    }

    /** The same, where it may have been parsed ahead. */
    static Optional<Syntax.Unit> of(Source source, Problems problems, Ahead ahead) {
        Problems own = new Problems();
        Optional<Syntax.Unit> unit;
        try {
            unit = ahead.module(source)
                    .or(() -> Parsing.of(source, own))
                    .map(module -> new Translation(source, own).unit(module));
        } catch (StackOverflowError e) {
            own.report(new Place(source, 1, 1, 1), "this script is nested too deeply");
            unit = Optional.empty();
        } catch (Diagnostics e) {
            unit = Optional.empty();
        }
        problems.addAll(own);
        return unit;
    }

    private Syntax.Unit unit(ModuleNode module) {
        if (module.hasPackage()) {
            problems.report(places.of(module.getPackage(), places.start()), "packages are not part of the language");
        }
        module.getImports().forEach(each -> problems.report(places.of(each, places.start()), "Java has no place here"));
        for (ClassNode type : classes(module)) {
            problems.report(places.of(type, places.start()), "classes are not part of the language");
        }
        List<Syntax.Procedure> procedures = new ArrayList<>();
        for (MethodNode method : module.getMethods()) {
            procedures.add(procedure(method));
        }
        return new Syntax.Unit(source, procedures, block(module.getStatementBlock(), places.start()));
    }

    /**
     * The classes that the script declares. Groovy adds one of its own for statements and functions, and loads much of its runtime for
     * it; so it is asked while the tree holds none.
     */
    private static List<ClassNode> classes(ModuleNode module) {
        List<Statement> statements = module.getStatementBlock().getStatements();
        List<Statement> allStatements = List.copyOf(statements);
        List<MethodNode> allMethods = List.copyOf(module.getMethods());
        statements.clear();
        module.getMethods().clear();
        List<ClassNode> declared = List.copyOf(module.getClasses());
        statements.addAll(allStatements);
        module.getMethods().addAll(allMethods);
        return declared;
    }

    private Syntax.Procedure procedure(MethodNode method) {
        Place at = places.of(method, places.start());
        boolean plain = method.getAnnotations().isEmpty()
                && method.isDynamicReturnType()
                && method.getExceptions().length == 0
                && FUNCTION.matcher(at.text()).lookingAt();
        if (!plain) {
            problems.report(at, "a function is written def name(a, b) { ... }, without types or annotations");
        }
        Place name = new Place(
                source, at.line(), at.column(), Math.min(at.length(), at.text().indexOf('(') + 1));
        List<String> parameters = parameters(method.getParameters(), at);
        Statement code = method.getCode();
        Syntax.Block body = code == null ? new Syntax.Block(at, List.of()) : block(code, at);
        return new Syntax.Procedure(name, method.getName(), parameters, body);
    }

    List<String> parameters(Parameter[] parameters, Place at) {
        List<String> names = new ArrayList<>();
        for (Parameter parameter : parameters) {
            Place place = places.of(parameter, at);
            boolean bare = place.text().startsWith(parameter.getName());
            if (!bare
                    || !parameter.isDynamicTyped()
                    || parameter.getModifiers() != 0
                    || !parameter.getAnnotations().isEmpty()) {
                problems.report(place, "parameters have no types: write " + parameter.getName());
            } else if (parameter.hasInitialExpression()) {
                problems.report(
                        place, "parameters of functions have no defaults; write x ?: 'default' in the function");
            } else if (names.contains(parameter.getName())) {
                problems.report(place, "two parameters are called '" + parameter.getName() + "'");
            }
            refuseReserved(parameter.getName(), place);
            names.add(parameter.getName());
        }
        return names;
    }

    private void refuseReserved(String name, Place at) {
        if (Idioms.isReserved(name)) {
            problems.report(at, Idioms.reserved(name));
        }
    }

    Syntax.Block block(Statement statement, Place otherwise) {
        Place at = places.of(statement, otherwise);
        if (statement.getClass() != BlockStatement.class || isLabelled(statement)) {
            return new Syntax.Block(at, statements(statement, at));
        }
        List<Syntax> all = new ArrayList<>();
        for (Statement each : ((BlockStatement) statement).getStatements()) {
            all.addAll(statements(each, at));
        }
        return new Syntax.Block(at, all);
    }

    private static boolean isLabelled(Statement statement) {
        return statement.getStatementLabels() != null
                && !statement.getStatementLabels().isEmpty();
    }

    private List<Syntax> statements(Statement statement, Place otherwise) {
        if (statement instanceof EmptyStatement) {
            return List.of();
        }
        Place at = places.of(statement, otherwise);
        if (isLabelled(statement)) {
            String label = statement.getStatementLabels().get(0);
            Place begin = new Place(source, at.line(), 1, 1);
            String line = source.line(at.line());
            int column = Math.max(0, line.indexOf(label)) + 1;
            problems.report(new Place(source, begin.line(), column, label.length() + 1), Idioms.label(label));
            return List.of();
        }
        return List.of(statement(statement, at));
    }

    private Syntax statement(Statement statement, Place at) {
        Class<?> type = statement.getClass();
        if (type == ExpressionStatement.class) {
            Expression expression = ((ExpressionStatement) statement).getExpression();
            if (expression.getClass() == ClosureExpression.class) {
                return terms.broken(at, Idioms.loneBlock());
            }
            return expression.getClass() == DeclarationExpression.class
                    ? define((DeclarationExpression) expression, at)
                    : terms.whole(expression, at);
        } else if (type == IfStatement.class) {
            return decision((IfStatement) statement, at);
        } else if (type == ForStatement.class) {
            return loop((ForStatement) statement, at);
        } else if (type == ReturnStatement.class) {
            return new Syntax.Return(at, terms.term(((ReturnStatement) statement).getExpression(), at));
        } else if (type == BlockStatement.class) {
            problems.report(at, Idioms.loneBlock());
            return new Syntax.Broken(at);
        }
        problems.report(at, Idioms.foreign(type.getSimpleName()));
        return new Syntax.Broken(at);
    }

    private Syntax decision(IfStatement statement, Place at) {
        Syntax test = terms.term(statement.getBooleanExpression(), at);
        if (statement.getIfBlock() instanceof EmptyStatement) {
            problems.report(at, "this 'if' has no block; write if (...) { ... }");
        }
        Syntax.Block then = block(statement.getIfBlock(), at);
        return new Syntax.Decision(at, test, then, block(statement.getElseBlock(), at));
    }

    private Syntax loop(ForStatement statement, Place at) {
        if (statement.getCollectionExpression().getClass() == ClosureListExpression.class) {
            problems.report(at, Idioms.foreign("ClosureListExpression"));
            return new Syntax.Broken(at);
        }
        if (statement.getIndexVariable() != null) {
            problems.report(at, Idioms.twoVariables());
            return new Syntax.Broken(at);
        }
        if (OTHER_LOOP.matcher(at.text()).lookingAt()) {
            problems.report(at, "'for' is written for (x in list)");
            return new Syntax.Broken(at);
        }
        Parameter variable = statement.getValueVariable();
        parameters(new Parameter[] {variable}, at);
        Syntax items = terms.term(statement.getCollectionExpression(), at);
        return new Syntax.Loop(at, variable.getName(), items, block(statement.getLoopBlock(), at));
    }

    private Syntax define(DeclarationExpression declaration, Place at) {
        Expression left = declaration.getLeftExpression();
        if (left.getClass() != VariableExpression.class || declaration.isMultipleAssignmentDeclaration()) {
            problems.report(at, "one name for each def: def a = ...");
            return new Syntax.Broken(at);
        }
        VariableExpression variable = (VariableExpression) left;
        Place name = places.of(variable, at);
        refuseReserved(variable.getName(), name);
        boolean plain =
                name.line() != at.line() || DEFINITION.matcher(at.text()).lookingAt();
        if (!variable.isDynamicTyped() || !declaration.getAnnotations().isEmpty() || !plain) {
            problems.report(
                    at, "a variable is written def " + variable.getName() + " = ..., without type or annotation");
            return new Syntax.Broken(at);
        }
        Expression value = declaration.getRightExpression();
        boolean empty = value instanceof EmptyExpression
                || (value instanceof ConstantExpression constant && constant.getLineNumber() < 1);
        if (empty) {
            problems.report(
                    at, "a variable has one value for good; give it here: def " + variable.getName() + " = ...");
            return new Syntax.Broken(at);
        }
        return new Syntax.Define(name, variable.getName(), terms.whole(value, name));
    }
}
