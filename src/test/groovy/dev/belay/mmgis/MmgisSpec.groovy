package dev.belay.mmgis

import dev.belay.cli.Main
import dev.belay.testing.ChildJvm
import dev.belay.testing.OtherServer
import java.nio.file.Files
import java.nio.file.Path
import org.opentest4j.TestAbortedException
import spock.lang.Shared
import spock.lang.Specification
import spock.lang.TempDir
import spock.util.concurrent.PollingConditions

/**
 * MMGIS from 3 to 4 by {@code scripts/mmgis}, with its database from a PostgreSQL 10 to a 17. What goes wrong by its manual, and what
 * becomes of it here:
 *
 * <ul>
 *   <li>A {@code pypgstac migrate} that fails is only a warning of the application, which then serves: a {@code verify sql} names it before
 *       anything is restored.
 *   <li>Two families of names say where the database is: one declaration fills both, and all the files of the adjacent servers.
 *   <li>The manual dumps one of two databases: with {@code stac: true} both are saved and come along.
 *   <li>The manual's command of the restore cannot run: Belay's are lists of arguments.
 *   <li>The new server must be started on before the restore, and again behind it: the order is the script's.
 *   <li>A restore from so old a server complains of extensions, owners and roles: these are accepted by pattern and told. Any other error
 *       is a failure, and the new database stays as it was.
 *   <li>A Python or a server that the new version cannot use, an extension that is missing, a database that holds something: not met,
 *       before anything changes.
 * </ul>
 */
class MmgisSpec extends Specification {

    @Shared OtherServer old
    @Shared OtherServer fresh

    @TempDir
    Path folder

    MmgisWorld world
    def eventually = new PollingConditions(timeout: 120, delay: 0.005)

    def setupSpec() {
        if (MmgisWorld.lacking()) {
            throw new TestAbortedException(MmgisWorld.lacking())
        }
        old = new OtherServer('old')
        fresh = new OtherServer('new')
        MmgisWorld.prepare(old, '2.5.9', '4326')
        MmgisWorld.prepare(fresh, '3.5.3', '4326, 3857')
    }

    def cleanupSpec() {
        old?.close()
        fresh?.close()
    }

    def cleanup() {
        world?.close()
    }

    def "from PostgreSQL 10 to 17, killed in the middle of the restore: it goes on, and all rows are there"() {
        given:
        world = new MmgisWorld(folder, old, fresh)
        world.begin()
        def before = MmgisWorld.rows(old)
        assert [old.version(), fresh.version()]*.take(3) == ['10.', '17.']
        assert world.served() == MmgisWorld.whole('3.0.0')

        when:
        int preview = world.run('preview', *world.to())

        then: 'it changes nothing'
        preview == 0
        world.belay.out.startsWith('mmgis 3.0.0 -> 4.0.0 on maps')
        world.served() == MmgisWorld.whole('3.0.0')
        MmgisWorld.databases(fresh).findAll { it.startsWith('mmgis') } == ['mmgisdb']

        when: 'a person says that the snapshot is made; the restore is killed while pg_restore works'
        int begun = world.typing('run', *world.to(), '--until', '21')
        killed()
        int exit = world.run('resume')

        then:
        begun == 0
        exit == 0
        world.served() == MmgisWorld.whole('4.0.0')
        ['/stac', '/tipg', '/titiler', '/titilerpgstac'].every { world.answers(it) == 200 }
        MmgisWorld.rows(fresh) == before
        MmgisWorld.rows(old) == before

        and: 'the harmless errors of the restore are told'
        ['must be owner of extension postgis', 'role "cartographers" does not exist', 'must be able to SET ROLE "postgres"']
                .every { world.belay.out.contains("accepted: $it") }
        world.belay.out.contains('snapshot id: snap-0815')

        and: "the new PostGIS keeps its own reference systems, and has those that people added"
        fresh.ask('mmgisdb', "select srid || ' of ' || auth_name from spatial_ref_sys order by srid") == ['3857 of EPSG', '4326 of EPSG', '104905 of ESRI']

        and: 'one declaration of the database has filled both families of names'
        world.settings('.env').subMap(['DB_HOST', 'DB_PORT', 'DB_NAME', 'DB_USER', 'WITH_TITILER_PGSTAC']) ==
                [DB_HOST: 'localhost', DB_PORT: "$fresh.port", DB_NAME: 'mmgisdb', DB_USER: 'mmgis', WITH_TITILER_PGSTAC: 'true']
        world.settings('adjacent-servers/stac/.env') == MmgisWorld.adjacent(fresh) + [POSTGRES_HOST_READER: 'localhost', POSTGRES_HOST_WRITER: 'localhost']
        ['tipg', 'titiler-pgstac'].every { world.settings("adjacent-servers/$it/.env") == MmgisWorld.adjacent(fresh) }

        when:
        int accepted = world.run('accept', '--yes')

        then: 'nothing is left of the way back'
        accepted == 0
        MmgisWorld.databases(fresh).findAll { it.startsWith('mmgis') } == ['mmgis-stac', 'mmgisdb']
        world.served() == MmgisWorld.whole('4.0.0')
    }

