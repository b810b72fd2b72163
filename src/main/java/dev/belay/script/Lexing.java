package dev.belay.script;

import groovyjarjarantlr4.v4.runtime.CharStreams;
import groovyjarjarantlr4.v4.runtime.RecognitionException;
import groovyjarjarantlr4.v4.runtime.Token;
import groovyjarjarantlr4.v4.runtime.WritableToken;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.apache.groovy.parser.antlr4.GroovyLangLexer;
import org.apache.groovy.parser.antlr4.GroovyLexer;
import org.apache.groovy.parser.antlr4.GroovySyntaxError;

/**
 * The tokens of a script, looked at before it is parsed: caps on nesting, length of expressions and number of tokens, which would
 * break the parser; and {@code import}, which is Groovy's keyword and Belay's verb, made an ordinary word.
 */
final class Lexing {

    private static final int NESTING = 64;
    private static final int TOKENS = 200_000;
    private static final int STRETCH = 1_000;
    private static final int ELSES = 100;

    private final Source source;
    private final Problems problems;
    private final List<Word> words = new ArrayList<>();
    private final List<Token> tokens = new ArrayList<>();
    private final Deque<Level> levels = new ArrayDeque<>();
    private boolean lineEnded;

    /** A token: its type as Groovy's lexer numbers them, its text, its place. */
    record Word(int type, String text, int line, int column) {}

    /**
     * What the parser gets, and the words among them for hints on its errors.
     *
     * @param stopped where it could not be read on, which is reported
     */
    record Lexed(List<Token> tokens, List<Word> words, Optional<Place> stopped) {}

    private static final class Level {
        int stretch;
        int elses;
        boolean afterElse;
        boolean afterOperator;
    }

    private Lexing(Source source, Problems problems) {
        this.source = source;
        this.problems = problems;
    }

    /** The tokens of a text, which is that of the source but for what was mended. */
    static Lexed of(Source source, String text, Problems problems) {
        return new Lexing(source, problems).lex(text);
    }

    private Lexed lex(String text) {
        Optional<Place> stopped = Optional.empty();
        levels.push(new Level());
        try {
            GroovyLangLexer lexer = new GroovyLangLexer(CharStreams.fromReader(new StringReader(text)));
            lexer.removeErrorListeners();
            for (Token token = lexer.nextToken(); token.getType() != Token.EOF; token = lexer.nextToken()) {
                see(token);
                if (token instanceof WritableToken word && token.getType() == GroovyLexer.IMPORT) {
                    word.setType(GroovyLexer.Identifier);
                }
                tokens.add(token);
            }
        } catch (GroovySyntaxError e) {
            Place place = new Place(source, Math.max(1, e.getLine()), Math.max(1, e.getColumn()), 1);
            String there = place.text();
            problems.report(
                    place,
                    (there.isEmpty() ? Optional.<String>empty() : Mending.meant(there.charAt(0)))
                            .orElseGet(() -> message(e)));
            stopped = Optional.of(place);
        } catch (RecognitionException e) {
            Word last = words.isEmpty() ? new Word(0, "", 1, 1) : words.get(words.size() - 1);
            Place place = new Place(source, last.line(), last.column(), 1);
            problems.report(place, "what follows here cannot be read; is a quote missing?");
            stopped = Optional.of(place);
        } catch (IOException e) {
            throw new IllegalStateException("reading from memory", e);
        }
        return new Lexed(tokens, words, stopped);
    }

    private static String message(GroovySyntaxError e) {
        String message = String.valueOf(e.getMessage());
        if (message.contains("octal")) {
            return "a number does not begin with 0; quote it where the 0 matters";
        }
        if (message.startsWith("Illegal string body character after dollar sign")) {
            return "a '$' in double quotes begins a value; write \\$ for the sign itself, or use single quotes";
        } else if (message.startsWith("Illegal escape character")) {
            return "this backslash begins nothing that is known; write two for one";
        }
        return message.startsWith("Unclosed string") ? "the text that begins here has no closing quote" : message;
    }

    private void see(Token token) {
        int type = token.getType();
        if (type == GroovyLexer.WS) {
            return;
        }
        words.add(new Word(type, String.valueOf(token.getText()), token.getLine(), token.getCharPositionInLine() + 1));
        if (words.size() > TOKENS) {
            throw stop(token, "this script is too long: more than " + TOKENS + " words");
        }
        switch (type) {
            case GroovyLexer.LPAREN, GroovyLexer.LBRACE, GroovyLexer.LBRACK, GroovyLexer.SAFE_INDEX -> open(token);
            case GroovyLexer.RPAREN, GroovyLexer.RBRACE, GroovyLexer.RBRACK -> close();
            case GroovyLexer.COMMA, GroovyLexer.SEMI -> separate();
            case GroovyLexer.NL -> lineEnded = true;
            default -> count(token);
        }
    }

    private void open(Token token) {
        count(token);
        levels.push(new Level());
        if (levels.size() > NESTING) {
            throw stop(token, "this is nested too deeply: more than " + (NESTING - 1) + " brackets");
        }
    }

    private void close() {
        if (levels.size() > 1) {
            levels.pop();
        }
        level().afterOperator = false;
        lineEnded = false;
    }

    private void separate() {
        level().stretch = 0;
        level().afterOperator = false;
    }

    private void count(Token token) {
        Level level = level();
        int type = token.getType();
        if (lineEnded && !continues(type) && !level.afterOperator) {
            level.stretch = 0;
        }
        lineEnded = false;
        if (type == GroovyLexer.ELSE) {
            level.elses++;
        } else if (type == GroovyLexer.IF && !level.afterElse) {
            level.elses = 0;
        }
        level.afterElse = type == GroovyLexer.ELSE;
        level.afterOperator = continues(type);
        if (++level.stretch > STRETCH || level.elses > ELSES) {
            throw stop(token, "this is too long for one expression; part it with 'def'");
        }
    }

    /** A line that begins or ends so goes on: an operator, a point. */
    private static boolean continues(int type) {
        return type >= GroovyLexer.RANGE_INCLUSIVE && type <= GroovyLexer.URSHIFT_ASSIGN;
    }

    private Level level() {
        Level top = levels.peek();
        return top == null ? new Level() : top;
    }

    private Diagnostics stop(Token token, String message) {
        problems.report(new Place(source, token.getLine(), token.getCharPositionInLine() + 1, 1), message);
        return new Diagnostics(problems.all());
    }
}
