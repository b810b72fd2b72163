package dev.belay.script

import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir

/** Scripts that try to do something: none of them is accepted, and none has an effect. */
class HostileScriptsSpec extends Specification {

    @TempDir Path folder

    def "#name is refused with a place, and does nothing"() {
        given:
        def marker = folder.resolve('marker')
        def text = HostileScripts.text(script, marker, 'http://localhost:9/')

        when:
        def mistakes = new Sample(folder).mistakes(text)

        then:
        !mistakes.empty
        mistakes.every { it ==~ /2:\d+: .+/ }
        !Files.exists(marker)
        Files.exists(Path.of('/tmp'))

        where:
        script << HostileScripts.all()
        name = HostileScripts.name(script)
    }

    def "the table is long enough to mean something"() {
        expect:
        HostileScripts.all().size() >= 100
    }
}
