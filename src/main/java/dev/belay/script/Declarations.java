package dev.belay.script;

import dev.belay.catalog.Option;
import dev.belay.catalog.Technology;
import dev.belay.expr.Expr;
import dev.belay.expr.Type;
import dev.belay.expr.Value;
import dev.belay.plan.Resource;
import dev.belay.value.Suggestion;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads declarations: the options of a word that makes no step, and resources by the catalogue's technologies. */
final class Declarations {

    private final World world;
    private final Expressions expressions;
    private final Conversion conversion;

    Declarations(World world, Expressions expressions, Conversion conversion) {
        this.world = world;
        this.expressions = expressions;
        this.conversion = conversion;
    }

    /**
     * {@code service 'web', systemd: [...]}.
     *
     * @throws Problems.Halt where it is wrong
     */
    Resource resource(Syntax.Invocation invocation, Scope scope) {
        String kind = invocation.word();
        String name = subject(invocation, scope, "the name of a " + kind);
        List<Technology> known = world.catalog.technologiesOf(kind);
        List<Technology> given = known.stream()
                .filter(technology -> invocation.option(technology.name()).isPresent())
                .toList();
        if (given.size() != 1) {
            Set<String> names = new TreeSet<>();
            known.forEach(technology -> names.add(technology.name()));
            String near = invocation.options().stream()
                    .map(option -> Suggestion.nearest(option.name(), names))
                    .flatMap(Optional::stream)
                    .findFirst()
                    .map(word -> "; did you mean '" + word + ":'?")
                    .orElse("");
            throw world.problems.halt(
                    invocation.at(), "a " + kind + " needs one of " + String.join(":, ", names) + ":" + near);
        }
        Technology technology = given.get(0);
        // one whose arguments are wrong, or wait for a parameter, is declared all the same: what names it is no mistake
        world.resources.putIfAbsent(World.key(kind, name), new Resource(kind, name, technology.name(), Map.of()));
        return new Resource(kind, name, technology.name(), arguments(invocation, technology, scope));
    }

    private Map<String, Value> arguments(Syntax.Invocation invocation, Technology technology, Scope scope) {
        Map<String, Value> arguments = new LinkedHashMap<>();
        boolean whole = true;
        for (Syntax.Option option : invocation.options()) {
            Optional<Option> declared = technology.option(option.name());
            if (declared.isEmpty()) {
                Set<String> names = new TreeSet<>();
                technology.options().forEach(each -> names.add(each.name()));
                world.problems.report(
                        option.at(),
                        "unknown option '" + option.name() + "' of a " + technology.name() + " " + technology.kind()
                                + Suggestion.among(option.name(), names));
                continue;
            }
            try {
                put(arguments, option, declared.get().type(), scope);
            } catch (Problems.Halt reported) {
                whole = false;
            }
        }
        for (Option option : technology.options()) {
            if (option.required() && !arguments.containsKey(option.name()) && whole) {
                throw world.problems.halt(
                        invocation.at(),
                        "a " + technology.name() + " " + technology.kind() + " needs '" + option.name() + ":', "
                                + option.type().word());
            }
        }
        if (!whole) {
            throw new Problems.Halt();
        }
        return arguments;
    }

    private void put(Map<String, Value> arguments, Syntax.Option option, Type type, Scope scope) {
        Expr expr = conversion.typed(option.name(), option.value(), type, scope);
        if (!(expr instanceof Expr.Constant constant)) {
            throw world.problems.halt(
                    option.value().at(),
                    "a declaration must be known when the plan is made; this " + Waiting.phrase(expr));
        }
        if (!(constant.value() instanceof Value.Nothing)) {
            arguments.put(option.name(), constant.value());
        }
    }

    /** The one text before the options. */
    String subject(Syntax.Invocation invocation, Scope scope, String what) {
        if (invocation.subjects().size() != 1) {
            throw world.problems.halt(
                    invocation.at(),
                    "'" + invocation.word() + "' is followed by " + what + ": " + invocation.word() + " '...'");
        }
        return expressions.text(invocation.subjects().get(0), scope, what);
    }

    /** Reports options that the word does not take, and a block. */
    void refuseOthers(Syntax.Invocation invocation, List<String> options) {
        for (Syntax.Option option : invocation.options()) {
            if (!options.contains(option.name())) {
                world.problems.report(
                        option.at(),
                        "unknown option '" + option.name() + "' of '" + invocation.word() + "'"
                                + Suggestion.among(option.name(), options));
            }
        }
        invocation
                .block()
                .ifPresent(block -> world.problems.report(block.at(), "'" + invocation.word() + "' takes no block"));
    }

    /** The value of an option, where it was given. */
    Optional<Value> option(Syntax.Invocation invocation, String name, Type type, Scope scope) {
        Optional<Syntax.Option> option = invocation.option(name);
        if (option.isEmpty()) {
            return Optional.empty();
        }
        Expr expr = conversion.typed(name, option.get().value(), type, scope);
        if (expr instanceof Expr.Constant constant) {
            return constant.value() instanceof Value.Nothing ? Optional.empty() : Optional.of(constant.value());
        }
        throw world.problems.halt(
                option.get().value().at(),
                "'" + name + "' must be known when the plan is made; this " + Waiting.phrase(expr));
    }

    /** The text of an option, where it was given. */
    Optional<String> text(Syntax.Invocation invocation, String name, Scope scope) {
        return option(invocation, name, Type.TEXT, scope).map(value -> ((Value.Text) value).text());
    }

    /** A flag; false where it was not given. */
    boolean flag(Syntax.Invocation invocation, String name, Scope scope) {
        return option(invocation, name, Type.BOOL, scope)
                .map(value -> ((Value.Bool) value).truth())
                .orElse(false);
    }
}
