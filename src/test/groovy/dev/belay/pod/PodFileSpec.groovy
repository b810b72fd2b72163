package dev.belay.pod

import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir

/** A file that Pod's own export script wrote goes whole into Pod 4.0, by the same script. */
class PodFileSpec extends Specification {

    @TempDir
    Path folder

    PodWorld world

    def cleanup() {
        world?.close()
    }

    def "a file of Pod's own script goes into MariaDB: indented, in ASCII, with tags joined by commas"() {
        given:
        world = new PodWorld(folder, 'mariadb', 'mariadb').ready()
        def file = PodWorld.connect(world.v3).withCloseable {
            it.createStatement().execute("update video_videotodelete set date_deletion = '2031-01-01' where id = 3")
            PodFile.write(it, folder.resolve('v3_exported_tables.json'))
        }
        assert Files.readString(file).contains('"title": "\\ud83d\\ude00 \\"q\\"')
        assert Files.readString(file).contains('        {\n            "video_id": 2,\n            "tag_name": "')

        when:
        int exit = world.belay.typing(EsupPodSpec.HAND, 'run', *world.upgrade('--yes', '--set', "podFile=$file"))

        then:
        exit == 0
        world.belay.out.contains('left out: the tags of 1 that are not in video_video')
        PodSchema.carried().findAll { world.rows(it) != world.expected(it).collect { withoutFractions(it) } } == []
        world.tagged()
    }

    /** The rows as Pod's own script knows them, which cuts seconds. */
    private static String withoutFractions(String row) {
        row.replaceAll(/(\d\d:\d\d:\d\d)\.\d{6}/, '$1.000000')
    }
}
