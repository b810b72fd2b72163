package dev.belay.cli

import dev.belay.journal.Entry
import dev.belay.journal.Outcome
import dev.belay.plan.Step
import dev.belay.report.Page
import dev.belay.report.PreviewText.Detail
import dev.belay.value.Position
import java.time.Clock
import java.time.Duration
import java.time.Instant
import java.time.ZoneId
import java.time.ZoneOffset
import spock.lang.Specification

class ProgressSpec extends Specification {

    static class Hands extends Clock {
        Instant now = Instant.parse('2026-11-20T22:04:00Z')
        ZoneId zone = ZoneOffset.UTC
        Clock withZone(ZoneId zone) { this }
        Instant instant() { now }
        void pass(int seconds) { now = now.plusSeconds(seconds) }
    }

    def clock = new Hands()
    def bytes = new ByteArrayOutputStream()
    def step = new Step('a/install/pip', '1', 'a', 'install pip', [:], Optional.empty(), 'install pip', new Position('x', 1, 1))

    String getShown() {
        bytes.toString()
    }

    Progress progress(boolean live, Detail detail = Detail.NORMAL) {
        new Progress(new Screen(new PrintStream(bytes, true), live), new Page(100, false, ZoneOffset.UTC), detail, clock)
    }

    Entry.Ended ended(int seconds, Outcome outcome = Outcome.DONE) {
        new Entry.Ended(clock.now, step.id(), 1, 't', outcome, '', [], Optional.empty(), [], [], false, Duration.ofSeconds(seconds))
    }

    def "off a terminal each line has the time, and a step that goes on is told each minute"() {
        given:
        def progress = progress(false)

        when:
        progress.begun(step, 4, 10, null)
        clock.pass(57)
        progress.line(step, 'Building wheel...')
        clock.pass(2)
        progress.tick()
        clock.pass(1)
        progress.tick()
        clock.pass(59)
        progress.tick()
        progress.ended(step, 4, 10, ended(119))

        then:
        shown.readLines()*.replaceAll(/ +/, ' ') == [
            '2026-11-20T22:04:00Z 4/10 install pip begins',
            '2026-11-20T22:05:00Z 4/10 install pip 1:00 Building wheel... (last output 3 s ago)',
            '2026-11-20T22:05:59Z 4/10 install pip done 2 min',
        ]
    }

    def "quietly only what failed is told"() {
        given:
        def progress = progress(false, Detail.QUIET)

        when:
        progress.begun(step, 4, 10, null)
        progress.ended(step, 4, 10, ended(1))
        progress.begun(step, 5, 10, null)
        progress.ended(step, 5, 10, ended(1, Outcome.FAILED))

        then:
        shown.readLines().size() == 1
        shown.contains('5/10 install pip')
    }

    def "on a terminal one line is drawn over until the step ended"() {
        given:
        def progress = progress(true)

        when:
        progress.begun(step, 4, 10, null)
        progress.line(step, 'Building wheel...')
        clock.pass(41)
        progress.tick()
        progress.ended(step, 4, 10, ended(41))

        then:
        def drawn = shown.split('\r\u001B\\[K').toList()*.replaceAll(/ +/, ' ')
        drawn[2] == ' 4/10 install pip 0:41 Building wheel... (last output 41 s ago)'
        drawn.last() == ' 4/10 install pip done 41 s\n'
        shown.count('\n') == 1
    }

    def "while a person is asked the line keeps away"() {
        given:
        def screen = new Screen(new PrintStream(bytes, true), true)

        when:
        screen.draw('before')
        def answer = screen.ask { screen.draw('meanwhile'); Optional.of('yes') }
        screen.draw('after')

        then:
        answer.get() == 'yes'
        !shown.contains('meanwhile')
        shown.endsWith('after')
    }

    def "a terminal that went away is no error"() {
        given:
        def gone = new PrintStream(new OutputStream() {
            void write(int b) { throw new IOException('Input/output error') }
        }, true)
        def progress = new Progress(new Screen(gone, true), Page.plain(), Detail.FULL, clock)

        when:
        progress.begun(step, 1, 1, null)
        progress.line(step, 'x')
        progress.ended(step, 1, 1, ended(1))
        progress.close()

        then:
        noExceptionThrown()
    }

    def "under the eyes of a person the last lines of output stand above the live line, and fold when the step ends"() {
        given:
        def told = []
        def progress = new Progress(new Screen(new PrintStream(bytes, true), true), new Page(60, false, ZoneOffset.UTC), Detail.NORMAL, { told << it })

        when:
        progress.begun(step, 4, 10, null)
        (1..6).each { progress.line(step, "line $it") }
        progress.line(step, 'a line that is wider than all of the terminal, and must not wrap')
        progress.tick()

        then:
        def live = shown.substring(shown.lastIndexOf('\u001B[K') + 3).readLines()
        live.take(4) == ['  | line 4', '  | line 5', '  | line 6', '  | a line that is wider than all of the terminal, and mus…']
        live[4].startsWith('  4/10 install pip')
        live.every { it.length() <= 60 }

        when:
        progress.ended(step, 4, 10, ended(119))
        progress.close()

        then:
        shown.endsWith('\r\u001B[K' + '\u001B[A\u001B[K' * 4)
        told*.replaceAll(/ +/, ' ') == [' 4/10 install pip done 2 min']
    }
}
