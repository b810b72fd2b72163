package dev.belay.script;

import dev.belay.catalog.Technology;
import dev.belay.catalog.Vocabulary;
import dev.belay.catalog.Word;
import dev.belay.expr.Evaluator;
import dev.belay.expr.Expr;
import dev.belay.expr.Functions;
import dev.belay.expr.Operator;
import dev.belay.expr.Type;
import dev.belay.expr.Value;
import dev.belay.plan.Resource;
import dev.belay.value.Failure;
import dev.belay.value.SecretText;
import dev.belay.value.Suggestion;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;

/** Turns written expressions into {@link Expr}, everything done that can be done now. A mistake is reported with its place. */
final class Expressions {

    /** What may stand as a call in an expression, besides functions of the script, verbs and kinds of resources. */
    static final List<String> WORDS = Vocabulary.names(Word.Place.FUNCTION);

    private static final List<String> JAVA = List.of("java", "javax", "groovy", "org", "com");

    private final World world;
    private final Function<String, Optional<String>> environment;
    private final Caller caller;

    /** Does verbs and functions of the script where they stand in an expression. */
    interface Caller {
        /** The value of a verb's step or of a function. */
        Expr call(Syntax.Invocation invocation, Scope scope);
    }

    Expressions(World world, Function<String, Optional<String>> environment, Caller caller) {
        this.world = world;
        this.environment = environment;
        this.caller = caller;
    }

    /**
     * The expression with everything done that can be done now.
     *
     * @throws Problems.Halt where it is wrong
     */
    Expr of(Syntax syntax, Scope scope) {
        return at(syntax.at(), () -> {
            world.budget.step();
            world.budget.enter();
            try {
                return simple(syntax, scope);
            } finally {
                world.budget.leave();
            }
        });
    }

    /**
     * The value of an expression that must be known when the plan is made.
     *
     * @throws Problems.Halt where it is not, or is wrong
     */
    Value known(Syntax syntax, Scope scope, String what) {
        Expr expr = of(syntax, scope);
        if (expr instanceof Expr.Constant constant) {
            return constant.value();
        }
        throw world.problems.halt(
                syntax.at(), what + " must be known when the plan is made; this " + Waiting.phrase(expr));
    }

    /** The same, a text. */
    String text(Syntax syntax, Scope scope, String what) {
        Value value = known(syntax, scope, what);
        if (value instanceof Value.Text text && !text.text().isBlank()) {
            return text.text();
        }
        throw world.problems.halt(syntax.at(), what + " is a text in quotes, found " + Evaluator.kind(value));
    }

    /** Does something of which a failure is a mistake at this place. */
    <T> T at(Place place, Supplier<T> work) {
        try {
            return work.get();
        } catch (Failure failure) {
            throw world.problems.halt(place, failure.message());
        }
    }

    private Expr simple(Syntax syntax, Scope scope) {
        if (syntax instanceof Syntax.Literal literal) {
            return new Expr.Constant(literal.value());
        } else if (syntax instanceof Syntax.Name name) {
            return name(name, scope);
        } else if (syntax instanceof Syntax.Template template) {
            return combine(new Expr.Template(all(template.parts(), scope)));
        } else if (syntax instanceof Syntax.Items items) {
            return combine(new Expr.Items(all(items.items(), scope)));
        } else if (syntax instanceof Syntax.Entries entries) {
            return entries(entries, scope);
        } else if (syntax instanceof Syntax.Invocation invocation) {
            return invocation(invocation, scope);
        } else if (syntax instanceof Syntax.Property property) {
            return property(property, scope);
        } else if (syntax instanceof Syntax.Call call) {
            Expr target = of(call.target(), scope);
            return combine(new Expr.Call(target, call.method(), all(call.arguments(), scope), call.safe()));
        } else if (syntax instanceof Syntax.Lambda lambda) {
            return lambda(lambda, scope);
        }
        return operation(syntax, scope);
    }

