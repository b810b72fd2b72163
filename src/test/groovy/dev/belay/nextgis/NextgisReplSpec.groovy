package dev.belay.nextgis

import dev.belay.cli.PseudoTerminal
import java.nio.file.Path
import org.opentest4j.TestAbortedException
import spock.lang.Requires
import spock.lang.Specification
import spock.lang.TempDir

/** NextGIS Web from 3.6 to 4.4 stepped through by hand, at a real pseudo-terminal. */
@Requires({ PseudoTerminal.possible() })
class NextgisReplSpec extends Specification {

    static final ENTER = '\r'
    static final CTRL_D = '\u0004'
    static final MIGRATE = "migrate 'main', command: 'nextgisweb migration upgrade --no-dry-run', " +
            "unchanged: 'There are no changes required', done: 'Migration operations completed!'"

    @TempDir
    Path folder

    NextgisWorld world
    PseudoTerminal terminal
    int mark

    def setup() {
        if (NextgisWorld.lacking()) {
            throw new TestAbortedException(NextgisWorld.lacking())
        }
        world = new NextgisWorld(folder)
    }

    def cleanup() {
        terminal?.close()
        world?.close()
    }

    def "a breakpoint, a failing step said otherwise and done again, one left out, one undone, quit in the middle, and resumed"() {
        given:
        world.begin()
        terminal = new PseudoTerminal(folder, world.belay.environment + [TERM: 'xterm-256color'],
                ['repl', *world.to('4.4.0'), '--state', folder.resolve('state').toString()])
        at('1/27')

        when: 'to the migration, which is said wrongly first'
        typed(':break 12', 'breakpoint 1  before migrate main')
        typed(':continue', 'stopped at breakpoint 1')
        at('12/27')
        typed(":edit migrate 'main', command: 'false', done: 'Migration operations completed!'", 'migrate main is another')
        typed(':step', 'FAILED step 12/27 migrate main')
        typed(":edit $MIGRATE", '--no-dry-run')
        typed(':retry', 'done')
        at('13/27')

        then:
        world.ask("select component from migration") == ['auth']

        when: 'the service is started, stopped again, started again; nobody looks whether it answers'
        typed(':step', 'start web')
        at('14/27')
        typed(':back', 'go back?')
        typed('y', 'stop web')
        at('13/27')

        then:
        world.served() == ''

        when:
        typed(':step', 'start web')
        at('14/27')
        typed(':skip seen by hand', 'skipped verify http')
        at('15/27')
        terminal.type(CTRL_D)

        then:
        terminal.exitCode() == 0
        terminal.shown() =~ /HALTED before step 15\/27/
        world.served() == NextgisWorld.whole('3.7.0', 1)

        when:
        int exit = world.run('resume', '--yes')

        then:
        exit == 0
        world.served() == NextgisWorld.whole('4.4.0', 1)
        world.belay.out.contains('skip by')
    }

    /** Waits for the prompt at a step, behind what was typed last. */
    void at(String place) {
        terminal.awaitShownSince(mark, "on gis $place".toString())
    }

    /** Types a line, and waits for what comes of it. */
    void typed(String line, String shown) {
        mark = terminal.shown().length()
        terminal.type(line + ENTER)
        terminal.awaitShownSince(mark, shown)
    }
}
