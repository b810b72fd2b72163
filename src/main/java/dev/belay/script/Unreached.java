package dev.belay.script;

import dev.belay.catalog.Block;
import dev.belay.catalog.Form;
import dev.belay.value.Suggestion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Checks what the interpretation did not come by: the other side of a condition, a function that nothing calls. Names of verbs,
 * functions, options and variables are checked there; values cannot be.
 */
final class Unreached {

    private final World world;
    private final Set<String> declaring;
    private final Forms forms;

    Unreached(World world, Set<String> declaring) {
        this.world = world;
        this.declaring = declaring;
        this.forms = new Forms(world.catalog, world.problems);
    }

    void check(List<Syntax.Unit> units, Set<String> globals) {
        Set<String> names = new TreeSet<>(globals);
        for (Syntax.Unit unit : units) {
            Walk.through(unit.body(), each -> names.addAll(defined(each)));
            for (Syntax.Procedure procedure : unit.procedures()) {
                names.addAll(procedure.parameters());
                Walk.through(procedure.body(), each -> names.addAll(defined(each)));
            }
        }
        for (Syntax.Unit unit : units) {
            statements(unit.body(), Optional.empty(), names);
            unit.procedures().forEach(procedure -> statements(procedure.body(), Optional.empty(), names));
        }
    }

    private static List<String> defined(Syntax syntax) {
        if (syntax instanceof Syntax.Define define) {
            return List.of(define.name());
        } else if (syntax instanceof Syntax.Loop loop) {
            return List.of(loop.variable());
        }
        return syntax instanceof Syntax.Lambda lambda ? lambda.parameters() : List.of();
    }

    private void statements(Syntax.Block block, Optional<Block> allowed, Set<String> names) {
        for (Syntax statement : block.statements()) {
            if (statement instanceof Syntax.Decision decision) {
                values(decision.test(), names);
                statements(decision.then(), allowed, names);
                statements(decision.otherwise(), allowed, names);
            } else if (statement instanceof Syntax.Loop loop) {
                values(loop.items(), names);
                statements(loop.body(), allowed, names);
            } else if (statement instanceof Syntax.Invocation invocation) {
                invocation(invocation, allowed, names);
            } else if (statement instanceof Syntax.Define define
                    && define.value() instanceof Syntax.Invocation invocation) {
                invocation(invocation, Optional.empty(), names);
            } else {
                Idioms.ofStatement(
                                statement,
                                word -> !names.contains(word)
                                        && world.catalog.verbs().contains(word))
                        .ifPresentOrElse(
                                message -> world.problems.report(statement.at(), message),
                                () -> values(statement, names));
            }
        }
    }

    private void invocation(Syntax.Invocation invocation, Optional<Block> allowed, Set<String> names) {
        invocation.subjects().forEach(each -> values(each, names));
        invocation.options().forEach(each -> values(each.value(), names));
        Optional<Block> inner = Optional.empty();
        if (!world.reached.contains(invocation)) {
            inner = allowed.isPresent() ? keyword(invocation, allowed.get()) : word(invocation);
        } else if (world.catalog.verbs().contains(invocation.word())) {
            inner = blockOf(world.catalog.formsOf(invocation.word()));
        }
        Optional<Block> block = inner;
        invocation.block().ifPresent(each -> statements(each, block, names));
    }

    private Optional<Block> keyword(Syntax.Invocation invocation, Block allowed) {
        List<String> known =
                allowed.keywords().stream().map(Block.Keyword::name).toList();
        if (!known.contains(invocation.word())) {
            world.problems.report(
                    invocation.at(),
                    "'" + invocation.word() + "' has no place in this block"
                            + Suggestion.among(invocation.word(), known));
        }
        return Optional.empty();
    }

    private Optional<Block> word(Syntax.Invocation invocation) {
        String word = invocation.word();
        if (world.catalog.verbs().contains(word) && !world.procedures.containsKey(word)) {
            try {
                List<Form> fitting = forms.fitting(invocation);
                forms.refuseUnknown(invocation, fitting, "'" + word + "'");
                return blockOf(fitting);
            } catch (Problems.Halt reported) {
                return Optional.empty();
            }
        }
        boolean known = world.procedures.containsKey(word)
                || declaring.contains(word)
                || Expressions.WORDS.contains(word)
                || List.of("phase", "site", "set").contains(word);
        if (!known) {
            Set<String> candidates = new TreeSet<>(world.catalog.verbs());
            candidates.addAll(world.procedures.keySet());
            candidates.addAll(declaring);
            candidates.addAll(Expressions.WORDS);
            world.problems.report(
                    invocation.at(),
                    "unknown verb or function '" + word + "'" + Suggestion.didYouMean(word, candidates));
        }
        return Optional.empty();
    }

    private static Optional<Block> blockOf(List<Form> forms) {
        List<Block> blocks = new ArrayList<>();
        forms.forEach(form -> form.block().ifPresent(blocks::add));
        return blocks.stream().findFirst();
    }

    /** Names and calls inside of expressions. */
    private void values(Syntax syntax, Set<String> names) {
        Walk.through(syntax, each -> {
            if (each instanceof Syntax.Name name && !names.contains(name.name())) {
                world.problems.report(
                        name.at(),
                        "there is no variable or parameter '" + name.name() + "'"
                                + Suggestion.didYouMean(name.name(), names));
            } else if (each instanceof Syntax.Invocation invocation && !world.reached.contains(invocation)) {
                word(invocation);
            }
        });
    }
}
