package dev.belay.repl.terminal;

/**
 * What stands before a line that is typed.
 *
 * @param text without its end: {@code shop 2.0.0 on gis 3/15}
 * @param production true where the site is one that people depend on
 * @param status what a terminal shows below, beside that
 */
public record Prompt(String text, boolean production, String status) {

    /** With the sign behind which is typed. */
    public String line() {
        return text + "> ";
    }
}
