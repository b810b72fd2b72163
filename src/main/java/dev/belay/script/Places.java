package dev.belay.script;

import org.codehaus.groovy.ast.ASTNode;

/** Turns the places of Groovy's tree into ours. */
final class Places {

    private final Source source;

    Places(Source source) {
        this.source = source;
    }

    /** From a node's first to its last character, at most to the end of its first line; a node without a place has the other's. */
    Place of(ASTNode node, Place otherwise) {
        if (node.getLineNumber() < 1 || node.getColumnNumber() < 1) {
            return otherwise;
        }
        String line = source.line(node.getLineNumber());
        int end = node.getLastLineNumber() == node.getLineNumber()
                ? node.getLastColumnNumber()
                : line.codePointCount(0, line.length()) + 1;
        int length = Math.max(1, end - node.getColumnNumber());
        return trimmed(new Place(source, node.getLineNumber(), node.getColumnNumber(), length));
    }

    Place start() {
        return new Place(source, 1, 1, 1);
    }

    private static Place trimmed(Place place) {
        int length = place.text().stripTrailing().length();
        return new Place(place.source(), place.line(), place.column(), Math.max(1, length));
    }

    /** True where an opening parenthesis stands behind the node on its line. */
    boolean called(ASTNode name) {
        int column = name.getLastColumnNumber();
        while (isBlank(charAt(name.getLastLineNumber(), column))
                && column <= source.line(name.getLastLineNumber()).length()) {
            column++;
        }
        return charAt(name.getLastLineNumber(), column) == '(';
    }

    /** False where something else than a point stands before the node on its line: {@code stop('web') start}. */
    boolean pointed(ASTNode name) {
        String line = source.line(name.getLineNumber());
        int points = Math.min(Math.max(0, name.getColumnNumber() - 1), line.codePointCount(0, line.length()));
        String before = line.substring(0, line.offsetByCodePoints(0, points)).strip();
        return before.isEmpty() || before.endsWith(".") || charAt(name.getLineNumber(), name.getColumnNumber()) == '.';
    }

    /** True where the node begins like a name, not with a quote or a parenthesis; in a text it may begin with its point. */
    boolean named(ASTNode node) {
        char first = charAt(node.getLineNumber(), node.getColumnNumber());
        return Character.isUnicodeIdentifierStart(first) || first == '_' || first == '$' || first == '.';
    }

    private static boolean isBlank(char character) {
        return character == ' ' || character == '\t';
    }

    /** True where the node is written in quotes. */
    boolean quoted(ASTNode node) {
        char first = charAt(node.getLineNumber(), node.getColumnNumber());
        return first == '\'' || first == '"' || first == '/' || first == '$';
    }

    private char charAt(int line, int column) {
        String text = source.line(line);
        int points = text.codePointCount(0, text.length());
        return column < 1 || column > points ? ' ' : text.charAt(text.offsetByCodePoints(0, column - 1));
    }
}