    private Expr operation(Syntax syntax, Scope scope) {
        if (syntax instanceof Syntax.Binary binary) {
            return binary(binary, scope);
        } else if (syntax instanceof Syntax.Not not) {
            return combine(new Expr.Not(of(not.of(), scope)));
        } else if (syntax instanceof Syntax.Negative negative) {
            return combine(new Expr.Negative(of(negative.of(), scope)));
        } else if (syntax instanceof Syntax.Choice choice) {
            Expr test = of(choice.test(), scope);
            if (test instanceof Expr.Constant known) {
                return of(Evaluator.truth(known.value()) ? choice.then() : choice.otherwise(), scope);
            }
            return new Expr.Choice(test, of(choice.then(), scope), of(choice.otherwise(), scope));
        } else if (syntax instanceof Syntax.Elvis elvis) {
            return elvis(elvis, scope);
        } else if (syntax instanceof Syntax.Index index) {
            if (index.of() instanceof Syntax.Name name && isVerb(name, scope)) {
                throw world.problems.halt(name.at(), Idioms.index(name.name()));
            }
            return combine(new Expr.Index(of(index.of(), scope), of(index.index(), scope)));
        } else if (syntax instanceof Syntax.Range range) {
            return combine(new Expr.Range(of(range.from(), scope), of(range.to(), scope), range.exclusive()));
        } else if (syntax instanceof Syntax.Broken) {
            throw new Problems.Halt();
        }
        throw world.problems.halt(syntax.at(), "expected a value");
    }

    private Expr combine(Expr expr) {
        return world.evaluator.combine(expr);
    }

    private List<Expr> all(List<Syntax> parts, Scope scope) {
        List<Expr> exprs = new ArrayList<>(parts.size());
        for (Syntax part : parts) {
            exprs.add(of(part, scope));
        }
        return exprs;
    }

    private Expr name(Syntax.Name name, Scope scope) {
        Optional<Scope.Binding> binding = scope.find(name.name());
        if (binding.isPresent()) {
            return binding.get().value().orElseThrow(Problems.Halt::new);
        }
        throw world.problems.halt(name.at(), unknown(name.name(), scope.visible()));
    }

    private boolean isVerb(Syntax.Name name, Scope scope) {
        return scope.find(name.name()).isEmpty() && world.catalog.verbs().contains(name.name());
    }

    /** Says of a name that stands for nothing what it may have been meant for. */
    private String unknown(String name, Set<String> visible) {
        if (world.catalog.verbs().contains(name)) {
            return "'" + name + "' is a verb, not a value; what it works on follows it: " + name + " 'subject'";
        }
        String near = Suggestion.didYouMean(name, visible);
        if (near.isEmpty() && Idioms.isOfEnvironment(name)) {
            return "there is no variable or parameter '" + name + "'; " + Idioms.ofEnvironment(name);
        }
        if (near.isEmpty() && (Character.isUpperCase(name.charAt(0)) || JAVA.contains(name))) {
            return "there is no '" + name + "' here; classes of Java are not part of the language"
                    + (name.equals("System") ? "; a variable of the environment is env('NAME')" : "");
        }
        return "there is no variable or parameter '" + name + "'"
                + (near.isEmpty() ? "; a text is written in quotes: '" + name + "'" : near);
    }

    private Expr entries(Syntax.Entries entries, Scope scope) {
        Map<String, Expr> all = new LinkedHashMap<>();
        for (Syntax.Entry entry : entries.entries()) {
            Value key = known(entry.key(), scope, "the key of a map");
            if (!(key instanceof Value.Text) && !(key instanceof Value.Decimal)) {
                throw world.problems.halt(entry.key().at(), "the key of a map is a text");
            }
            String text = key instanceof Value.Text plain
                    ? plain.text()
                    : ((Value.Decimal) key).number().toPlainString();
            all.put(text, of(entry.value(), scope));
        }
        return combine(new Expr.Entries(all));
    }

