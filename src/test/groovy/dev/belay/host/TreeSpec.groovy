package dev.belay.host

import spock.lang.Specification
import spock.lang.TempDir

import java.nio.file.Files
import java.nio.file.Path

/** Trees are read without following links, not even those that their owner puts there while they are read. */
class TreeSpec extends Specification {

    @TempDir
    Path folder

    def reader = new OwnReader(Context.own(), false)
    Map<String, String> seen = [:]

    def setup() {
        write('tree/a/file', 'own')
        write('tree/b', 'own too')
        write('secret/file', 'secret')
    }

    def "everything is shown, a folder before what is in it, and a link as itself"() {
        given:
        Files.createSymbolicLink(folder.resolve('tree/c'), folder.resolve('secret'))

        when:
        walk {}

        then:
        seen == ['tree': '', 'tree/a': '', 'tree/a/file': 'own', 'tree/b': 'own too', 'tree/c': "-> $folder/secret"]
        reader.total("$folder/tree").bytes() == 10
    }

    def "what is left out is passed over with all that is in it, and so is what went away"() {
        when:
        walk({ path -> if (path == 'tree/a/file') { Files.delete(folder.resolve('tree/b')) } }, { it.endsWith('/a/file') || it.endsWith('/x') })

        then:
        seen.keySet() == ['tree', 'tree/a', 'tree/b'] as Set

        when:
        seen.clear()
        walk { path -> if (path == 'tree/a') { Files.delete(folder.resolve('tree/b')) } }

        then:
        seen.keySet() == ['tree', 'tree/a', 'tree/a/file'] as Set
        reader.walk("$folder/nothing/here", { false }, { path, info, content -> assert false })
        reader.total("$folder/nothing/here").bytes() == 0
    }

    def "#what that its owner swaps for a link while it is read is not followed"() {
        when:
        walk { path -> if (path == swapped) { swap(swapped, target) } }

        then:
        def replaced = thrown(IOException)
        replaced.message == "$folder/$swapped was replaced by something else while it was read"
        !seen.values().contains('secret')

        where:
        what       | swapped       | target
        'a folder' | 'tree/a'      | 'secret'
        'a file'   | 'tree/a/file' | 'secret/file'
    }

    def "a folder above that is swapped for a link meanwhile does not lead the walk elsewhere"() {
        given:
        write('elsewhere/a/file', 'secret')

        when:
        walk { path -> if (path == 'tree') { swap('tree', 'elsewhere') } }

        then:
        thrown(IOException)
        !seen.values().contains('secret')
    }

    private void walk(Closure before, Closure leaveOut = { false }) {
        reader.walk("$folder/tree", leaveOut, { path, info, content ->
            def name = folder.relativize(Path.of(path)).toString()
            before(name)
            seen[name] = info.kind() == FileInfo.Kind.FILE ? content.open().withCloseable { it.text } : info.target().map { "-> $it".toString() }.orElse('')
        })
    }

    private void swap(String name, String target) {
        Files.move(folder.resolve(name), folder.resolve('away'))
        Files.createSymbolicLink(folder.resolve(name), folder.resolve(target))
    }

    private void write(String name, String text) {
        Files.createDirectories(folder.resolve(name).parent)
        Files.writeString(folder.resolve(name), text)
    }
}
