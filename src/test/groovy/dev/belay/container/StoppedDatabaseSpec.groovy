package dev.belay.container

import dev.belay.drivers.conformance.KilledRun
import dev.belay.drivers.postgresql.PostgresqlSpecification
import dev.belay.plan.Prediction.Note
import dev.belay.testing.Bench
import dev.belay.testing.ContainerSpecification
import dev.belay.testing.Servers
import dev.belay.value.Exit
import dev.belay.value.Failure
import spock.lang.Requires

/** A script that stops the service in whose container its own database runs. */
@Requires({ PostgresqlSpecification.toolsAreHere() })
class StoppedDatabaseSpec extends ContainerSpecification {

    def database = Servers.freshDatabase()

    def setup() {
        begin(db: 'running', app: 'running', PostgresqlSpecification.programs())
        Servers.run(database, 'create table people (id serial primary key, name text)', "insert into people (name) values ('Ada')")
    }

    def cleanup() {
        Servers.dropAll(database)
    }

    private String main(String where = "compose: '$folder', service: 'db'") {
        "database 'main', postgresql: 'localhost:$Servers.postgres.port/${database.name()}', $where, user: 'postgres', path: ['$docker.folder/bin']\n"
    }

    private String app(String more = '') {
        "service 'app', compose: '$folder/docker-compose.yml', path: ['$docker.folder/bin']$more\n"
    }

    private List<Object> people() {
        Servers.ask(database, 'select name from people order by id')
    }

    /** What was told to compose, starts and stops alone. */
    private List<String> told() {
        docker.told().findAll { it.startsWith('up ') || it.startsWith('stop ') }
    }

    private static List<String> labels(preview) {
        [preview.plan().steps(), preview.predictions()].transpose().collect { step, prediction ->
            "${step.phase()}: ${step.label()} ${prediction.changes()*.subject()}".toString()
        }
    }

    def "#step after it is refused before anything is touched: #where"() {
        when:
        def preview = bench.preview(main(where.replace('FOLDER', folder as String)) + app() + "stop 'app'\n" + step.replace('FOLDER', folder as String))

        then:
        preview.predictions()[0].unmet() == []
        preview.predictions()[1].unmet() == ["needs ${named.replace('FOLDER', folder as String)}, which 'stop app' stops before; stop the others alone, units: ['app'], or start it again before this step: start 'app', units: ['db']".toString()]

        where:
        step                                                  | where                                                 || named
        "backup 'main', to: 'FOLDER/backup'"                  | "compose: 'FOLDER', service: 'db'"                    || 'service db of FOLDER'
        "sql 'main', statement: 'delete from people'"         | "compose: 'FOLDER/docker-compose.yml', service: 'db'" || 'service db of FOLDER'
        "verify sql: 'select true', database: 'main'"         | "container: 'shop-db-1'"                              || 'container shop-db-1'
        "require database: 'main', version: '>=10'"           | "container: 'shop-db-1'"                              || 'container shop-db-1'
        "export 'main', to: 'FOLDER/export.json'"             | "compose: 'FOLDER/', service: 'db'"                   || 'service db of FOLDER'
    }

    def "a preview says so of each step, and a run does not begin"() {
        given:
        def preview = bench.preview(main() + app() + "stop 'app'\nbackup 'main', to: '$folder/backup'\nsql 'main', statement: 'delete from people'")

        when:
        bench.run(preview)

        then:
        def refused = thrown(Failure)
        refused.exit() == Exit.UNMET
        preview.predictions()*.unmet()*.size() == [0, 1, 1]
        told() == []
    }

    def "nothing is said where the database's container stays: #stopping"() {
        when:
        def preview = bench.preview(main() + app(declared) + "$stopping\nsql 'main', statement: 'delete from people'")

        then:
        preview.predictions()*.unmet().flatten() == []
        preview.predictions()[-1].notes().every { it.kind() != Note.Kind.WARNING }

        where:
        declared               | stopping
        ", services: ['app']"  | "stop 'app'"
        ''                     | "stop 'app', units: ['app']"
        ''                     | "stop 'app'\nstart 'app'"
        ''                     | "stop 'app'\nstart 'app', units: ['db']"
    }

    def "an opaque step between may have started it: then it is a warning"() {
        when:
        def preview = bench.preview(main() + app() + "stop 'app'\nsh 'docker compose up -d db', dir: '$folder', touches: ['$folder']\nsql 'main', statement: 'delete from people'")

        then:
        preview.predictions()*.unmet().flatten() == []
        preview.predictions()[2].notes().findAll { it.kind() == Note.Kind.WARNING }*.text() == ["needs service db of $folder, which 'stop app' stops before, and Belay cannot know whether it is started again; if not: stop the others alone, units: ['app'], or start it again before this step: start 'app', units: ['db']".toString()]
    }