    private Expr binary(Syntax.Binary binary, Scope scope) {
        Expr left = of(binary.left(), scope);
        boolean lazy = binary.operator() == Operator.AND || binary.operator() == Operator.OR;
        if (lazy && left instanceof Expr.Constant known) {
            boolean truth = Evaluator.truth(known.value());
            if (truth == (binary.operator() == Operator.OR)) {
                return Expr.bool(truth);
            }
        }
        Expr right = of(binary.right(), scope);
        boolean versions = binary.operator().compares() && (isVersion(left) || isVersion(right));
        return combine(
                versions
                        ? new Expr.Binary(
                                binary.operator(),
                                new Expr.Function(Functions.VERSION_ORDER, List.of(left, right)),
                                Expr.number(0))
                        : new Expr.Binary(binary.operator(), left, right));
    }

    /** Versions are ordered as versions: 4.9 comes before 4.10. */
    private static boolean isVersion(Expr expr) {
        return Waiting.typeOf(expr).filter(Type.VERSION::equals).isPresent();
    }

    private Expr elvis(Syntax.Elvis elvis, Scope scope) {
        Expr value = of(elvis.value(), scope);
        if (value instanceof Expr.Constant known) {
            boolean there = known.value() instanceof Value.Secret || Evaluator.truth(known.value());
            return there ? value : of(elvis.otherwise(), scope);
        }
        return new Expr.Elvis(value, of(elvis.otherwise(), scope));
    }

    private Expr lambda(Syntax.Lambda lambda, Scope scope) {
        Scope inner = scope.inner();
        lambda.parameters().forEach(name -> inner.bind(name, Scope.Binding.of(new Expr.Variable(name))));
        return new Expr.Lambda(lambda.parameters(), of(lambda.body(), inner));
    }

    private Expr property(Syntax.Property property, Scope scope) {
        if (property.of() instanceof Syntax.Name name && scope.find(name.name()).isEmpty()) {
            for (String kind : world.catalog.kinds()) {
                if (world.resource(kind, name.name()).isPresent()) {
                    throw world.problems.halt(name.at(), Idioms.resource(name, kind, property.name()));
                }
            }
        }
        Expr of = of(property.of(), scope);
        if (of instanceof Expr.Constant constant && constant.value() instanceof Value.Resource resource) {
            return resourceProperty(property, resource);
        }
        if (isUnbracedInText(property)
                && of instanceof Expr.Constant constant
                && !(constant.value() instanceof Value.Entries)) {
            String name = property.of().at().text();
            throw world.problems.halt(
                    property.at(),
                    "Groovy reads this as the property '" + property.name() + "' of '" + name + "'; write ${" + name
                            + "}." + property.name());
        }
        return combine(new Expr.Property(of, property.name(), property.safe()));
    }

    /** {@code "$name.tar"}. */
    private static boolean isUnbracedInText(Syntax.Property property) {
        return property.of() instanceof Syntax.Name name && name.at().before() == '$';
    }

    private Expr resourceProperty(Syntax.Property property, Value.Resource named) {
        Resource resource = world.resource(named.kind(), named.name()).orElseThrow(Problems.Halt::new);
        Technology technology =
                world.catalog.technology(resource.kind(), resource.technology()).orElseThrow(Problems.Halt::new);
        for (Technology.Property each : technology.properties()) {
            if (each.name().equals(property.name())) {
                return new Expr.Constant(each.read().apply(resource.arguments()));
            }
        }
        List<String> names =
                technology.properties().stream().map(Technology.Property::name).toList();
        throw world.problems.halt(
                property.at(),
                "a " + technology.name() + " " + technology.kind() + " has no '" + property.name() + "'"
                        + Suggestion.among(property.name(), names));
    }

    private Expr invocation(Syntax.Invocation invocation, Scope scope) {
        String word = invocation.word();
        boolean own = world.procedures.containsKey(word);
        boolean kind = world.catalog.kinds().contains(word);
        if (own || (!WORDS.contains(word) && !kind)) {
            return caller.call(invocation, scope);
        }
        world.reached.add(invocation);
        if (invocation.subjects().size() != 1
                || !invocation.options().isEmpty()
                || invocation.block().isPresent()) {
            throw world.problems.halt(invocation.at(), "'" + word + "' takes one value here: " + word + "('...')");
        }
        Syntax subject = invocation.subjects().get(0);
        return switch (word) {
            case "size" -> sizeOf(subject, scope);
            case "env" ->
                new Expr.Constant(environment
                        .apply(text(subject, scope, "the name of a variable"))
                        .map(Value::of)
                        .orElse(Value.NOTHING));
            case "secret" ->
                new Expr.Constant(Value.of(SecretText.secret(text(subject, scope, "the name of a secret"))));
            case "slug" -> combine(new Expr.Function("slug", List.of(of(subject, scope))));
            default -> new Expr.Constant(resource(word, text(subject, scope, "the name of a " + word), subject.at()));
        };
    }

