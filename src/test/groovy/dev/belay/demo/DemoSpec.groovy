package dev.belay.demo

import dev.belay.cli.Main
import dev.belay.cli.Terminal
import dev.belay.value.Exit
import dev.belay.value.Failure
import java.nio.charset.StandardCharsets
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Specification

/** The demo plays the whole: a real server, a real repository, a real application, by the ordinary commands. */
class DemoSpec extends Specification {

    def out = new ByteArrayOutputStream()

    def "the upgrade brings the new version, and nothing is left behind"() {
        when:
        def exit = play(new Demo.Choices(false, false))

        then:
        exit == Exit.DONE
        said().contains('route book 1.0.0')
        said().contains('route book 2.0.0')
        said().contains('UIAA 6-')

        and: 'the climbs came into the shape of the new one'
        said().contains('Ada 14.09.2025, Grace 31.12.2025')
        said().contains('Ada 2025-09-14, Grace 2025-12-31')
        said().contains('1 table, 4 rows, all equal')
        !Files.exists(folder())
    }

    def "a migration that fails in its middle is shown, and the undo brings the old version back with its data"() {
        when:
        def exit = play(new Demo.Choices(true, false))

        then:
        exit == Exit.DONE
        said().contains('FAILED step')
        said().contains('could not create unique index "route_name"')
        said().contains('Nothing more happens until you choose.')
        said().count('route book 1.0.0') == 2
        !said().contains('route book 2.0.0')
        said().contains('its data are what they were')
        !Files.exists(folder())
    }

    def "what is kept is there to play with, until its own script removes it"() {
        given:
        def exit = play(new Demo.Choices(false, true))
        def commands = (said() =~ /(?m)^  belay (.*)$/).collect { it[1] as String }

        expect:
        exit == Exit.DONE
        commands.size() == 3
        commands.every { run(it.split(' ') + (it.startsWith('undo') ? ['--yes'] : [])) == 0 }

        when:
        def removal = ['sh', folder().resolve('remove').toString()].execute()

        then:
        removal.waitFor() == 0
        !Files.exists(folder())
    }

    def "who does not agree and keeps it may begin it by hand"() {
        given:
        def asked = { words -> words[0] == 'run' ? Exit.INTERRUPTED.code() : run(words as String[]) }

        when:
        new Demo(asked, new PrintStream(out, true), false, Path.of('').toAbsolutePath()).play(new Demo.Choices(false, true))

        then:
        def ended = thrown(Failure)
        ended.exit() == Exit.INTERRUPTED

        when:
        def commands = (said() =~ /(?m)^  belay (.*)$/).collect { it[1] as String }

        then:
        commands*.split(' ')*.first() == ['preview', 'repl', 'run']
        commands.every { run(it.split(' ') + (it.startsWith('run') ? ['--yes'] : [])) == 0 }

        when:
        def removal = ['sh', folder().resolve('remove').toString()].execute()

        then:
        removal.waitFor() == 0
        !Files.exists(folder())
    }

    private Exit play(Demo.Choices choices) {
        new Demo({ run(it as String[]) }, new PrintStream(out, true), true, Path.of('').toAbsolutePath()).play(choices)
    }

    private int run(words) {
        def stream = new PrintStream(out, true, StandardCharsets.UTF_8)
        Main.run(words as String[], new Terminal(
                InputStream.nullInputStream(), stream, stream, System.getenv(), Path.of('').toAbsolutePath(), false))
    }

    private String said() {
        out.toString(StandardCharsets.UTF_8)
    }

    private Path folder() {
        Path.of((said() =~ /A site to play with, in (\S+):/)[0][1] as String)
    }
}
