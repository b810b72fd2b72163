package dev.belay.pod

import dev.belay.cli.Main
import dev.belay.testing.ChildJvm
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir
import spock.util.concurrent.PollingConditions

/**
 * Esup-Pod from 3.8 to 4.0 by the script of {@code scripts/esup-pod}, from and to either system: killed in the middle of the import, gone
 * on with, and done once more. An outsider compares all rows in SQL.
 */
class EsupPodSpec extends Specification {

    /** What a person answers. */
    static final String HAND = 'yes\na file listed as the user pod\n'

    @TempDir
    Path folder

    PodWorld world
    def eventually = new PollingConditions(timeout: 120, delay: 0.005)

    def cleanup() {
        world?.close()
    }

    def "all rows go from #from to #to"() {
        given:
        world = new PodWorld(folder, from, to).ready().begin()

        when: 'SIGKILL in the middle of the import'
        killed()

        then: 'nothing of it is there'
        world.rows('auth_user').size() == 1
        !PodWorld.serves(world.v3home)

        when:
        int resumed = world.belay.typing(HAND, 'resume', '--state', folder.resolve('state').toString())

        then:
        resumed == 0
        whole()

        when: 'once more'
        def before = world.everything()
        assert world.belay.run('accept', '--state', folder.resolve('state').toString()) == 0
        int again = world.belay.typing(HAND, 'run', *world.upgrade('--yes'))

        then:
        again == 0
        whole()
        world.everything().findAll { it.value != before[it.key] }.keySet() == [] as Set

        where:
        [from, to] << [['mariadb', 'postgresql'], ['mariadb', 'postgresql']].combinations()
    }

    def "a row without its parent stops the run before a row of 4.0 is touched; the undo starts 3.8 again"() {
        given:
        world = new PodWorld(folder, 'mariadb', 'postgresql').ready().begin()
        PodWorld.connect(world.v3).withCloseable { v3 ->
            ['set foreign_key_checks = 0', "insert into video_viewcount values (99999, 99, '2024-01-01', 1)"].each { v3.createStatement().execute(it) }
        }
        def before = world.everything()

        when:
        int exit = world.belay.run('run', *world.upgrade('--until', 'import/import/v4', '--yes'))

        then:
        exit != 0
        world.belay.out.contains('column video_id: 99 is in no row of video_video')
        world.everything() == before
        !PodWorld.serves(world.v3home)

        when:
        int undone = world.belay.run('undo', '--yes', '--state', folder.resolve('state').toString())

        then:
        undone == 0
        PodWorld.serves(world.v3home)
        world.everything() == before
    }

    def "the tables of 4.0 are made first, and later only the tags are brought"() {
        given:
        world = new PodWorld(folder, 'postgresql', 'mariadb')

        when:
        int made = world.belay.typing(HAND, 'run', *world.upgrade('--yes', '--set', 'createDB=true'))

        then:
        made == 0
        whole()

        when: 'somebody used the new Pod, and lost tags there'
        assert world.belay.run('accept', '--state', folder.resolve('state').toString()) == 0
        PodWorld.connect(world.v4).withCloseable { v4 ->
            ["update auth_user set first_name = 'Ada' where id = 1", 'delete from video_video_tags where video_id = 2'].each { v4.createStatement().execute(it) }
        }
        int brought = world.belay.typing(HAND, 'run', *world.upgrade('--yes', '--set', 'onlyTags=true'))

        then:
        brought == 0
        world.tagged()
        world.ask(world.v4, 'select first_name from auth_user where id = 1') == ['Ada']
    }

    private boolean whole() {
        assert PodSchema.carried().findAll { world.rows(it) != world.expected(it) } == []
        assert world.tagged()
        assert PodWorld.serves(world.v4home)
        Files.readAllLines(world.v4home.resolve('index')).size() == 3
    }

    /** Begins the run, and kills it as soon as rows go into the tables. */
    private void killed() {
        ChildJvm.start(Main, 'run', *world.upgrade('--until', 'import/import/v4', '--yes')).withCloseable { child ->
            def importing = false
            eventually.eventually {
                importing = world.importing()
                assert importing || !child.process.alive
            }
            child.kill()
            assert importing: child.output
        }
    }
}
