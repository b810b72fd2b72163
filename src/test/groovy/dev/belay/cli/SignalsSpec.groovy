package dev.belay.cli

import java.nio.file.Files
import java.nio.file.Path
import java.util.concurrent.TimeUnit
import spock.lang.Specification
import spock.lang.TempDir
import spock.util.concurrent.PollingConditions

/** What signals do to a run, in a process of its own. */
class SignalsSpec extends Specification {

    @TempDir
    Path folder

    Process process
    def eventually = new PollingConditions(timeout: 60)

    def setup() {
        new Belay(folder).file('scripts/shop/1.1.0.groovy', """\
            upgrade 'shop', to: '1.1.0'
            sh 'echo waiting; until test -e go; do sleep 0.05; done', dir: '$folder', repeat: true, name: 'wait'
            sh 'echo never', dir: '$folder', repeat: true, name: 'never'
        """.stripIndent())
        def command = [Path.of(System.getProperty('java.home'), 'bin', 'java').toString(), '-XX:TieredStopAtLevel=1',
            '-cp', System.getProperty('java.class.path'), 'dev.belay.cli.Main', 'run', 'shop', '--yes', '-v', '--state', 'state']
        process = new ProcessBuilder(command).directory(folder.toFile())
                .redirectOutput(folder.resolve('out').toFile()).redirectErrorStream(true).start()
        eventually.eventually { assert shown().contains('    waiting') }
    }

    def cleanup() {
        process.destroyForcibly()
    }

    String shown() {
        folder.resolve('out').toFile().text
    }

    void signal(String name) {
        assert new ProcessBuilder('kill', "-$name", process.pid().toString()).start().waitFor() == 0
    }

    int code() {
        assert process.waitFor(60, TimeUnit.SECONDS)
        process.exitValue()
    }

    def "once, #name lets the step at hand come to its end, and no other begins"() {
        when:
        signal(name)
        eventually.eventually { assert shown().contains('stops after bringing the step at hand to a clean end') }
        Files.createFile(folder.resolve('go'))

        then:
        code() == exit
        shown().contains('HALTED before step 2/2 never')

        where:
        name   | exit
        'INT'  | 130
        'TERM' | 143
    }

    def "#first and then #second end the commands of the step, which is journalled"() {
        given:
        def commands = process.descendants().toList()

        when:
        signal(first)
        eventually.eventually { assert shown().contains('stops after') }
        signal(second)

        then:
        code() == exit
        shown().contains('STOPPED at step 1/2 wait')
        !commands.empty
        eventually.eventually { assert commands.every { !it.alive } }

        and:
        def later = new Belay(folder)
        later.run('log', '--state', 'state') == 0
        later.out.contains('1/2 wait: interrupted')

        where:
        first  | second | exit
        'INT'  | 'INT'  | 130
        'TERM' | 'TERM' | 143
    }

    def "a terminal that hangs up is no reason to stop"() {
        when:
        signal('HUP')
        Files.createFile(folder.resolve('go'))

        then:
        code() == 0
        shown().contains('DONE shop -> 1.1.0')
    }
}
