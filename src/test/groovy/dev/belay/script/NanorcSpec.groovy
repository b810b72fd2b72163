package dev.belay.script

import dev.belay.driver.Driver
import dev.belay.driver.Drivers
import java.nio.file.Files
import java.nio.file.Path
import java.util.stream.Stream
import org.jline.builtins.SyntaxHighlighter
import org.jline.utils.AttributedStyle
import spock.lang.Shared
import spock.lang.Specification

/**
 * {@code grammar/belay.nanorc} colours what scripts and site files consist of, as JLine reads it: but for texts of several lines, whose end
 * JLine cannot tell from their beginning.
 */
class NanorcSpec extends Specification {

    static final Map<String, AttributedStyle> STYLES = [
            verb: style(AttributedStyle.BRIGHT + AttributedStyle.BLUE), declaration: style(AttributedStyle.MAGENTA),
            statement: style(AttributedStyle.BRIGHT + AttributedStyle.MAGENTA), option: style(AttributedStyle.CYAN),
            number: style(AttributedStyle.YELLOW), unit: style(AttributedStyle.YELLOW), constant: style(AttributedStyle.YELLOW),
            text: style(AttributedStyle.GREEN), value: style(AttributedStyle.BRIGHT + AttributedStyle.GREEN),
            comment: style(AttributedStyle.BRIGHT + AttributedStyle.BLACK)]

    @Shared Parts parts = new Parts(new Drivers(ServiceLoader.load(Driver).toList()).catalog())
    @Shared SyntaxHighlighter highlighter = SyntaxHighlighter.build(Path.of('grammar/belay.nanorc').toUri().toString())

    def "#file is coloured"() {
        given:
        def text = Files.readString(file).replace('\r', '')
        def coloured = highlighter.reset().highlight(text)

        def found = parts.of(text)

        when:
        def wrong = found.findAll { !text.substring(it.token.from, it.token.to).contains('\n') || it.kind == 'comment' }.findAll { part ->
            (part.from..<part.to).any { !text[it].isBlank() && coloured.styleAt(it) != STYLES[part.kind] }
        }.collect { "$it.kind: ${text.substring(it.from, it.to)}".toString() }

        then:
        !found.empty
        coloured.toString() == text
        wrong == []

        where:
        file << texts('scripts') + texts('grammar/samples/valid')
    }

    /** As {@code regcomp} reads them for grep and for nano; 2 is its word for an expression that is none. */
    def "nano reads the expression #expression"() {
        expect:
        ['grep', '-E', '-e', expression, '/dev/null'].execute().waitFor() == 1

        where:
        expression << Files.readAllLines(Path.of('grammar/belay.nanorc')).findAll { it.startsWith('color ') }
                .collectMany { (it =~ /"(.+?)"(?= |$)/).collect { found -> found[1] as String } }
    }

    private static AttributedStyle style(int colour) {
        AttributedStyle.DEFAULT.foreground(colour)
    }

    private static List<Path> texts(String folder) {
        try (Stream<Path> files = Files.walk(Path.of(folder))) {
            files.filter { it.toString().endsWith('.groovy') }.sorted().toList()
        }
    }
}
