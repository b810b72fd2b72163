package dev.belay.script;

import dev.belay.expr.Operator;
import dev.belay.expr.Value;
import java.util.List;
import java.util.Optional;

/**
 * The tree of a checked script. Whatever of Groovy has no node here cannot be written: the translation into this tree is the
 * allow-list.
 */
sealed interface Syntax {

    /** Where it stands. */
    Place at();

    /** A known value. */
    record Literal(Place at, Value value) implements Syntax {}

    /** {@code "$home/backup"}: its parts, texts among them. */
    record Template(Place at, List<Syntax> parts) implements Syntax {}

    /** {@code [a, b]}. */
    record Items(Place at, List<Syntax> items) implements Syntax {}

    /** {@code [a: 1, (b): 2]}. */
    record Entries(Place at, List<Entry> entries) implements Syntax {}

    /** A key and its value. */
    record Entry(Syntax key, Syntax value) {}

    /** A variable or a parameter. */
    record Name(Place at, String name) implements Syntax {}

    /** {@code !x}. */
    record Not(Place at, Syntax of) implements Syntax {}

    /** {@code -x}. */
    record Negative(Place at, Syntax of) implements Syntax {}

    /** {@code a + b} and the like. */
    record Binary(Place at, Operator operator, Syntax left, Syntax right) implements Syntax {}

    /** {@code test ? then : otherwise}. */
    record Choice(Place at, Syntax test, Syntax then, Syntax otherwise) implements Syntax {}

    /** {@code value ?: otherwise}. */
    record Elvis(Place at, Syntax value, Syntax otherwise) implements Syntax {}

    /** {@code of.name}, {@code of?.name}. */
    record Property(Place at, Syntax of, String name, boolean safe) implements Syntax {}

    /** {@code of[index]}. */
    record Index(Place at, Syntax of, Syntax index) implements Syntax {}

    /** {@code from..to}. */
    record Range(Place at, Syntax from, Syntax to, boolean exclusive) implements Syntax {}

    /** {@code target.method(arguments)}. */
    record Call(Place at, Syntax target, String method, List<Syntax> arguments, boolean safe) implements Syntax {}

    /** {@code { x -> body }}. */
    record Lambda(Place at, List<String> parameters, Syntax body) implements Syntax {}

    /**
     * A word with what follows: {@code stop 'web', timeout: 2.minutes}, {@code prepare()}, {@code size('main')}.
     *
     * @param at the word
     */
    record Invocation(Place at, String word, List<Syntax> subjects, List<Option> options, Optional<Block> block)
            implements Syntax {

        Optional<Option> option(String name) {
            return options.stream().filter(option -> option.name().equals(name)).findFirst();
        }
    }

    /** {@code name: value} behind a word. */
    record Option(Place at, String name, Syntax value) {}

    /** {@code def name = value}. */
    record Define(Place at, String name, Syntax value) implements Syntax {}

    /** {@code if}. */
    record Decision(Place at, Syntax test, Block then, Block otherwise) implements Syntax {}

    /** {@code for (variable in items)}. */
    record Loop(Place at, String variable, Syntax items, Block body) implements Syntax {}

    /** {@code return value}. */
    record Return(Place at, Syntax value) implements Syntax {}

    /** Statements in braces, or a whole file. */
    record Block(Place at, List<Syntax> statements) implements Syntax {}

    /** {@code def name(parameters) { body }}. */
    record Procedure(Place at, String name, List<String> parameters, Block body) implements Syntax {}

    /** Something that is not of the language; its mistake is reported already. */
    record Broken(Place at) implements Syntax {}

    /** A whole file. */
    record Unit(Source source, List<Procedure> procedures, Block body) {}
}
