package dev.belay.drivers.service

import dev.belay.plan.Prediction.Fidelity
import dev.belay.report.ClosingText
import dev.belay.report.Page
import dev.belay.script.Diagnostics
import dev.belay.testing.Bench
import dev.belay.value.Exit
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir

class MaintenanceSpec extends Specification {

    @TempDir
    Path folder

    Bench bench

    def setup() {
        bench = new Bench(folder)
    }

    /** The steps note whether it was closed while they ran. */
    private String closing(String way, String steps) {
        "maintenance($way, dir: '$folder') {\n$steps\n}"
    }

    private String step(String does) {
        "sh 'test -e closed; $does', dir: '$folder', repeat: true, undo: 'test -e closed; echo back >> log'"
    }

    private static final String FILE = "file: 'closed'"
    private static final String COMMANDS = "on: 'touch closed; echo on >> log', off: 'rm -f closed; echo off >> log'"

    private boolean closed() {
        Files.exists(folder.resolve('closed'))
    }

    def "#how: it is closed while the steps of its block run, and open after"() {
        when:
        def preview = bench.preview(closing(way, step('echo done >> log')))

        then:
        preview.plan().steps()*.label() == [label, 'sh test -e closed; echo done >> log', 'end of maintenance']
        preview.predictions()[0].changes().collect { [it.before().get(), it.after().get()] } == [['open', 'in maintenance']]
        preview.predictions()[2].changes().collect { [it.before().get(), it.after().get()] } == [['in maintenance', 'open']]
        preview.predictions()[0].fidelity() == fidelity

        when:
        def ended = bench.run(preview)

        then:
        ended.exit() == Exit.DONE
        !closed()
        Files.readAllLines(folder.resolve('log')).contains('done')

        where:
        how           | way      || fidelity            | label
        'by a file'   | FILE     || Fidelity.PREDICTED  | 'maintenance file'
        'by commands' | COMMANDS || Fidelity.OPAQUE     | 'maintenance on'
    }

    def "#how: after a failure it stays closed, which the message says; a resume that comes to its end opens it"() {
        when:
        def ended = bench.run(bench.preview(closing(way, step('test -e ready'))))

        then:
        ended.exit() == Exit.FAILED
        closed()

        and:
        def lines = new ClosingText(ended.state(), Page.plain(), '').render().readLines()
        def site = lines.findIndexOf { it.startsWith('site') }
        lines[site] ==~ /site +DOWN since .*/
        lines[site + 1].strip() == 'in maintenance until this run, or its undo, comes to its end'

        when:
        Files.createFile(folder.resolve('ready'))
        def resumed = bench.resume()

        then:
        resumed.exit() == Exit.DONE
        !closed()

        where:
        how           | way
        'by a file'   | FILE
        'by commands' | COMMANDS
    }

    def "#how: an undo opens it last, when all the rest is back"() {
        given:
        def ended = bench.run(bench.preview(closing(way, step('echo done >> log') + '\n' + step('false'))))

        when:
        def undone = bench.undo(ended)

        then:
        undone.exit() == Exit.DONE
        !closed()
        undone.state().undo().get().steps()*.step()*.label().last() == 'end of maintenance'

        where:
        how           | way
        'by a file'   | FILE
        'by commands' | COMMANDS
    }

    def "an undo of a run that ended well closes it first, and opens it last"() {
        given:
        def ended = bench.run(bench.preview(closing(FILE, step('echo done >> log'))))

        when:
        def undone = bench.undo(ended)

        then: 'the way back of the step saw it closed, or it had failed'
        undone.exit() == Exit.DONE
        undone.state().undo().get().steps()*.step()*.label()[0, -1] == ['maintenance', 'end of maintenance']
        Files.readAllLines(folder.resolve('log')) == ['done', 'back']
        !closed()
    }

    def "always: true opens at once after a failure too, which the preview says; what ran stays done"() {
        when:
        def preview = bench.preview(closing("$FILE, always: true", step('echo done >> log') + '\n' + step('false')))

        then:
        preview.predictions()[0].notes()*.text().any { it.startsWith('opens at once after a failure too') }

        when:
        def ended = bench.run(preview)

        then:
        ended.exit() == Exit.FAILED
        !closed()
        ended.state().steps()*.status()*.toString() == ['DONE', 'DONE', 'FAILED', 'DONE']

        when:
        def undone = bench.undo(ended)

        then: 'closed again while the steps go back'
        undone.exit() == Exit.DONE
        Files.readAllLines(folder.resolve('log')) == ['done', 'back']
        !closed()
    }

    def "always: true does not open what was never closed"() {
        when:
        def ended = bench.run(bench.preview("sh 'false'\n" + closing("$COMMANDS, always: true", step('true'))))

        then:
        ended.exit() == Exit.FAILED
        !Files.exists(folder.resolve('log'))
    }

    def "without steps to enclose it is a mistake"() {
        when:
        bench.preview("maintenance file: '$folder/closed'")

        then:
        def mistakes = thrown(Diagnostics)
        mistakes.message.contains("'maintenance' is followed by the steps that it encloses: maintenance(...) { ... }")
    }
}
