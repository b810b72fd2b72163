package dev.belay.script

import java.nio.file.Files
import java.nio.file.Path
import org.antlr.v4.runtime.BaseErrorListener
import org.antlr.v4.runtime.CharStreams
import org.antlr.v4.runtime.CommonTokenStream
import org.antlr.v4.runtime.ListTokenSource
import org.antlr.v4.runtime.RecognitionException
import org.antlr.v4.runtime.Recognizer
import org.antlr.v4.runtime.Token
import org.antlr.v4.tool.Grammar

/** {@code grammar/Belay.g4}, interpreted, with the two rules that its head tells in words. */
class BelayGrammar {

    private final Grammar grammar = new Grammar(Files.readString(Path.of('grammar/Belay.g4')))
    private final lexer = grammar.createLexerInterpreter(CharStreams.fromString(''))
    private final parser = grammar.createParserInterpreter(new CommonTokenStream(lexer))

    /** The first thing that the grammar does not accept, as line:column: message; empty where it accepts the text. */
    Optional<String> objection(String text) {
        objectionIn(text, 'file')
    }

    /** Its words and signs as they stand, by the names of their kinds; a sign has none. Comments are not among them. */
    List<Map> tokens(String text) {
        lexer.inputStream = CharStreams.fromString(text)
        lexer.allTokens.collect { [kind: grammar.getTokenName(it.type), text: it.text, from: it.startIndex, to: it.stopIndex + 1] }
    }

    private Optional<String> objectionIn(String text, String rule) {
        lexer.inputStream = CharStreams.fromString(text)
        def tokens = withoutInnerLines(lexer.allTokens)
        parser.tokenStream = new CommonTokenStream(new ListTokenSource(tokens))
        def objections = []
        parser.removeErrorListeners()
        parser.addErrorListener(new BaseErrorListener() {
            @Override
            void syntaxError(Recognizer<?, ?> recognizer, Object symbol, int line, int column, String message, RecognitionException e) {
                objections << "$line:${column + 1}: $message".toString()
            }
        })
        parser.parse(grammar.getRule(rule).index)
        objections.empty ? inTemplates(tokens) : Optional.of(objections[0])
    }

    /** Between parentheses and brackets a line's end is a blank. */
    private List<Token> withoutInnerLines(List<Token> tokens) {
        def open = new ArrayDeque<String>()
        tokens.findAll { token ->
            if (token.text in ['(', '[', '{']) {
                open.push(token.text)
            } else if (token.text in [')', ']', '}']) {
                open.poll()
            }
            token.type != grammar.getTokenType('NEWLINE') || !(open.peek() in ['(', '['])
        }
    }

    /** What stands in <code>${...}</code> is an expression. */
    private Optional<String> inTemplates(List<Token> tokens) {
        tokens.findAll { it.type == grammar.getTokenType('TEMPLATE') }
                .collectMany { embedded(it.text) }
                .findResult(Optional.empty()) { objectionIn(it, 'embedded').map { Optional.of(it) }.orElse(null) }
    }

    private static List<String> embedded(String template) {
        def found = []
        for (int i = 0; i < template.length(); i++) {
            if (template[i] == '\\') {
                i++
            } else if (template.startsWith('${', i)) {
                int end = closing(template, i + 2)
                found << template.substring(i + 2, end)
                i = end
            }
        }
        found
    }

    /** The place of the brace that closes one opened before; braces and quotes in texts do not count. */
    private static int closing(String text, int from) {
        int depth = 1
        def quote = null
        for (int i = from; i < text.length(); i++) {
            def letter = text[i]
            if (letter == '\\') {
                i++
            } else if (quote) {
                quote = letter == quote ? null : quote
            } else if (letter in ['"', "'"]) {
                quote = letter
            } else if (letter == '{') {
                depth++
            } else if (letter == '}' && --depth == 0) {
                return i
            }
        }
        text.length()
    }
}
