package dev.belay.script;

import dev.belay.value.Position;

/**
 * One mistake in a script.
 *
 * @param at where it begins
 * @param length how many characters it covers; 0 for a mistake of the whole file
 * @param line the line of the script
 * @param message what is wrong and what was expected, in one line
 */
public record Diagnostic(Position at, int length, String line, String message) implements Comparable<Diagnostic> {

    static Diagnostic of(Place place, String message) {
        return new Diagnostic(place.position(), place.length(), place.source().line(place.line()), message);
    }

    @Override
    public int compareTo(Diagnostic other) {
        int byPlace = at.compareTo(other.at);
        return byPlace != 0 ? byPlace : message.compareTo(other.message);
    }

    /** Path, line and column with the message, the line, and a caret under the mistake. */
    public String render() {
        if (length == 0) {
            return at.path() + ": " + message;
        }
        String number = String.valueOf(at.line());
        String margin = " ".repeat(Math.max(0, 5 - number.length()));
        return at + ": " + message + "\n" + margin + number + " | " + line.stripTrailing() + "\n      | " + caret();
    }

    private String caret() {
        StringBuilder blank = new StringBuilder();
        int letters = line.codePointCount(0, line.length());
        for (int i = 0; i < Math.min(at.column() - 1, letters); i++) {
            blank.append(line.codePointAt(line.offsetByCodePoints(0, i)) == '\t' ? '\t' : ' ');
        }
        int room = Math.max(1, letters - at.column() + 1);
        return blank + "^".repeat(Math.min(length, room));
    }
}
