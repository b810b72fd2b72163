package dev.belay.cli

import dev.belay.testing.ChildJvm
import spock.lang.Requires
import spock.lang.Specification
import spock.lang.TempDir
import spock.util.concurrent.PollingConditions

import java.nio.file.Files
import java.nio.file.Path
import java.util.concurrent.TimeUnit

/** What only prints has failed where that cannot be written; a run goes on whatever becomes of its output. */
class StalledOutputSpec extends Specification {

    /** More than a pipe and the queue before it hold. */
    static final String TALKS = "seq 100000; echo said; touch said; until test -e go; do sleep 0.05; done"

    @TempDir
    Path folder

    Belay belay
    def eventually = new PollingConditions(timeout: 60, delay: 0.05)

    def setup() {
        belay = new Belay(folder)
        belay.file('scripts/shop/2.0.0.groovy', """
            upgrade 'shop', to: '2.0.0'
            sh '$TALKS', dir: '$folder', repeat: true, name: 'talk'
            sh 'touch behind', dir: '$folder', repeat: true, name: 'behind'
            """)
    }

    def "#words to a full disk fails, and says why"() {
        when:
        int code = toFullDisk(*words)

        then:
        code == 1
        errors() == 'belay: the output could not be written: No space left on device\n'

        where:
        words << [['preview', 'shop', '--state', 'state'], ['verbs'], ['help'], ['--version'], ['status', '--state', 'state']]
    }

    def "a run to a full disk is done all the same, and says so"() {
        given:
        go()

        when:
        int code = toFullDisk('run', 'shop', '--yes', '-v', '--state', 'state')

        then:
        code == 0
        errors() =~ /the output could not be written: No space left on device; see belay status shop-/
        Files.exists(folder.resolve('behind'))
    }

    def "a run into a pipe that nobody reads is done all the same: #format"() {
        given:
        def run = belay('run', 'shop', '--yes', '-v', '--format', format, '--state', 'state')
                .redirectError(folder.resolve('errors').toFile()).start()
        eventually.eventually { assert Files.exists(folder.resolve('said')) }

        when:
        go()

        then:
        run.waitFor(60, TimeUnit.SECONDS)
        run.exitValue() == 0
        Files.exists(folder.resolve('behind'))

        cleanup:
        run?.destroyForcibly()

        where:
        format << ['text', 'jsonl']
    }

    def "once somebody reads again, the output says what is missing, and how the run ended"() {
        given:
        def run = belay('run', 'shop', '--yes', '-v', '--state', 'state')
                .redirectError(folder.resolve('errors').toFile()).start()
        eventually.eventually { assert Files.exists(folder.resolve('behind')) || Files.exists(folder.resolve('said')) }
        go()
        eventually.eventually { assert Files.exists(folder.resolve('behind')) }

        when:
        def shown = run.inputStream.text

        then:
        run.waitFor() == 0
        shown.readLines().takeRight(30).any { it ==~ /\.\.\. \d+ lines are missing here, which nobody read in time; belay log has them/ }

        cleanup:
        run?.destroyForcibly()
    }

    @Requires({ PseudoTerminal.possible() })
    def "a terminal that was stopped with Ctrl-S does not stop the run"() {
        given:
        def terminal = new PseudoTerminal(folder, belay.environment, ['run', 'shop', '--yes', '-v', '--state', 'state'])
        terminal.awaitShown('1/2 ')

        when:
        terminal.type('\u0013')
        eventually.eventually { assert Files.exists(folder.resolve('said')) }
        go()

        then: 'it comes to its end while nothing is shown'
        eventually.eventually { assert Files.exists(folder.resolve('behind')) }
        eventually.eventually {
            assert belay.run('status', '--state', 'state') == 0 && belay.out.contains('  done  ')
        }

        when:
        terminal.type('\u0011')

        then:
        terminal.exitCode() == 0
        terminal.shown().readLines().takeRight(12).any { it.contains('DONE shop -> 2.0.0') }

        cleanup:
        terminal?.close()
    }

    private void go() {
        folder.resolve('go').toFile().createNewFile()
    }

    private ProcessBuilder belay(String... words) {
        def java = "${System.getProperty('java.home')}/bin/java".toString()
        def builder = new ProcessBuilder([java, '-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC', '-cp', System.getProperty('java.class.path'), 'dev.belay.cli.Main'] + (words as List))
                .directory(folder.toFile())
        builder.environment().putAll(belay.environment)
        builder
    }

    private int toFullDisk(String... words) {
        def run = belay(words).redirectOutput(new File('/dev/full')).redirectError(folder.resolve('errors').toFile()).start()
        assert run.waitFor(60, TimeUnit.SECONDS)
        run.exitValue()
    }

    private String errors() {
        Files.readString(folder.resolve('errors'))
    }
}
