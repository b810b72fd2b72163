package dev.belay.script;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.apache.groovy.parser.antlr4.GroovyLexer;

/** Whether what was typed at a prompt is a whole, or goes on in the next line. */
public final class Typing {

    /** What nothing can end with. */
    private static final Set<Integer> OPEN_ENDS = Set.of(
            GroovyLexer.COMMA,
            GroovyLexer.ASSIGN,
            GroovyLexer.COLON,
            GroovyLexer.AND,
            GroovyLexer.OR,
            GroovyLexer.ADD,
            GroovyLexer.SUB,
            GroovyLexer.MUL,
            GroovyLexer.QUESTION,
            GroovyLexer.ELVIS,
            GroovyLexer.EQUAL,
            GroovyLexer.NOTEQUAL,
            GroovyLexer.ELSE);

    private Typing() {}

    /**
     * True where a bracket, a text in three quotes or a comment is open, or a comma or an operator stands at the end; a text in one quote
     * ends in its line.
     */
    public static boolean unfinished(String typed) {
        if (openText(typed)) {
            return true;
        }
        Lexing.Lexed lexed = Lexing.of(Source.of("typed", typed), typed, new Problems());
        if (lexed.stopped().isPresent()) {
            return false;
        }
        List<Lexing.Word> words = lexed.words().stream()
                .filter(word -> word.type() != GroovyLexer.NL)
                .toList();
        Deque<Lexing.Word> open = new ArrayDeque<>();
        for (Lexing.Word word : words) {
            switch (word.type()) {
                case GroovyLexer.LPAREN, GroovyLexer.LBRACE, GroovyLexer.LBRACK -> open.push(word);
                case GroovyLexer.RPAREN, GroovyLexer.RBRACE, GroovyLexer.RBRACK -> open.poll();
                default -> {}
            }
        }
        return !open.isEmpty()
                || (!words.isEmpty()
                        && OPEN_ENDS.contains(words.get(words.size() - 1).type()));
    }

    /** True where a text in three quotes, or a comment, is begun and not ended: Groovy's lexer only objects to it. */
    private static boolean openText(String typed) {
        int at = 0;
        while (at < typed.length()) {
            String rest = typed.substring(at);
            int end;
            if (rest.startsWith("'''") || rest.startsWith("\"\"\"")) {
                end = closing(rest, rest.substring(0, 3), 3);
            } else if (rest.startsWith("/*")) {
                end = closing(rest, "*/", 2);
            } else if (rest.startsWith("//")) {
                end = rest.indexOf('\n') < 0 ? rest.length() : rest.indexOf('\n');
            } else if (rest.charAt(0) == '\'' || rest.charAt(0) == '"') {
                end = inLine(rest);
            } else {
                end = 1;
            }
            if (end < 0) {
                return true;
            }
            at += end;
        }
        return false;
    }

    /** Where the text behind its closing mark goes on; -1 where that is missing. */
    private static int closing(String rest, String mark, int from) {
        int at = rest.indexOf(mark, from);
        while (at > 0 && rest.charAt(at - 1) == '\\' && !mark.equals("*/")) {
            at = rest.indexOf(mark, at + 1);
        }
        return at < 0 ? -1 : at + mark.length();
    }

    /** A text in one quote ends at its quote, or, wrongly, with its line. */
    private static int inLine(String rest) {
        for (int i = 1; i < rest.length(); i++) {
            char letter = rest.charAt(i);
            if (letter == '\\') {
                i++;
            } else if (letter == rest.charAt(0)) {
                return i + 1;
            } else if (letter == '\n') {
                return i;
            }
        }
        return rest.length();
    }
}
