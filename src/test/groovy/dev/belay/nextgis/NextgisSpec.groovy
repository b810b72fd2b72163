package dev.belay.nextgis

import dev.belay.cli.Main
import dev.belay.testing.ChildJvm
import java.nio.file.Files
import java.nio.file.Path
import org.opentest4j.TestAbortedException
import spock.lang.Specification
import spock.lang.TempDir
import spock.util.concurrent.PollingConditions

/**
 * NextGIS Web from 3.6 over 3.7 to 4.4 by the scripts of {@code scripts/nextgisweb}, as its manual has it: on a PostgreSQL, a git
 * repository, a virtual environment and the account of the application. Its services are units of systemd where a systemctl works here,
 * else a process.
 */
class NextgisSpec extends Specification {

    @TempDir
    Path folder

    NextgisWorld world
    def eventually = new PollingConditions(timeout: 120, delay: 0.01)

    def setup() {
        if (NextgisWorld.lacking()) {
            throw new TestAbortedException(NextgisWorld.lacking())
        }
        world = new NextgisWorld(folder)
    }

    def cleanup() {
        world?.close()
    }

    def "killed in each phase, the walk over both versions goes on and comes to its end; an undo goes all the way back"() {
        given:
        world.begin()
        def before = world.data()
        assert world.served() == NextgisWorld.whole('3.6.0', 1)

        when: 'a preview shows both parts, and changes nothing'
        assert world.run('preview', *world.to('4.4.0')) == 0

        then:
        world.belay.out.startsWith('nextgisweb 3.6.0 -> 3.7.0 -> 4.4.0 on gis\n')
        world.belay.out =~ /12  migrate main  +\? opaque[^\n]*\n +nextgisweb migration upgrade --no-dry-run\n/
        world.data() == before
        world.served() == NextgisWorld.whole('3.6.0', 1)

        when: 'SIGKILL, as soon as the journal tells of the first step of a phase'
        ['3.7.0/stop-services', '3.7.0/upgrade-packages', '3.7.0/apply-sql-files', '3.7.0/start-services', '4.4.0/create-backup', '4.4.0/apply-migrations']
                .each { killed(it) }
        int exit = world.run('resume')

        then:
        exit == 0
        world.served() == NextgisWorld.whole('4.4.0', 1)
        world.ask("select component || ':' || revision from migration order by 1") == ['auth:05778268', 'layer:31a0f8d2', 'resource:2f3a5c1b']
        world.data().resources == before.resources
        world.ask("select string_agg(id::text, ',' order by id) from spatial_ref_sys") == ['3857,4326']
        world.ask("select state || ' ' || count(*) from belay_history where file like '20%' group by state").sort() == ['applied 1', 'baseline 29']

        when:
        world.sql("insert into resource (id, name) values (2, 'Lakes')")
        int undone = world.run('undo', '--yes')

        then: 'with the old version serving'
        undone == 0
        world.belay.out.contains('LOST: what was written since')
        world.served() == NextgisWorld.whole('3.6.0', 1)
        world.data() == before

        and: 'what must follow a restore of the database did follow'
        world.ask('select distinct synced from spatial_ref_sys') == [true]
    }

    def "each outcome of its migration is met: done, destructive, no way, nothing to do; an undo goes back from the middle"() {
        given:
        world.addMigration('4.4.0', '5-render-0b1c2d3e.sql', '-- destructive\nalter table resource drop column c1;\n')
        world.begin()
        def before = world.data()

        when:
        int exit = world.run('run', *world.to('4.4.0'), '--yes')

        then: 'the first part is done, and the second one stops before anything is lost'
        exit == 1
        world.belay.out =~ /FAILED step 25\/27 migrate main/
        world.belay.out.contains('Destructive operation protection!')
        world.ask("select component || ':' || revision from migration") == ['auth:05778268']
        world.belay.out.contains('site    DOWN')
        world.served() == ''
        world.data().columns.contains('resource.c1')
        !world.data().columns.contains('resource.owner')

        when: 'a newer version has been at this database'
        world.sql("insert into migration values ('audit', '9f8e7d6c')")
        int again = world.run('resume')

        then:
        again == 1
        world.belay.out =~ /FAILED step 25\/27 migrate main/
        world.belay.out.contains('No migration solution found! Exitting!')
        world.served() == ''

        when:
        int undone = world.run('undo', '--yes')

        then: 'the old version serves, with all that belongs to it'
        undone == 0
        world.served() == NextgisWorld.whole('3.6.0', 1)
        world.data() == before

        when: 'a person migrates the database by hand, and runs the first part again'
        world.sql('alter table auth_user add column oauth text',
                'create table migration (component text, revision text, primary key (component, revision))',
                "insert into migration values ('auth', '05778268')")
        int repeated = world.run('run', *world.to('3.7.0'), '--yes')

        then:
        repeated == 0
        world.belay.out.contains("note    step 12 it says: There are no changes required. It's OK!")
        world.served() == NextgisWorld.whole('3.7.0', 1)
    }

    /** Goes on with the run, or begins it, and kills that as soon as the journal tells that a step of the phase begins. */
    private void killed(String phase) {
        def begin = runs().empty
        def words = begin ? ['run', *world.to('4.4.0'), '--yes'] : ['resume']
        ChildJvm.start(Main, *words, '--state', folder.resolve('state')).withCloseable { child ->
            try {
                eventually.eventually {
                    assert begun(phase) || !child.process.alive
                }
            } finally {
                child.kill()
            }
            assert begun(phase): child.output
        }
    }

    private boolean begun(String phase) {
        runs().collect { it.resolve('journal.jsonl') }.findAll { Files.exists(it) }
                .any { journal -> Files.readAllLines(journal).any { it.contains('"intended"') && it.contains("\"$phase/") } }
    }

    private List<Path> runs() {
        Path runs = folder.resolve('state/runs')
        Files.isDirectory(runs) ? Files.list(runs).withCloseable { it.toList() } : []
    }
}
