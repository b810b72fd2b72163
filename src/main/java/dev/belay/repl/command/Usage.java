package dev.belay.repl.command;

/**
 * How a command is typed, and what it does.
 *
 * @param name behind the colon
 * @param brief its short form
 * @param argument what follows it, as manuals write it; empty for nothing
 * @param takes what its argument is, for completion
 * @param summary what it does, in a few words
 * @param more what else there is to know, in whole sentences; may be empty
 */
public record Usage(String name, String brief, String argument, Takes takes, String summary, String more) {

    /** What an argument is. */
    public enum Takes {
        NOTHING,
        STEP,
        FILE,
        EXPRESSION,
        TEXT,
        COMMAND
    }

    /** As it is typed: {@code :until STEP}. */
    public String line() {
        return (":" + name + " " + argument).stripTrailing();
    }
}
