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

    private static final int WIDTH = 140;

    static Diagnostic of(Place place, String message) {
        return new Diagnostic(place.position(), place.length(), place.source().line(place.line()), message);
    }

    @Override
    public int compareTo(Diagnostic other) {
        int byPlace = at.compareTo(other.at);
        return byPlace != 0 ? byPlace : message.compareTo(other.message);
    }

    /** Path, line and column with the message, the line, and a caret under the mistake; of a long line the part around it. */
    public String render() {
        if (length == 0) {
            return at.path() + ": " + message;
        }
        String number = String.valueOf(at.line());
        String margin = " ".repeat(Math.max(0, 5 - number.length()));
        int from = at.column() > WIDTH ? at.column() - WIDTH / 2 : 1;
        String shown = part(from, from + WIDTH);
        String caret = blank(part(from, at.column()))
                + "^".repeat(Math.max(1, Math.min(length, points(part(at.column(), from + WIDTH)))));
        return at + ": " + message + "\n" + margin + number + " | " + shown.stripTrailing() + "\n      | " + caret;
    }

    /** The characters from one column up to another. */
    private String part(int from, int to) {
        int letters = points(line);
        int begin = Math.min(from - 1, letters);
        int end = Math.min(to - 1, letters);
        return line.substring(line.offsetByCodePoints(0, begin), line.offsetByCodePoints(0, Math.max(begin, end)));
    }

    private static int points(String text) {
        return text.codePointCount(0, text.length());
    }

    /** As wide as the text: tabs stay tabs. */
    private static String blank(String text) {
        StringBuilder blank = new StringBuilder();
        text.codePoints().forEach(letter -> blank.append(letter == '\t' ? '\t' : ' '));
        return blank.toString();
    }
}
