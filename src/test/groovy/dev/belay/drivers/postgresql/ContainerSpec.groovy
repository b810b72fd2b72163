package dev.belay.drivers.postgresql

import dev.belay.engine.Ended
import dev.belay.testing.Bench
import dev.belay.drivers.conformance.KilledRun
import dev.belay.testing.ContainerSpecification
import dev.belay.testing.Servers
import dev.belay.value.Exit
import spock.lang.Requires
import spock.util.concurrent.PollingConditions

import java.nio.file.Files
import java.nio.file.Path
import java.sql.Connection

/** A server in a container: nothing of it is reached but by docker, and its own programs write and load the backups. */
@Requires({ PostgresqlSpecification.toolsAreHere() })
class ContainerSpec extends ContainerSpecification {

    /** A backup of the database in the container. */
    static class ContainedBackup extends BackupDatabaseCase {
        String declaration
        Path folder

        @Override
        String before() {
            declaration
        }

        @Override
        String line() {
            "backup 'main', to: '$folder/backup'"
        }
    }

    def database = Servers.freshDatabase()

    def setup() {
        begin(db: 'running', app: 'exited', PostgresqlSpecification.programs())
        Servers.run(database, 'create table people (id serial primary key, name text)', "insert into people (name) values ('Ada')")
    }

    def cleanup() {
        Servers.dropAll(database)
    }

    private String declared(String where = "container: 'shop-db-1'") {
        "database 'main', postgresql: 'localhost:$Servers.postgres.port/${database.name()}', $where, user: 'postgres', path: ['$docker.folder/bin']\n"
    }

    private String project() {
        "compose: '$folder/docker-compose.yml', service: 'db'"
    }

    private List<Object> people() {
        Servers.ask(database, 'select name from people order by id')
    }

    def "a #declaration is asked, required, changed and verified"() {
        when:
        def preview = bench.preview(declared(declaration == 'container' ? "container: 'shop-db-1'" : project()) + """
            require database: 'main', version: '>=10', extensions: ['plpgsql']
            sql 'main', statement: "insert into people (name) values ('Grace')"
            verify sql: 'select count(*) from people', database: 'main', equals: 2
            """)

        then:
        preview.unmet() == []
        preview.predictions()*.unmet().flatten() == []

        when:
        def ended = bench.run(preview)

        then:
        Bench.message(ended) == ''
        ended.exit() == Exit.DONE
        people() == ['Ada', 'Grace']

        where:
        declaration << ['container', 'service of a project']
    }

    def "a backup is a file of this machine, is tried, and an undo goes back to it"() {
        when:
        def preview = bench.preview(declared() + """
            def dump = backup 'main', to: '$folder/backup'
            verify backup: dump, database: 'main'
            sql 'main', statement: "delete from people; insert into people (name) values ('Eve')"
            """)
        def ended = bench.run(preview)

        then:
        Bench.message(ended) == ''
        ended.exit() == Exit.DONE
        people() == ['Eve']
        Files.getPosixFilePermissions(folder.resolve("backup/main-${ended.state().run()}.dump")).size() == 2
        docker.told().any { it ==~ /exec -i .*-e PGAPPNAME .*shop-db-1 pg_dump --format=custom .*/ }
        docker.told().any { it ==~ /exec -i .*shop-db-1 pg_restore .*/ }

        when:
        def undone = bench.undo(ended)

        then:
        undone.exit() == Exit.DONE
        people() == ['Ada']
    }

    def "a password is on no command line, and in no container but for the program that asks for it"() {
        given:
        bench.host = { plan -> new dev.belay.host.LocalHost(new dev.belay.host.Secrets([:], [PW: 'postgres-secret'], { throw new IllegalStateException(it) })) }

        when:
        def ended = bench.run(bench.preview(declared().replace("user: 'postgres'", "user: 'postgres', password: secret('PW')") + "backup 'main', to: '$folder/backup'"))

        then:
        Bench.message(ended) == ''
        ended.exit() == Exit.DONE
        docker.told().any { it.contains('-e PGPASSWORD ') && it.contains(' pg_dump --format') }
        docker.told().every { !it.contains('postgres-secret') }
    }

    def "what is ended here for its time is over does not go on in the container"() {
        given: 'somebody holds a table that pg_dump has to wait for'
        def holder = held()

        when:
        def ended = bench.run(bench.preview(declared() + "backup 'main', to: '$folder/backup', timeout: 2.seconds"))

        then: 'docker exec itself would have left it behind'
        ended.exit() == Exit.FAILED
        dumping() == []
        docker.goingOn() == []

        cleanup:
        holder?.close()
    }

