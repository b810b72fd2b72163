package dev.belay.script

import dev.belay.catalog.Catalog
import dev.belay.catalog.Vocabulary
import dev.belay.catalog.Word.Place

/** What parts of a text of Belay are, by its grammar: what an editor is to colour alike. */
class Parts {

    private final BelayGrammar grammar = new BelayGrammar()
    private final Set<String> verbs
    private final Set<String> declarations

    Parts(Catalog catalog) {
        verbs = catalog.verbs()
        declarations = Vocabulary.names(Place.SCRIPT) + Vocabulary.names(Place.SITE) + catalog.kinds()
    }

    /** One part: what it is, from where to where, and of which word. */
    static class Part {
        String kind
        int from
        int to
        Map token
    }

    /** Parts of a text, in no order. */
    List<Part> of(String text) {
        def tokens = grammar.tokens(text)
        List<Part> parts = comments(text, tokens)
        tokens.eachWithIndex { token, i ->
            def before = i > 0 ? tokens[i - 1].text.trim() : ''
            def after = i + 1 < tokens.size() ? tokens[i + 1].text : ''
            switch (token.kind) {
                case 'STRING': parts << part('text', token); break
                case 'TEMPLATE': parts.addAll(template(token)); break
                case 'NUMBER': parts << part('number', token); break
                case 'NAME':
                    def begins = before in ['', ';', '{', '}', '=']
                    if (after == ':' && !(before in ['?', ':'])) {
                        parts << part('option', token)
                    } else if (begins && token.text in declarations) {
                        parts << part('declaration', token)
                    } else if (begins && token.text in verbs && !(after in ['.', '=', '?.', ',', ')', '['])) {
                        parts << part('verb', token)
                    } else if (before in ['.', '?.'] && token.text in Vocabulary.names(Place.UNIT) && tokens[i - 2].kind == 'NUMBER') {
                        parts << part('unit', token)
                    }
                    break
                default:
                    if (token.text in ['def', 'if', 'else', 'for', 'in', 'return'] && after != ':' && !(before in ['.', '?.'])) {
                        parts << part('statement', token)
                    } else if (token.text in ['true', 'false', 'null'] && after != ':' && !(before in ['.', '?.'])) {
                        parts << part('constant', token)
                    }
            }
        }
        parts
    }

    private static Part part(String kind, Map token, int from = token.from, int to = token.to) {
        new Part(kind: kind, from: from, to: to, token: token)
    }

    /** What the lexer leaves out is blank, or a comment. */
    private static List<Part> comments(String text, List<Map> tokens) {
        def parts = tokens.findAll { it.kind == 'SHEBANG' }.collect { part('comment', it) }
        [[0] + tokens*.to, tokens*.from + [text.length()]].transpose().each { from, to ->
            def matcher = text.substring(from, to) =~ /\/\/[^\r\n]*|(?s:\/\*.*?\*\/)/
            while (matcher.find()) {
                parts << part('comment', [from: from + matcher.start(), to: from + matcher.end()])
            }
        }
        parts
    }

    /** A text in double quotes, and the simple values in it; nothing behind a value that is an expression, which may hold texts. */
    private static List<Part> template(Map token) {
        def parts = []
        def matcher = token.text =~ /(?s)(?:\\.|[^$\\])+|\$[A-Za-z_]\w*|\$\{/
        while (matcher.find() && matcher.group() != '${') {
            parts << part(matcher.group().startsWith('$') ? 'value' : 'text', token, token.from + matcher.start(), token.from + matcher.end())
        }
        parts
    }
}
