package dev.belay.repl.command;

import dev.belay.value.Failure;

/** What stands behind the name of a command. */
final class Arguments {

    private Arguments() {}

    /** Throws (2) where what a command wants is missing, or what it does not take stands there. */
    static void check(Usage usage, String argument) {
        if (usage.takes() == Usage.Takes.NOTHING) {
            none(usage, argument);
        } else if (!usage.argument().startsWith("[")) {
            some(usage, argument);
        }
    }

    /** What is wanted there; throws (2) where it is missing. */
    static String some(Usage usage, String argument) {
        if (argument.isBlank()) {
            throw Failure.wrong(usage.line() + ": " + usage.argument() + " is missing", ":help " + usage.name());
        }
        return argument;
    }

    /** Throws (2) where something stands there that means nothing. */
    static void none(Usage usage, String argument) {
        if (!argument.isEmpty()) {
            throw Failure.wrong(usage.line() + " takes nothing, and '" + argument + "' stands behind it");
        }
    }

    /** How often; once where it is not said. */
    static int count(String argument) {
        if (argument.isEmpty()) {
            return 1;
        }
        if (!argument.matches("[1-9][0-9]{0,5}")) {
            throw Failure.wrong("'" + argument + "' is no number of steps", ":until STEP goes on up to a step");
        }
        return Integer.parseInt(argument);
    }
}
