package dev.belay.cli

import dev.belay.testing.ChildJvm
import spock.lang.Specification
import spock.lang.TempDir
import spock.util.concurrent.PollingConditions

import java.nio.file.Files
import java.nio.file.Path

/** Belay was killed, and the command that it had begun goes on. Nobody may work beside it. */
class OrphansSpec extends Specification {

    @TempDir
    Path folder

    Belay belay
    Path script
    def eventually = new PollingConditions(timeout: 60, delay: 0.05)

    def setup() {
        belay = new Belay(folder)
        script = belay.file('scripts/shop/2.0.0.groovy', """
            upgrade 'shop', to: '2.0.0'
            sh 'echo begun; touch begun; until test -e go; do sleep 0.05; done; echo once >> ended', dir: '$folder', name: 'long', undo: 'rm ended'
            """)
        ChildJvm.start(Main, 'run', script, '--yes', '--state', folder.resolve('state')).withCloseable {
            eventually.eventually { assert Files.exists(folder.resolve('begun')) }
            it.kill()
        }
    }

    def cleanup() {
        go()
        eventually.eventually { assert Files.exists(folder.resolve('ended')) }
    }

    def "#words is refused, and says what still runs, since when, and whose it is"() {
        when:
        int code = belay.run(*words, '--state', 'state')

        then:
        code == 4
        belay.err =~ /a command of the step .*long.* still runs \(process \d+, since \d{4}-.*Z\), begun by belay run shop-.* of .*@.* \(process \d+\), which is gone/
        belay.err.contains('belay resume shop-')
        !Files.exists(folder.resolve('ended'))

        where:
        words << [['run', 'shop', '--yes'], ['undo', '--preview'], ['undo', '--yes'], ['abandon', '--reason', 'no time']]
    }

    def "resume says so too, waits for its end, and goes on"() {
        given:
        def resumed = ChildJvm.start(Main, 'resume', '--state', folder.resolve('state'))

        expect:
        resumed.awaitLine('which is gone; waiting for its end').contains('still runs (process ')

        when:
        go()

        then:
        resumed.awaitExit() == 0
        resumed.output.contains('DONE shop -> 2.0.0')
        Files.readString(folder.resolve('ended')) == 'once\n'

        cleanup:
        resumed?.close()
    }

    private void go() {
        folder.resolve('go').toFile().createNewFile()
    }
}