    def "what goes wrong half-way is named, and an undo brings the old version back on the old server"() {
        given: 'the new server has a database for the adjacent servers that they may not use, and the old one a function that no new PostgreSQL has'
        world = new MmgisWorld(folder, old, fresh)
        world.begin()
        fresh.run('postgres', 'create database "mmgis-stac"')
        old.run('mmgisdb', "create aggregate public.list_of(anyelement) (sfunc = array_append, stype = anyarray, initcond = '{}')")
        def before = MmgisWorld.rows(old)
        def settings = world.settings('.env')

        when:
        int warned = world.typing('run', *world.to())

        then: 'the application only warns, and serves'
        warned == 1
        world.belay.out =~ /FAILED step 20\/30 verify sql/
        world.belay.out.contains("where nspname = 'pgstac' gives 0, expected is 1")
        world.served().startsWith('MMGIS 4.0.0')

        when: 'somebody mends that'
        fresh.run('postgres', 'alter database "mmgis-stac" owner to mmgis')
        world.by('restart')
        int refused = world.run('resume')

        then: 'an error of the restore that is not on the list is a failure'
        refused == 1
        world.belay.out =~ /FAILED step 22\/30 restore new/
        world.belay.out.contains('function array_append(anyarray, anyelement) does not exist')
        world.belay.out.contains('site    DOWN')
        world.served() == ''
        fresh.ask('mmgisdb', 'select count(*) from users') == [0L]

        when:
        int undone = world.run('undo', '--yes')

        then: 'the old version serves on the old server, with all its data and settings'
        undone == 0
        world.served() == MmgisWorld.whole('3.0.0')
        MmgisWorld.rows(old) == before
        world.settings('.env') == settings
        !Files.exists(world.home.resolve('adjacent-servers'))

        and: 'the new one is as empty as it was, so that another try may begin'
        world.run('preview', *world.to()) == 0
    }

    def "under docker compose, with both databases"() {
        given:
        world = new MmgisWorld(folder, old, fresh, true)
        world.begin()
        def before = MmgisWorld.rows(old)
        assert world.served() == MmgisWorld.whole('3.0.0')

        when:
        int exit = world.typing('run', *world.to())

        then:
        exit == 0
        world.served() == MmgisWorld.whole('4.0.0')
        ['/stac', '/tipg', '/titiler', '/titilerpgstac'].every { world.answers(it) == 200 }
        MmgisWorld.rows(fresh) == before
        fresh.ask('mmgis-stac', 'select md5(string_agg(c::text, chr(10) order by key)) from pgstac.collections c') ==
                old.ask('mmgis-stac', 'select md5(string_agg(c::text, chr(10) order by key)) from pgstac.collections c')

        when:
        int undone = world.run('undo', '--yes')

        then: 'in an image of the old version'
        undone == 0
        world.served() == MmgisWorld.whole('3.0.0')
        MmgisWorld.rows(old) == before
    }

    def "what the new version cannot use is not met, before anything changes"() {
        given:
        world = new MmgisWorld(folder, old, fresh)
        world.begin()

        expect:
        unmet { world.python('3.13.1') } =~ /python3 .*3\.13\.1.*>=3\.10 <3\.13/
        unmet { fresh.run('mmgisdb', 'drop extension btree_gist') }.contains('has no extension btree_gist')
        unmet { fresh.run('mmgisdb', 'create table leftover (id int)') }.contains('must be empty and holds 1 table')
        unmet { world.site(old.port) }.contains('is 10.23, needed is >=16')
    }

    /** What a preview says once this is so. */
    private String unmet(Closure<?> change) {
        change()
        assert world.run('preview', *world.to()) == 5
        world.belay.out.replaceAll(/\s+/, ' ')
    }

    /** Goes on with the run, and kills that while pg_restore works. */
    private void killed() {
        ChildJvm.start(Main, 'resume', '--state', folder.resolve('state')).withCloseable { child ->
            fresh.connect('postgres').withCloseable { connection ->
                def statement = connection.prepareStatement("select 1 from pg_stat_activity where datname like 'mmgisdb\\_%' and query like 'COPY %'")
                eventually.eventually {
                    assert statement.executeQuery().next() || !child.process.alive
                }
            }
            child.kill()
            assert !child.output.contains('verify rows'): child.output
        }
    }
}
