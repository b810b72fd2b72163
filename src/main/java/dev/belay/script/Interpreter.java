package dev.belay.script;

import dev.belay.catalog.Block;
import dev.belay.catalog.Form;
import dev.belay.catalog.Options;
import dev.belay.expr.Evaluator;
import dev.belay.expr.Expr;
import dev.belay.expr.Operator;
import dev.belay.expr.Type;
import dev.belay.expr.Value;
import dev.belay.plan.Step;
import dev.belay.value.Suggestion;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Walks the statements of a script: phases, conditions, loops, functions and verbs. {@link Words} does the declarations. */
final class Interpreter implements Expressions.Caller {

    /** The verb that tells the installed version, and the name of that version behind it. */
    static final String INSTALLED = "installed";

    /** The most steps of a plan. */
    static final int MOST_STEPS = 20_000;

    private final World world;
    private final Expressions expressions;
    private final Steps steps;
    private final Entries entries;
    private final Words words;
    private final Scope globals = Scope.outermost();
    private final Deque<String> calls = new ArrayDeque<>();
    private String phase = "";
    private Optional<Expr> guard = Optional.empty();
    private Optional<Expr> returned = Optional.empty();

    /** Does the words that declare something; false for a word that it does not know. */
    interface Words {
        boolean declare(Syntax.Invocation invocation, Scope scope, boolean guarded);

        /** The words that may begin a statement here, for did-you-mean. */
        Set<String> names();

        /** False in a site file. */
        boolean mayHaveSteps();
    }

    Interpreter(
            World world,
            Function<String, Optional<String>> environment,
            BiFunction<Expressions, Conversion, Words> words) {
        this.world = world;
        this.expressions = new Expressions(world, environment, this);
        Conversion conversion = new Conversion(world, expressions);
        this.steps = new Steps(world, expressions, conversion);
        this.entries = new Entries(world, expressions, steps, this::define);
        this.words = words.apply(expressions, conversion);
    }

    /** The names of the whole script. */
    Scope globals() {
        return globals;
    }

    /** An expression in the names of the whole script; it gives a value and is no step. */
    Expr value(Syntax syntax) {
        boolean verb = syntax instanceof Syntax.Invocation invocation
                && world.catalog.verbs().contains(invocation.word());
        if (verb) {
            throw world.problems.halt(syntax.at(), "this is a step, and a value is wanted here");
        }
        return expressions.of(syntax, globals);
    }

    /** Interprets statements one after the other; a wrong one does not keep the others from being looked at. */
    void run(List<Syntax> statements, Scope scope) {
        for (Syntax statement : statements) {
            if (returned.isPresent()) {
                world.problems.report(statement.at(), "nothing behind 'return' is ever reached");
                return;
            }
            try {
                expressions.at(statement.at(), () -> {
                    world.budget.step();
                    statement(statement, scope);
                    return statement;
                });
            } catch (Problems.Halt reported) {
                // its mistake is reported; the next statement may have one of its own
            }
        }
    }

    private void statement(Syntax statement, Scope scope) {
        if (statement instanceof Syntax.Invocation invocation) {
            invoke(invocation, scope);
        } else if (statement instanceof Syntax.Define define) {
            define(define, scope);
        } else if (statement instanceof Syntax.Decision decision) {
            decide(decision, scope);
        } else if (statement instanceof Syntax.Loop loop) {
            loop(loop, scope);
        } else if (statement instanceof Syntax.Return back) {
            leave(back, scope);
        } else if (!(statement instanceof Syntax.Broken)) {
            throw world.problems.halt(statement.at(), useless(statement));
        }
    }

    private String useless(Syntax statement) {
        if (statement instanceof Syntax.Name name) {
            return world.catalog.verbs().contains(name.name())
                    ? "'" + name.name() + "' is a verb; what it works on follows it: " + name.name() + " 'subject'"
                    : "'" + name.name() + "' stands alone and does nothing"
                            + Suggestion.didYouMean(name.name(), startingWords());
        }
        return Idioms.ofStatement(statement, world.catalog.verbs()::contains)
                .orElse("this stands alone and does nothing; a statement begins with a verb");
    }

    private void define(Syntax.Define define, Scope scope) {
        if (scope.has(define.name())) {
            throw world.problems.halt(
                    define.at(), "'" + define.name() + "' has a value already; a name has one value for good");
        }
        try {
            Expr value = expressions.of(define.value(), scope);
            if (value instanceof Expr.Lambda) {
                throw world.problems.halt(define.at(), "a function is written def " + define.name() + "(x) { ... }");
            }
            scope.bind(define.name(), new Scope.Binding(Optional.of(value), origin(define.value(), scope)));
        } catch (Problems.Halt reported) {
            scope.bind(define.name(), Scope.Binding.broken());
            throw reported;
        }
    }

