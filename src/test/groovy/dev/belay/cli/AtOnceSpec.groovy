package dev.belay.cli

import dev.belay.testing.ChildJvm
import spock.lang.Specification
import spock.lang.TempDir
import spock.util.concurrent.PollingConditions

import java.nio.file.Files
import java.nio.file.Path

/** Two operators begin the very first run of a site at the same time. */
class AtOnceSpec extends Specification {

    @TempDir
    Path folder

    def eventually = new PollingConditions(timeout: 60, delay: 0.05)

    def "one runs, and the other is told who does"() {
        given:
        def script = new Belay(folder).file('scripts/shop/2.0.0.groovy', """
            upgrade 'shop', to: '2.0.0'
            sh 'echo begun >> begun; until test -e go; do sleep 0.05; done', dir: '$folder', repeat: true
            """)
        def state = folder.resolve('var/lib/belay/shop')

        when:
        def both = (1..2).collect { ChildJvm.start(Main, 'run', script, '--yes', '--state', state) }
        eventually.eventually { assert both.count { it.process.alive } == 1 }
        def refused = both.find { !it.process.alive }
        def running = both.find { it.process.alive }
        def code = refused.awaitExit()

        then:
        code == 4
        refused.output.contains("the site is locked by belay run ") && refused.output.contains("process ${running.process.pid()}, since ")

        when:
        Files.createFile(folder.resolve('go'))

        then:
        running.awaitExit() == 0
        Files.readString(folder.resolve('begun')) == 'begun\n'
        state.resolve('runs').toFile().list().size() == 1

        cleanup:
        both*.close()
    }
}
