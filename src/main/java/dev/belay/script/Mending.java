package dev.belay.script;

import dev.belay.script.Lexing.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.groovy.parser.antlr4.GroovyLexer;

/**
 * Makes of a text with a mistake that stops the lexer or the parser one of the same length that they can read, so that one mistake does not
 * hide all others. The mistake itself is reported already.
 *
 * @param text the whole script, every character in its place
 * @param lost names that stood in what was taken out: that they are missing elsewhere is no mistake
 */
record Mending(String text, Set<String> lost) {

    private static final String CLOSING = ")]},";
    private static final String CURLY = "\u2018\u2019\u201C\u201D\u201E\u00AB\u00BB";

    Mending {
        lost = Set.copyOf(lost);
    }

    /** What the lexer's objection to a character means; empty where it has said it well. */
    static Optional<String> meant(char character) {
        if (character == '`') {
            return Optional.of("a command does not stand in backticks; sh runs one: sh '...', or def x = sh '...'");
        } else if (character == '#') {
            return Optional.of("a comment begins with //");
        }
        return CURLY.indexOf(character) >= 0
                ? Optional.of("a text stands in straight quotes, ' or \", and not in " + character)
                : Optional.empty();
    }

    /** The text without what the lexer stopped at; empty where nothing is known to help. */
    static Optional<String> ofLexing(String text, int line, int column) {
        int begin = beginning(text, line);
        String rest = text.substring(begin);
        if (rest.codePointCount(0, rest.length()) < column) {
            return Optional.empty();
        }
        int at = begin + rest.offsetByCodePoints(0, column - 1);
        int end = text.indexOf('\n', at) < 0 ? text.length() : text.indexOf('\n', at);
        char character = text.charAt(at);
        if (at > begin && (text.charAt(at - 1) == '$' || text.charAt(at - 1) == '\\')) {
            return Optional.of(replaced(text, at - 1, "_"));
        }
        return switch (character) {
            case '$', '\\' -> Optional.of(replaced(text, at, "_"));
            case '0' -> Optional.of(replaced(text, at, "1"));
            case '#' -> Optional.of(replaced(text, at, " ".repeat(end - at)));
            case '\'', '"' -> Optional.of(replaced(text, at, quoted(text.substring(at, end))));
            case '`' -> {
                int close = text.indexOf('`', at + 1);
                int last = close < 0 || close > end ? end : close + 1;
                yield Optional.of(replaced(text, at, quoted(text.substring(at, last))));
            }
            default ->
                CURLY.indexOf(character) >= 0
                        ? Optional.of(replaced(text, at, curly(text.substring(at, end))))
                        : Optional.empty();
        };
    }

    private static int beginning(String text, int line) {
        int at = 0;
        for (int i = 1; i < line && at >= 0; i++) {
            int next = text.indexOf('\n', at);
            at = next < 0 ? text.length() : next + 1;
        }
        return at;
    }

    /** A text in quotes, as long as this, that leaves the brackets at its end as they are. */
    private static String quoted(String stretch) {
        int end = stretch.length();
        while (end > 2 && (CLOSING.indexOf(stretch.charAt(end - 1)) >= 0 || stretch.charAt(end - 1) <= ' ')) {
            end--;
        }
        return end < 2 ? " ".repeat(stretch.length()) : "'" + "x".repeat(end - 2) + "'" + stretch.substring(end);
    }

    private static String curly(String rest) {
        for (int i = 1; i < rest.length(); i++) {
            if (CURLY.indexOf(rest.charAt(i)) >= 0) {
                return "'" + "x".repeat(i - 1) + "'" + rest.substring(i + 1);
            }
        }
        return quoted(rest);
    }

    private static String replaced(String text, int at, String by) {
        return text.substring(0, at) + by + text.substring(at + by.length());
    }

    /**
     * The text without the statements on some lines; empty where they hold a block, or a bracket that others close, so that what is
     * left would not be what was meant.
     */
    static Optional<Mending> ofParsing(String text, List<Word> words, int from, int to) {
        int first = from;
        int last = to;
        while (first > 1 && continues(words, first - 1)) {
            first--;
        }
        while (continues(words, last)) {
            last++;
        }
        Set<String> lost = new TreeSet<>();
        int depth = 0;
        List<Word> stretch = new ArrayList<>();
        for (Word word : words) {
            if (word.line() >= first && word.line() <= last) {
                stretch.add(word);
                int type = word.type();
                if (type == GroovyLexer.LBRACE || type == GroovyLexer.RBRACE || severalLines(word)) {
                    return Optional.empty();
                }
                depth += opens(type) ? 1 : closes(type) ? -1 : 0;
            }
        }
        if (depth != 0 || stretch.isEmpty()) {
            return Optional.empty();
        }
        names(stretch, lost);
        int begin = beginning(text, first);
        int end = beginning(text, last + 1);
        String blank = text.substring(begin, end).replaceAll("[^\\r\\n]", " ");
        return Optional.of(new Mending(replaced(text, begin, blank), lost));
    }

    /** True where the line's last word says that the next line belongs to it. */
    private static boolean continues(List<Word> words, int line) {
        int last = -1;
        for (Word word : words) {
            if (word.line() == line && word.type() != GroovyLexer.NL) {
                last = word.type();
            }
        }
        return last == GroovyLexer.COMMA || opens(last);
    }

    private static boolean opens(int type) {
        return type == GroovyLexer.LPAREN || type == GroovyLexer.LBRACK || type == GroovyLexer.LBRACE;
    }

    private static boolean closes(int type) {
        return type == GroovyLexer.RPAREN || type == GroovyLexer.RBRACK || type == GroovyLexer.RBRACE;
    }

    private static boolean severalLines(Word word) {
        return word.type() != GroovyLexer.NL && word.text().contains("\n");
    }

    private static void names(List<Word> stretch, Set<String> lost) {
        for (int i = 0; i < stretch.size(); i++) {
            Word word = stretch.get(i);
            if (word.type() == GroovyLexer.StringLiteral && word.text().length() > 2) {
                lost.add(word.text().substring(1, word.text().length() - 1));
            } else if (i == 0
                    ? word.text().equals(Interpreter.INSTALLED)
                    : stretch.get(i - 1).type() == GroovyLexer.DEF) {
                lost.add(word.text());
            }
        }
    }
}
