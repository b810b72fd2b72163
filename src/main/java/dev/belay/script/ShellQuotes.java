package dev.belay.script;

/** Follows the quotes of a shell's text, to know whether a place is inside of them. */
final class ShellQuotes {

    private char quote = ' ';
    private boolean escaped;

    void read(String text) {
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            if (escaped) {
                escaped = false;
            } else if (letter == '\\' && quote != '\'') {
                escaped = true;
            } else if (quote == ' ' && (letter == '\'' || letter == '"')) {
                quote = letter;
            } else if (letter == quote && quote != ' ') {
                quote = ' ';
            }
        }
    }

    boolean open() {
        return quote != ' ';
    }
}
