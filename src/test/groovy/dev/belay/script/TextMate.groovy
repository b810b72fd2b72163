package dev.belay.script

import java.util.regex.Matcher
import java.util.regex.Pattern
import tools.jackson.databind.ObjectMapper

/**
 * Names what stands in a text by a TextMate grammar, as far as that of Belay goes: matches with captures, regions, what is included. At each
 * place what begins first counts, then what stands first; the end of a region stands before all that is in it.
 */
class TextMate {

    private final Map grammar
    private final Map<String, Pattern> compiled = [:]

    TextMate(String json) {
        grammar = new ObjectMapper().readValue(json, Map)
    }

    /** The innermost name of each character; empty where there is none. */
    List<String> names(String text) {
        def names = [''] * text.length()
        def open = [[rule: grammar, name: '']]
        int at = 0
        while (at < text.length()) {
            def inner = open[-1]
            def end = inner.rule.end ? [[rule: inner.rule, found: find(inner.rule.end, text, at)]] : []
            def next = (end + rules(inner.rule.patterns).collect { [rule: it, found: find(it.match ?: it.begin, text, at)] })
                    .findAll { it.found != null }.min { it.found.start() }
            int from = next ? next.found.start() : text.length()
            name(names, inner.name, at, from)
            if (!next) {
                break
            }
            Matcher found = next.found
            assert found.end() > from: "$next.rule fits nothing at $from"
            name(names, next.rule.name ?: inner.name, from, found.end())
            next.rule.captures?.each { group, capture -> name(names, capture.name, found.start(group as int), found.end(group as int)) }
            if (end && next.is(end[0])) {
                open.removeLast()
            } else if (next.rule.begin) {
                open << [rule: next.rule, name: next.rule.name]
            }
            at = found.end()
        }
        names
    }

    private static void name(List<String> names, String name, int from, int to) {
        (from..<to).each { names[it] = name }
    }

    private Matcher find(String expression, String text, int at) {
        def matcher = compiled.computeIfAbsent(expression) { Pattern.compile(it, Pattern.MULTILINE) }.matcher(text)
        matcher.region(at, text.length()).useTransparentBounds(true).useAnchoringBounds(false)
        matcher.find() ? matcher : null
    }

    /** The rules themselves, for those that are included. */
    private List<Map> rules(List<Map> patterns) {
        (patterns ?: []).collectMany { rule ->
            if (rule.include == '$self') {
                return rules(grammar.patterns as List<Map>)
            }
            def included = rule.include ? grammar.repository[rule.include.substring(1)] as Map : rule
            included.match || included.begin ? [included] : rules(included.patterns as List<Map>)
        }
    }
}
