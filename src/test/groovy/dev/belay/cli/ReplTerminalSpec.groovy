package dev.belay.cli

import dev.belay.journal.RunState
import dev.belay.journal.StateFolder
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Requires
import spock.lang.Specification
import spock.lang.TempDir
import spock.util.concurrent.PollingConditions

/** The prompt at a real pseudo-terminal: signals, and a terminal that goes away. The first step waits for a file. */
@Requires({ PseudoTerminal.possible() })
class ReplTerminalSpec extends Specification {

    static final CTRL_C = '\u0003'

    @TempDir
    Path folder

    Belay belay
    PseudoTerminal terminal
    def eventually = new PollingConditions(timeout: 60, delay: 0.05)

    def setup() {
        belay = new Belay(folder)
        belay.file('shop.groovy', """\
            upgrade 'shop', to: '2.0'
            sh 'touch started; until test -e go; do sleep 0.05; done; echo waited', dir: '$folder', touches: [], repeat: true
            sh 'touch second', dir: '$folder', touches: []
            """.stripIndent())
        terminal = new PseudoTerminal(folder, belay.environment + [TERM: 'xterm-256color'],
                ['repl', './shop.groovy', '--state', folder.resolve('state').toString()])
        terminal.awaitShown('on local 1/2')
    }

    def cleanup() {
        Files.writeString(folder.resolve('go'), '')
        terminal.close()
    }

    RunState stand() {
        StateFolder.at(folder.resolve('state')).newest().get().read()
    }

    void begin(String command) {
        terminal.type("$command\r")
        eventually.eventually { assert Files.exists(folder.resolve('started')) }
    }

    def "a terminal that goes away in the middle of a step lets it come to its end, and no other begins"() {
        given:
        begin(':continue')

        when:
        terminal.hangUp()
        Files.writeString(folder.resolve('go'), '')

        then:
        eventually.eventually { assert stand().steps()[0].status() == RunState.Status.DONE }
        eventually.eventually { assert terminal.left() }
        stand().steps()[1].status() == RunState.Status.WAITING
        !Files.exists(folder.resolve('second'))

        and: 'the lock is free, and the run goes on elsewhere'
        belay.run('resume', '--state', 'state') == 0
        Files.exists(folder.resolve('second'))
    }

    def "Ctrl-C in the middle of a step stops at once with the second, and the prompt is there again"() {
        given:
        begin(':continue')

        when:
        terminal.type(CTRL_C)
        terminal.awaitShown('stops after bringing the step at hand to a clean end')
        terminal.type(CTRL_C)
        terminal.awaitShown('STOPPED at step 1/2')
        Files.writeString(folder.resolve('go'), '')
        int mark = terminal.shown().length()
        terminal.type(':retry\r')
        terminal.awaitShownSince(mark, 'on local 2/2')
        terminal.type(':quit\r')

        then:
        terminal.exitCode() == 0
        stand().steps()*.status() == [RunState.Status.DONE, RunState.Status.WAITING]
    }

    def "your own shell is at hand, and the session goes on behind it"() {
        when:
        terminal.type(':shell echo from the shell > seen\r')
        terminal.awaitShown('back from the shell')
        terminal.type(':quit\r')

        then:
        terminal.exitCode() == 0
        folder.resolve('seen').toFile().text == 'from the shell\n'
    }
}
