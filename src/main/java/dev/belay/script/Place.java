package dev.belay.script;

import dev.belay.value.Position;

/** A stretch of a script's line: line and column from 1, columns in characters, and how many of them. */
record Place(Source source, int line, int column, int length) {

    Position position() {
        return new Position(source.path(), line, column);
    }

    /** The text that stands there. */
    String text() {
        String whole = source.line(line);
        int from = whole.offsetByCodePoints(0, Math.min(column - 1, whole.codePointCount(0, whole.length())));
        String rest = whole.substring(from);
        return rest.substring(0, rest.offsetByCodePoints(0, Math.min(length, rest.codePointCount(0, rest.length()))));
    }

    /** The character before it on its line; a blank at the beginning. */
    char before() {
        String whole = source.line(line);
        return column < 2 || column - 2 >= whole.length() ? ' ' : whole.charAt(column - 2);
    }

    /** The place behind it, one character long. */
    Place behind() {
        return new Place(source, line, column + length, 1);
    }
}
