package dev.belay.cli

import dev.belay.testing.Loop
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Requires
import spock.lang.Specification
import spock.lang.TempDir
import spock.util.concurrent.PollingConditions

/** Ctrl-C while a service starts: the run stops there, its exit code says so, and nothing is said of times that are not over. */
@Requires({ PseudoTerminal.possible() })
class StoppedStartSpec extends Specification {

    @TempDir
    Path folder

    Belay belay
    PseudoTerminal terminal
    def eventually = new PollingConditions(timeout: 60, delay: 0.05)

    def setup() {
        belay = new Belay(folder)
        belay.file('server.sh', "touch started\n${Loop.every(0.05)}\n")
        belay.file('up.sh', 'touch started up\n')
    }

    def cleanup() {
        terminal?.close()
        def pidfile = folder.resolve('web.pid')
        if (Files.exists(pidfile)) {
            ProcessHandle.of(pidfile.toFile().readLines()[0] as long).ifPresent { it.destroyForcibly() }
        }
    }

    def "Ctrl-C while #service starts, and #waits"() {
        given:
        belay.file('scripts/shop/2.0.0.groovy', """\
            upgrade 'shop', to: '2.0.0'
            service 'web', $declared, dir: '$folder'
            start 'web', timeout: 1.minutes
            sh 'touch behind', dir: '$folder', repeat: true, name: 'behind'
        """.stripIndent())
        terminal = new PseudoTerminal(folder, belay.environment, ['run', 'shop', '--yes', '--state', 'state'])
        eventually.eventually { assert Files.exists(folder.resolve('started')) }

        when:
        terminal.type('\u0003')

        then:
        terminal.exitCode() == 130
        terminal.shown().contains('STOPPED at step 1/2 start web')
        terminal.shown().contains('stopped by the operator while start web waited')
        !Files.exists(folder.resolve('behind'))

        where:
        service     | waits                     | declared
        'a process' | 'does not answer yet'     | "process: 'bash server.sh', pidfile: 'web.pid', health: 1"
        'a command' | 'does not answer yet'     | "command: [start: 'sh up.sh', stop: 'rm up', status: 'test -e up'], health: 1"
        'a command' | 'is not active yet'       | "command: [start: 'touch started', stop: 'rm up', status: 'test -e up']"
    }
}
