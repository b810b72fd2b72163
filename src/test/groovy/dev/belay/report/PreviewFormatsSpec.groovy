package dev.belay.report

import static dev.belay.plan.Prediction.Fidelity.*
import static dev.belay.report.Sample.*

import dev.belay.plan.Json
import dev.belay.plan.JsonText
import dev.belay.plan.Prediction.Note
import spock.lang.Specification

/** The same preview for pull requests and for programs. */
class PreviewFormatsSpec extends Specification {

    def "as Markdown, for a pull request"() {
        expect:
        Golden.holds('preview.md', PreviewMarkdown.of(preview()))
    }

    def "Markdown leaves what files are called as it is"() {
        given:
        def step = step('', 'configure', 1)
        def odd = prediction(step, destroys: ['<b>a|b</b>\n# c'], notes: [new Note(Note.Kind.OPAQUE, 'echo `a | b`')])

        when:
        def text = PreviewMarkdown.of(preview(plan: plan([step]), predictions: [odd]))

        then:
        text.contains('**destroys** \\<b\\>a\\|b\\</b\\> \\# c')
        text.contains('`` echo `a \\| b` ``')
    }

    def "as JSON lines: the whole, each step, the summary"() {
        when:
        def lines = PreviewLines.of(preview()).readLines().collect { JsonText.parse(it) as Json.Fields }

        then:
        lines*.text('type') == ['preview'] + ['step'] * 8 + ['summary']
        lines[1].number('number') == 1
        lines[0].text('to') == '4.4.0'
        lines.last().number('predicted') == 4
        lines.last().flag('incomplete')
    }
}
