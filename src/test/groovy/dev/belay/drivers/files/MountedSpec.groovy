package dev.belay.drivers.files

import dev.belay.journal.Tmpfs
import dev.belay.testing.Bench
import dev.belay.value.Exit
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Requires
import spock.lang.Specification
import spock.lang.TempDir

/** A file system that is mounted in a folder can neither be renamed nor removed with it. */
@Requires({ Tmpfs.available() })
class MountedSpec extends Specification {

    @TempDir
    Path folder

    Bench bench
    Path data
    Tmpfs disk

    def setup() {
        bench = new Bench(folder)
        data = Files.createDirectory(folder.resolve('data'))
        Files.writeString(data.resolve('a'), 'old')
        disk = Tmpfs.mounted(data, '1m')
        Files.writeString(disk.path.resolve('b'), 'on the disk')
    }

    def cleanup() {
        disk.close()
    }

    def "a folder is restored around a mount that the backup left out, once that is unmounted"() {
        given:
        def backup = bench.preview("backup files: ['data'], to: 'backup', exclude: ['data/disk'], dir: '$folder'")
        def saved = bench.run(backup)
        bench.close(saved)
        Files.writeString(data.resolve('a'), 'new')
        def archive = folder.resolve('backup').toFile().list().find { it.endsWith('.zst') }
        def restore = "restore files: '$folder/backup/$archive', except: ['$data/disk']"

        expect:
        backup.predictions()[0].notes()*.text().contains("something is mounted at $data/disk; the restore of this backup wants it unmounted first".toString())

        when:
        def refused = bench.preview(restore).predictions()[0]

        then: 'nothing is begun that would stop half-way'
        refused.unmet() == ["something is mounted at $data/disk, so that $data cannot be replaced; unmount it, and mount it again afterwards: umount $data/disk".toString()]

        when:
        disk.close()
        def ended = bench.run(bench.preview(restore))

        then: 'the folder at which it was mounted is where it was'
        ended.exit() == Exit.DONE
        data.resolve('a').toFile().text == 'old'
        Files.isDirectory(data.resolve('disk'))
    }

    def "what something is mounted in is neither removed nor moved nor replaced: #line"() {
        expect:
        bench.preview("$line, dir: '$folder'").predictions()[0].unmet()[0].startsWith("something is mounted at $data/disk, so that ")

        where:
        line << ["remove 'data'", "remove 'data/disk'", "move 'data', to: 'moved'"]
    }
}