    def "started again by a service of its own, which shares the container, it can be used"() {
        when:
        def preview = bench.preview(main() + app(", health: 'http://127.0.0.1:1/'") + """
            service 'database', compose: '$folder', services: ['db'], path: ['$docker.folder/bin']
            backup 'main', to: '$folder/backup'
            stop 'app'
            $start
            sql 'main', statement: "update people set name = 'Eve'"
            """)

        then:
        preview.predictions()*.unmet().flatten() == []
        preview.predictions()[2].changes()*.after() == [Optional.of('active')]

        when:
        def ended = bench.run(preview)

        then: 'the health check tells of the whole service, and is not asked for a part of it'
        Bench.message(ended) == ''
        ended.exit() == Exit.DONE
        people() == ['Eve']
        docker.look() == [db: 'running', app: 'exited']

        where:
        start << ["start 'database'", "start 'app', units: ['db']"]
    }

    private String failing() {
        main("container: 'shop-db-1'") + app() + """
            backup 'main', to: '$folder/backup'
            sql 'main', statement: "update people set name = 'Eve'"
            stop 'app'
            sh 'exit 1', dir: '$folder', touches: []
            """
    }

    def "an undo starts the database's container alone, restores, and brings up the rest last"() {
        given:
        def ended = bench.run(bench.preview(failing()))

        expect:
        docker.look() == [db: 'exited', app: 'exited']
        people() == ['Eve']

        when:
        def shown = bench.engine().previewUndo(ended.state().run()).steps()

        then: 'the preview shows it'
        labels(shown) == ['Undo: start app [db]', 'Undo: restore main []', 'Bring up: start app [app]']
        shown.predictions()*.unmet().flatten() == []

        when:
        def undone = bench.undo(ended)

        then: 'in one go'
        undone.exit() == Exit.DONE
        undone.state().word() == 'undone'
        people() == ['Ada']
        told() == ['stop app db', 'up -d db', 'up -d app']
        docker.look() == [db: 'running', app: 'running']
    }

    def "where the database's container is a service by itself, it is started once"() {
        given:
        def ended = bench.run(bench.preview(main() + """
            service 'database', compose: '$folder', services: ['db'], path: ['$docker.folder/bin']
            backup 'main', to: '$folder/backup'
            sql 'main', statement: "update people set name = 'Eve'"
            stop 'database'
            sh 'exit 1', dir: '$folder', touches: []
            """))

        expect:
        labels(bench.engine().previewUndo(ended.state().run()).steps()) == ['Undo: start database [db]', 'Undo: restore main []']
        bench.undo(ended).exit() == Exit.DONE
        people() == ['Ada']
        told() == ['stop db', 'up -d db']
    }

    def "what a start migrated is restored although its undo stops the database with the service: #verb"() {
        given:
        def ended = bench.run(bench.preview(main() + app() + """
            backup 'main', to: '$folder/backup'
            $steps
            sh 'exit 1', dir: '$folder', touches: []
            """))
        Servers.run(database, "update people set name = 'Eve'")

        when:
        def undone = bench.undo(ended)

        then:
        undone.exit() == Exit.DONE
        people() == ['Ada']
        docker.look() == [db: 'running', app: 'running']
        told() == commands

        where:
        verb      | steps                                                  || commands
        'start'   | "stop 'app'\nstart 'app', touches: [database('main')]" || ['stop app db', 'up -d db app', 'stop app db', 'up -d db', 'stop db', 'up -d db app']
        'restart' | "restart 'app', touches: [database('main')]"           || ['up -d --force-recreate', 'stop app db', 'up -d db', 'up -d --force-recreate']
    }

    def "where no step of the undo needs the database, its container waits for the end like the rest"() {
        given:
        def ended = bench.run(bench.preview(main() + app() + "backup 'main', to: '$folder/backup'\nstop 'app'\nsh 'exit 1', dir: '$folder', touches: []"))

        expect:
        labels(bench.engine().previewUndo(ended.state().run()).steps()) == ['Bring up: start app [db, app]']
    }

    def "killed in #where, the undo is finished"() {
        given:
        def ended = bench.run(bench.preview(failing()))

        expect:
        KilledRun.undo(bench, place) == KilledRun.KILLED

        when:
        def undone = bench.undo(ended)

        then:
        undone.exit() == Exit.DONE
        people() == ['Ada']
        docker.look() == [db: 'running', app: 'running']

        where: 'places of the undo, as they follow each other'
        where                             | place
        'the start of the database alone' | 1
        'the restore'                     | 4
    }
}