    private static Optional<Scope.Origin> origin(Syntax written, Scope scope) {
        if (written instanceof Syntax.Name name) {
            return scope.find(name.name()).flatMap(Scope.Binding::origin);
        }
        boolean text = written instanceof Syntax.Template || written instanceof Syntax.Choice;
        return text ? Optional.of(new Scope.Origin(written, scope)) : Optional.empty();
    }

    private void decide(Syntax.Decision decision, Scope scope) {
        Expr test = expressions.of(decision.test(), scope);
        if (test instanceof Expr.Constant known) {
            boolean holds = expressions.at(decision.test().at(), () -> Evaluator.truth(known.value()));
            run((holds ? decision.then() : decision.otherwise()).statements(), scope.inner());
            return;
        }
        if (Waiting.holdsSecret(test)) {
            throw world.problems.halt(decision.test().at(), "a condition may not look at a secret");
        }
        guarded(test, decision.then(), scope);
        guarded(new Expr.Not(test), decision.otherwise(), scope);
    }

    private void guarded(Expr condition, Syntax.Block block, Scope scope) {
        Optional<Expr> before = guard;
        guard = Optional.of(before.<Expr>map(outer -> new Expr.Binary(Operator.AND, outer, condition))
                .orElse(condition));
        try {
            run(block.statements(), scope.inner());
        } finally {
            guard = before;
        }
    }

    private void loop(Syntax.Loop loop, Scope scope) {
        Value items = expressions.known(loop.items(), scope, "the list of a 'for'");
        for (Value item : expressions.at(loop.items().at(), () -> Evaluator.itemsOf(items))) {
            expressions.at(loop.at(), () -> {
                world.budget.step();
                return item;
            });
            Scope inner = scope.inner();
            inner.bind(loop.variable(), Scope.Binding.of(new Expr.Constant(item)));
            run(loop.body().statements(), inner);
            if (returned.isPresent()) {
                return;
            }
        }
    }

    private void leave(Syntax.Return back, Scope scope) {
        if (calls.isEmpty()) {
            throw world.problems.halt(back.at(), "'return' stands only in a function");
        }
        if (guard.isPresent()) {
            throw world.problems.halt(back.at(), "'return' cannot stand under a condition that waits for a step");
        }
        returned = Optional.of(expressions.of(back.value(), scope));
    }

    private void invoke(Syntax.Invocation invocation, Scope scope) {
        String word = invocation.word();
        if (world.procedures.containsKey(word)) {
            call(invocation, scope);
        } else if (word.equals("phase")) {
            phase(invocation, scope);
        } else if (words.declare(invocation, scope, guard.isPresent())) {
            world.reached.add(invocation);
        } else if (encloses(word)) {
            enclose(invocation, scope);
        } else if (world.catalog.verbs().contains(word)) {
            step(invocation, scope);
        } else {
            throw world.problems.halt(invocation.at(), unknown(word));
        }
    }

    private boolean encloses(String verb) {
        return world.catalog.forms().stream()
                .anyMatch(form -> form.verb().equals(verb) && form.block().equals(Optional.of(Block.STEPS)));
    }

    /** A verb whose block holds steps: a step of it before them, and one behind them. */
    private void enclose(Syntax.Invocation invocation, Scope scope) {
        String word = invocation.word();
        if (invocation.block().isEmpty()) {
            throw world.problems.halt(
                    invocation.at(),
                    "'" + word + "' is followed by the steps that it encloses: " + word + "(...) { ... }");
        }
        world.reached.add(invocation);
        Syntax.Invocation begin = new Syntax.Invocation(
                invocation.at(), word, invocation.subjects(), invocation.options(), Optional.empty());
        step(begin, scope);
        Step opened = world.steps.get(world.steps.size() - 1);
        run(invocation.block().get().statements(), scope);
        Map<String, Expr> arguments = new LinkedHashMap<>(opened.arguments());
        arguments.put(Options.END.name(), new Expr.Constant(Value.of(true)));
        String end = Options.END.name() + " of " + word;
        world.steps.add(new Step(
                world.ids.of(phase, end),
                opened.part(),
                opened.phase(),
                opened.form(),
                arguments,
                opened.guard(),
                end,
                opened.at()));
    }

    private String unknown(String word) {
        String near = Suggestion.didYouMean(word, startingWords());
        if (near.isEmpty() && Expressions.WORDS.contains(word)) {
            return "'" + word + "' gives a value and stands only where one is used";
        }
        return "unknown verb or function '" + word + "'"
                + (near.isEmpty() ? "; a command is written as sh '...'" : near);
    }

    private Set<String> startingWords() {
        Set<String> names = new TreeSet<>(world.catalog.verbs());
        names.addAll(world.procedures.keySet());
        names.addAll(words.names());
        names.add("phase");
        return names;
    }

