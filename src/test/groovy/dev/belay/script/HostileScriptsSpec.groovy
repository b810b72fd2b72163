package dev.belay.script

import java.nio.file.Files
import java.nio.file.Path
import java.util.stream.Stream
import spock.lang.Specification
import spock.lang.TempDir

/** Scripts that try to do something: none of them is accepted, and none has an effect. */
class HostileScriptsSpec extends Specification {

    @TempDir Path folder

    static List<Path> scripts() {
        try (Stream<Path> files = Files.list(Path.of(HostileScriptsSpec.getResource('/hostile').toURI()))) {
            files.sorted().toList()
        }
    }

    def "#name is refused with a place, and does nothing"() {
        given:
        def marker = folder.resolve('marker')
        def text = Files.readString(script).replace('MARKER', marker.toString())

        when:
        def mistakes = new Sample(folder).mistakes(text)

        then:
        !mistakes.empty
        mistakes.every { it ==~ /2:\d+: .+/ }
        !Files.exists(marker)
        Files.exists(Path.of('/tmp'))

        where:
        script << scripts()
        name = script.fileName.toString() - '.groovy'
    }

    def "the table is long enough to mean something"() {
        expect:
        scripts().size() >= 100
    }
}