    private Value.Resource resource(String kind, String name, Place place) {
        if (world.resource(kind, name).isEmpty()) {
            throw world.problems.halt(
                    place, "no " + kind + " is called '" + name + "'" + Suggestion.among(name, world.namesOf(kind)));
        }
        return new Value.Resource(kind, name);
    }

    /** {@code size('main')} of a resource, {@code size('/path')} of a path. */
    private Expr sizeOf(Syntax subject, Scope scope) {
        Expr of = of(subject, scope);
        if (of instanceof Expr.Constant constant && constant.value() instanceof Value.Text text) {
            for (String kind : world.catalog.kinds()) {
                boolean sized = !kind.equals("service")
                        && world.resource(kind, text.text()).isPresent();
                if (sized) {
                    return new Expr.SizeOf(new Expr.Constant(new Value.Resource(kind, text.text())));
                }
            }
            if (!text.text().contains("/")) {
                Set<String> names = new TreeSet<>();
                world.catalog.kinds().forEach(kind -> names.addAll(world.namesOf(kind)));
                throw world.problems.halt(
                        subject.at(),
                        "'" + text.text() + "' is neither a database nor a path with a '/'"
                                + Suggestion.didYouMean(text.text(), names));
            }
        }
        return new Expr.SizeOf(of);
    }

    /** {@code sh "echo $HOME"}, which Groovy would fill in. */
    private void refuseShellVariable(Syntax part, Scope scope) {
        if (part instanceof Syntax.Name name
                && scope.find(name.name()).isEmpty()
                && Idioms.isOfEnvironment(name.name())) {
            throw world.problems.halt(
                    name.at(),
                    "there is no variable or parameter '" + name.name() + "'; the shell's own is written \\$"
                            + name.name() + "; " + Idioms.ofEnvironment(name.name()));
        }
    }

    /**
     * A text for a shell: each value in it is quoted as one word.
     *
     * @throws Problems.Halt where it is wrong, or a value stands in quotes of the shell's
     */
    Expr shell(Syntax syntax, Scope scope) {
        if (syntax instanceof Syntax.Template template) {
            ShellQuotes quotes = new ShellQuotes();
            List<Expr> parts = new ArrayList<>();
            for (Syntax part : template.parts()) {
                if (part instanceof Syntax.Literal literal && literal.value() instanceof Value.Text text) {
                    quotes.read(text.text());
                    parts.add(Expr.text(text.text()));
                } else if (quotes.open()) {
                    throw world.problems.halt(
                            part.at(), "a value in a command is quoted already; remove the quotes around it");
                } else {
                    refuseShellVariable(part, scope);
                    Expr value = of(part, scope);
                    if (Waiting.holdsSecret(value)) {
                        throw world.problems.halt(
                                part.at(),
                                "a command takes no secret: it would be seen in the list of processes; pass it in env:");
                    }
                    parts.add(at(part.at(), () -> combine(new Expr.Function(Functions.QUOTED, List.of(value)))));
                }
            }
            return at(template.at(), () -> combine(new Expr.Template(parts)));
        } else if (syntax instanceof Syntax.Name name) {
            Optional<Scope.Origin> origin = scope.find(name.name()).flatMap(Scope.Binding::origin);
            return origin.isPresent() ? shell(origin.get().text(), origin.get().scope()) : of(syntax, scope);
        } else if (syntax instanceof Syntax.Choice choice && of(choice.test(), scope) instanceof Expr.Constant known) {
            return shell(Evaluator.truth(known.value()) ? choice.then() : choice.otherwise(), scope);
        }
        return of(syntax, scope);
    }
}