    private void phase(Syntax.Invocation invocation, Scope scope) {
        world.reached.add(invocation);
        if (!words.mayHaveSteps()) {
            throw world.problems.halt(invocation.at(), "a site file holds declarations only, no phases");
        }
        if (invocation.block().isEmpty()
                || invocation.subjects().size() != 1
                || !invocation.options().isEmpty()) {
            throw world.problems.halt(invocation.at(), "a phase has a name and a block: phase('Back up') { ... }");
        }
        String before = phase;
        phase = expressions.text(invocation.subjects().get(0), scope, "the name of a phase");
        try {
            run(invocation.block().get().statements(), scope);
        } finally {
            phase = before;
        }
    }

    private Optional<Expr> step(Syntax.Invocation invocation, Scope scope) {
        if (!words.mayHaveSteps()) {
            throw world.problems.halt(invocation.at(), "a site file holds declarations only, no steps");
        }
        Steps.Setting setting = new Steps.Setting(world.part, phase, guard);
        Step step = steps.step(invocation, scope, setting, entries);
        if (step.verb().equals(INSTALLED)) {
            install(invocation, step);
            return Optional.empty();
        }
        if (world.steps.size() >= MOST_STEPS) {
            world.problems.report(invocation.at(), "this plan is too long: more than " + MOST_STEPS + " steps");
            throw new Diagnostics(world.problems.all());
        }
        world.steps.add(step);
        return world.catalog.form(step.form()).flatMap(Form::result).map(type -> new Expr.Result(step.id(), type));
    }

    private void install(Syntax.Invocation invocation, Step step) {
        if (world.installed.isPresent()) {
            throw world.problems.halt(
                    invocation.at(),
                    "'installed' stands once; it stands already at "
                            + world.installed.get().at());
        }
        if (globals.has(INSTALLED)) {
            throw world.problems.halt(
                    invocation.at(), "'installed' names a value of the script already; give that another name");
        }
        world.installed = Optional.of(step);
        globals.bind(INSTALLED, Scope.Binding.of(new Expr.Result(step.id(), Type.VERSION)));
    }

    @Override
    public Expr call(Syntax.Invocation invocation, Scope scope) {
        String word = invocation.word();
        if (world.procedures.containsKey(word)) {
            return function(invocation, scope);
        }
        if (!world.catalog.verbs().contains(word)) {
            Set<String> names = new TreeSet<>(world.procedures.keySet());
            names.addAll(Expressions.WORDS);
            names.addAll(world.catalog.verbs());
            names.addAll(world.catalog.kinds());
            throw world.problems.halt(
                    invocation.at(), "unknown function '" + word + "'" + Suggestion.didYouMean(word, names));
        }
        return step(invocation, scope)
                .orElseThrow(() -> world.problems.halt(invocation.at(), "'" + word + "' gives no value"));
    }

    private Expr function(Syntax.Invocation invocation, Scope scope) {
        world.reached.add(invocation);
        Syntax.Procedure procedure =
                Optional.ofNullable(world.procedures.get(invocation.word())).orElseThrow();
        if (!invocation.options().isEmpty() || invocation.block().isPresent()) {
            throw world.problems.halt(
                    invocation.at(), "a function of the script takes plain values: " + invocation.word() + "(a, b)");
        }
        if (invocation.subjects().size() != procedure.parameters().size()) {
            throw world.problems.halt(
                    invocation.at(),
                    "'" + invocation.word() + "' takes "
                            + procedure.parameters().size() + " values, found "
                            + invocation.subjects().size());
        }
        Scope inner = globals.inner();
        for (int i = 0; i < procedure.parameters().size(); i++) {
            Syntax written = invocation.subjects().get(i);
            Expr value = expressions.of(written, scope);
            inner.bind(procedure.parameters().get(i), new Scope.Binding(Optional.of(value), origin(written, scope)));
        }
        return body(procedure, inner, invocation);
    }

    private Expr body(Syntax.Procedure procedure, Scope inner, Syntax.Invocation invocation) {
        if (calls.contains(procedure.name())) {
            throw world.problems.halt(
                    invocation.at(), "'" + procedure.name() + "' calls itself; the language has no recursion");
        }
        calls.push(procedure.name());
        world.budget.enter();
        Optional<Expr> outer = returned;
        returned = Optional.empty();
        try {
            List<Syntax> statements = procedure.body().statements();
            int last = statements.size() - 1;
            boolean value = last >= 0 && isValue(statements.get(last));
            run(value ? statements.subList(0, last) : statements, inner);
            if (value && returned.isEmpty()) {
                return expressions.of(statements.get(last), inner);
            }
            return returned.orElse(new Expr.Constant(Value.NOTHING));
        } finally {
            returned = outer;
            world.budget.leave();
            calls.pop();
        }
    }

    /** True for a last line that is the value of its function. */
    private boolean isValue(Syntax statement) {
        if (statement instanceof Syntax.Invocation invocation) {
            return Expressions.WORDS.contains(invocation.word()) || world.procedures.containsKey(invocation.word());
        }
        return !(statement instanceof Syntax.Define
                || statement instanceof Syntax.Decision
                || statement instanceof Syntax.Loop
                || statement instanceof Syntax.Return
                || statement instanceof Syntax.Broken);
    }
}
