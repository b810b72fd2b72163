package dev.belay.script;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.apache.groovy.parser.antlr4.GroovyLexer;

/** Says of the parser's first error what it most likely means. */
final class Hints {

    private final Source source;
    private final List<Lexing.Word> words;

    Hints(Source source, List<Lexing.Word> words) {
        this.source = source;
        this.words = words;
    }

    /** Reports it, and gives the place that it blames. */
    Place report(int line, int column, String message, Problems problems) {
        int at = wordAt(line, column);
        int length =
                at < words.size() ? Math.max(1, words.get(at).text().strip().length()) : 1;
        return unclosedText(at, problems)
                .or(() -> missingCommaInLine(line, problems))
                .or(() -> missingComma(at, problems))
                .or(() -> leadingComma(at, problems))
                .or(() -> trailingComma(at, problems))
                .or(() -> brackets(problems))
                .or(() -> missingCommaBehind(at, problems))
                .orElseGet(() -> reported(
                        new Place(source, Math.max(1, line), Math.max(1, column), Math.min(length, 80)),
                        better(message).orElseGet(() -> "cannot be read: " + plain(message) + keyword(at)),
                        problems));
    }

    private static Place reported(Place place, String message, Problems problems) {
        problems.report(place, message);
        return place;
    }

    /** What Groovy's parser says in words of its own. */
    private static Optional<String> better(String message) {
        String[] quoted = message.split("'", 3);
        if (message.startsWith("Duplicated named parameter") && quoted.length == 3) {
            return Optional.of("the option '" + quoted[1] + "' stands twice");
        } else if (message.startsWith("Duplicated parameter") && quoted.length == 3) {
            return Optional.of("two parameters are called '" + quoted[1] + "'");
        }
        return message.startsWith("Method definition not expected")
                ? Optional.of("a function is declared at the top of a file, not in a block")
                : Optional.empty();
    }

    private static String plain(String message) {
        String line = message.lines().findFirst().orElse("");
        return line.isEmpty()
                ? "not an expression of the language"
                : Character.toLowerCase(line.charAt(0)) + line.substring(1);
    }

    private String keyword(int at) {
        if (at < words.size() && isKeyword(words.get(at).type())) {
            return "; '" + words.get(at).text() + "' is a word of Groovy and cannot be a name here";
        }
        return "";
    }

    private static boolean isKeyword(int type) {
        return type >= GroovyLexer.AS && type <= GroovyLexer.YIELD;
    }

    /** {@code backup db: 'a' to: 'b'}. */
    private Optional<Place> missingComma(int at, Problems problems) {
        boolean colon = is(at, GroovyLexer.COLON);
        int name = colon ? at - 1 : at;
        boolean option = isName(name) && is(name + 1, GroovyLexer.COLON);
        if (!option || name < 1 || !endsValue(words.get(name - 1).type())) {
            return Optional.empty();
        }
        Lexing.Word word = words.get(name);
        return Optional.of(reported(place(word), "missing comma before '" + word.text() + ":'", problems));
    }

    /** {@code ['git' 'php']}: of two texts or numbers side by side in the line that Groovy objects to. */
    private Optional<Place> missingCommaInLine(int line, Problems problems) {
        for (int i = 1; i < words.size(); i++) {
            if (words.get(i).line() == line && isLiteral(i) && isLiteral(i - 1)) {
                return Optional.of(reported(
                        place(words.get(i)),
                        "missing comma before " + words.get(i).text(),
                        problems));
            }
        }
        return Optional.empty();
    }

    private boolean isLiteral(int at) {
        return is(at, GroovyLexer.StringLiteral)
                || is(at, GroovyLexer.IntegerLiteral)
                || is(at, GroovyLexer.FloatingPointLiteral);
    }

    /** {@code sh('a', dir: 'b' as: 'c')}, where Groovy objects to the parenthesis. */
    private Optional<Place> missingCommaBehind(int at, Problems problems) {
        for (int i = at; i < words.size(); i++) {
            if (isName(i) && is(i + 1, GroovyLexer.COLON)) {
                Optional<Place> missing = missingComma(i, problems);
                if (missing.isPresent()) {
                    return missing;
                }
            }
        }
        return Optional.empty();
    }