    def "killed with its client, a dump goes on in the container, and is ended before the next"() {
        given:
        def holder = held()
        def tried = new ContainedBackup(declaration: declared(), folder: folder)

        when: 'Belay dies, and so does docker exec'
        def child = KilledRun.begin(tried, bench)
        new PollingConditions(timeout: 60).eventually {
            assert dumping().size() == 1
        }
        def lost = dumping()[0]
        child.kill()
        docker.killClients()

        then: 'the engine knows nothing of that'
        dumping() == [lost]

        when:
        Ended ended = null
        def resuming = Thread.start { ended = bench.resume() }
        new PollingConditions(timeout: 60).eventually {
            assert dumping().size() == 1 && dumping() != [lost]
        }
        holder.rollback()
        resuming.join()

        then:
        Bench.message(ended) == ''
        ended.exit() == Exit.DONE
        docker.goingOn() == []

        cleanup:
        child?.close()
        holder?.close()
    }

    private Connection held() {
        def holder = Servers.connect(database)
        holder.autoCommit = false
        holder.createStatement().execute('lock table people in access exclusive mode')
        holder
    }

    /** The sessions of pg_dump that wait. */
    private List<Object> dumping() {
        Servers.ask(database, "select pid from pg_stat_activity where datname = current_database() and application_name like 'belay %' and wait_event_type = 'Lock'")
    }

    def "where a command stops the database's own service, step and undo say what to start, and go on from there"() {
        given:
        def stopped = "service db of $folder/docker-compose.yml does not run (exited); start it: docker compose -f $folder/docker-compose.yml up -d db"

        when:
        def ended = bench.run(bench.preview(declared(project()) + """
            backup 'main', to: '$folder/backup'
            sql 'main', statement: "update people set name = 'Eve'"
            sh 'docker compose stop db', path: ['$docker.folder/bin'], touches: []
            sql 'main', statement: "update people set name = 'Mallory'"
            """))

        then:
        ended.exit() == Exit.FAILED
        Bench.message(ended) == stopped

        when:
        def undone = bench.undo(ended)

        then:
        undone.exit() == Exit.FAILED
        undone.state().undo().get().steps()*.ended().collect { it.map { it.message() }.orElse('') }[0] == "could not look: $stopped"

        when: 'the person does so'
        docker.containers(db: 'running', app: 'exited')
        undone = bench.undo(ended)

        then:
        undone.exit() == Exit.DONE
        people() == ['Ada']
    }

    def "without programs in the image the server makes a copy, and a file that needs them is refused"() {
        given:
        docker.image([])
        Files.write(folder.resolve('old.dump'), 'PGDMP'.bytes)

        when:
        def preview = bench.preview(declared() + "backup 'main', to: '$folder/backup'\nrestore 'main', from: '$folder/old.dump', clean: true")

        then:
        preview.predictions()[0].notes()*.text()[0].startsWith('no pg_dump for PostgreSQL 15.13 is in container shop-db-1: the server copies')
        preview.predictions()[1].unmet() == ['no pg_restore for PostgreSQL 15.13 is in container shop-db-1; use an image that holds PostgreSQL\'s own programs']
    }

    def "what stands in the way is told where the database cannot be looked at: #where"() {
        given:
        if (image) {
            docker.image([], image)
        }

        when:
        def preview = bench.preview(declared(where) + "require database: 'main'")

        then:
        preview.predictions()[0].notes()*.text()[0] == message

        where:
        where                    | image  || message
        "container: 'shop-bd-1'"  | null   || "there is no container 'shop-bd-1'; did you mean 'shop-db-1'?"
        "container: 'shop-app-1'" | null   || 'container shop-app-1 does not run (exited); start it: docker start shop-app-1'
        "container: 'shop-db-1'"  | ['sh'] || "cannot connect to PostgreSQL on container shop-db-1:$Servers.postgres.port: in it is neither bash nor nc, through which it could be reached; is the server running, and are host and port of 'main' right?"
    }

    def "a declaration that cannot be meant is refused: #wrong"() {
        when:
        def preview = bench.preview("database 'main', postgresql: $wrong\nrequire database: 'main'")

        then:
        preview.predictions()[0].unmet()[0].contains(message)

        where:
        wrong                                                         || message
        "'app', container: 'db'"                                      || "say user: whom it is to connect as"
        "'app', container: 'db', compose: '/opt/app', user: 'app'"    || 'write one'
        "'app', compose: '/opt/app', user: 'app'"                     || 'belong together'
        "'app', service: 'db', user: 'app'"                           || 'belong together'
        "'/run/app', container: 'db', user: 'app'"                    || 'a socket inside a container cannot be reached'
        "'localhost/app', user: 'app', path: ['/opt/docker/bin']"     || 'path: is of use with container: or compose: only'
        "'app', compose: 'opt/app', service: 'db', user: 'app'"       || 'is not an absolute path'
        "'app', container: '-x', user: 'app'"                         || "'-x' is no name of a container"
        "'app', user: 'app'"                                          || 'with container: the name alone'
    }
}