    private Optional<Place> leadingComma(int at, Problems problems) {
        if (!is(at, GroovyLexer.COMMA) || at < 1 || words.get(at - 1).type() != GroovyLexer.NL) {
            return Optional.empty();
        }
        return Optional.of(reported(
                place(words.get(at)),
                "a line does not begin with a comma; put it at the end of the line before",
                problems));
    }

    /** {@code stop 'web',} newline {@code start 'db', timeout: 3}. */
    private Optional<Place> trailingComma(int at, Problems problems) {
        int first = at;
        while (first > 0 && first < words.size() && words.get(first - 1).type() != GroovyLexer.NL) {
            first--;
        }
        int before = first - 1;
        while (before > 0 && words.get(before).type() == GroovyLexer.NL) {
            before--;
        }
        if (first >= words.size()
                || !isName(first)
                || is(first + 1, GroovyLexer.COLON)
                || !is(before, GroovyLexer.COMMA)) {
            return Optional.empty();
        }
        Lexing.Word comma = words.get(before);
        return Optional.of(reported(
                place(comma),
                "the comma at the end of this line makes the next line, '"
                        + words.get(first).text() + " ...', a part of it; remove the comma",
                problems));
    }

    private Optional<Place> unclosedText(int at, Problems problems) {
        Optional<Lexing.Word> quote = at < words.size() && words.get(at).type() == GroovyLexer.UNEXPECTED_CHAR
                ? Optional.of(words.get(at))
                : Optional.empty();
        if (quote.isEmpty() || !"'\"".contains(quote.get().text())) {
            return Optional.empty();
        }
        return Optional.of(reported(
                place(quote.get()),
                "the text that begins here has no closing " + quote.get().text(),
                problems));
    }

    private Optional<Place> brackets(Problems problems) {
        Deque<Lexing.Word> open = new ArrayDeque<>();
        for (Lexing.Word word : words) {
            int type = word.type();
            if (type == GroovyLexer.LPAREN || type == GroovyLexer.LBRACE || type == GroovyLexer.LBRACK) {
                open.push(word);
            } else if (type == GroovyLexer.RPAREN || type == GroovyLexer.RBRACE || type == GroovyLexer.RBRACK) {
                Lexing.Word opening = open.poll();
                if (opening == null) {
                    return Optional.of(reported(place(word), "this '" + word.text() + "' closes nothing", problems));
                }
                if (type != opening.type() + 1) {
                    return Optional.of(reported(
                            place(word),
                            "this '" + word.text() + "' does not close the '" + opening.text() + "' opened at "
                                    + opening.line() + ":" + opening.column(),
                            problems));
                }
            }
        }
        Lexing.Word opening = open.poll();
        if (opening == null) {
            return Optional.empty();
        }
        String what = opening.text().equals("{") ? "the block" : "the '" + opening.text() + "'";
        return Optional.of(reported(
                place(opening),
                what + " opened at " + opening.line() + ":" + opening.column() + " is never closed",
                problems));
    }

    private static boolean endsValue(int type) {
        return switch (type) {
            case GroovyLexer.StringLiteral,
                    GroovyLexer.GStringEnd,
                    GroovyLexer.GStringPathPart,
                    GroovyLexer.IntegerLiteral,
                    GroovyLexer.FloatingPointLiteral,
                    GroovyLexer.BooleanLiteral,
                    GroovyLexer.NullLiteral,
                    GroovyLexer.Identifier,
                    GroovyLexer.CapitalizedIdentifier,
                    GroovyLexer.RPAREN,
                    GroovyLexer.RBRACK,
                    GroovyLexer.RBRACE -> true;
            default -> false;
        };
    }

    private boolean isName(int at) {
        return at >= 0
                && at < words.size()
                && (is(at, GroovyLexer.Identifier)
                        || is(at, GroovyLexer.CapitalizedIdentifier)
                        || isKeyword(words.get(at).type()));
    }

    private boolean is(int at, int type) {
        return at >= 0 && at < words.size() && words.get(at).type() == type;
    }

    private int wordAt(int line, int column) {
        for (int i = 0; i < words.size(); i++) {
            Lexing.Word word = words.get(i);
            if (word.line() > line || (word.line() == line && word.column() >= column)) {
                return i;
            }
        }
        return words.size();
    }

    private Place place(Lexing.Word word) {
        return new Place(
                source,
                word.line(),
                word.column(),
                Math.max(1, word.text().strip().length()));
    }
}
