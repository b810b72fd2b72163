package dev.belay.drivers.service

import dev.belay.database.Database
import dev.belay.engine.Ended
import dev.belay.plan.Prediction.Note
import dev.belay.plan.WayBack
import dev.belay.report.ClosingText
import dev.belay.report.Page
import dev.belay.testing.Bench
import dev.belay.testing.Loop
import dev.belay.testing.Servers
import dev.belay.value.Exit
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Requires
import spock.lang.Specification
import spock.lang.TempDir

/** A service that migrates its database when it starts: the way back of the start is the backup. */
@Requires(value = { ['bash', '-c', 'command -v psql'].execute().waitFor() == 0 }, reason = 'psql is not installed')
class MigratingServiceSpec extends Specification {

    @TempDir
    Path folder

    Bench bench
    Database database

    def setup() {
        bench = new Bench(folder)
        database = Servers.freshDatabase()
        Servers.run(database, 'create table people (name text)', "insert into people values ('old')")
        Files.writeString(folder.resolve('version'), 'old')
        app('')
    }

    def cleanup() {
        process().ifPresent {
            it.destroyForcibly()
            it.onExit().join()
        }
        Servers.dropAll(database)
    }

    /** Writes its version into the database when it starts, which nobody may do who is stopped. */
    private void app(String then) {
        Files.writeString(folder.resolve('app.sh'), """
            psql -qX -h localhost -p ${Servers.postgres.port} -U postgres ${database.name()} -c "update people set name = '\$(cat version)'"
            $then
            ${Loop.every(0.1)}
        """)
    }

    private Optional<ProcessHandle> process() {
        Path file = folder.resolve('app.pid')
        Files.exists(file) ? ProcessHandle.of(Files.readAllLines(file)[0] as long) : Optional.empty()
    }

    private String script(String start) {
        """
            database 'main', postgresql: '${Servers.address(database)}', user: 'postgres', password: 'postgres'
            service 'web', process: 'bash app.sh', dir: '$folder', pidfile: 'app.pid'
            backup 'main', to: '$folder/backup'
            sh 'echo new > version', dir: '$folder', undo: 'echo old > version', touches: ['version']
            $start
        """
    }

    private List<String> people() {
        Servers.ask(database, 'select name from people')
    }

    def "an undo stops what was started, restores what it touched, and only then goes further back"() {
        when:
        def ended = bench.run(bench.preview(script("start 'web', touches: [database('main')]")))

        then:
        ended.exit() == Exit.DONE
        people() == ['new']

        when:
        def undone = bench.undo(ended)

        then:
        undone.exit() == Exit.DONE
        undone.state().undo().get().steps()*.step()*.label() == ['stop web', 'restore main', 'sh echo old > version']
        process().empty || !process().get().alive
        people() == ['old']
    }

    def "a start that failed after it migrated is undone in the same way"() {
        given:
        app('exit 3')

        when:
        def ended = bench.run(bench.preview(script("start 'web', touches: [database('main')]")))

        then:
        ended.exit() == Exit.FAILED
        people() == ['new']

        when:
        def undone = bench.undo(ended)

        then:
        undone.exit() == Exit.DONE
        people() == ['old']
    }

    def "a restart that touches a database stops, restores, and starts again once all else went back"() {
        given:
        bench.close(bench.run(bench.preview(script("start 'web'").replace('echo new', 'echo old'))))

        when:
        def ended = bench.run(bench.preview(script("restart 'web', touches: [database('main')]")))

        then:
        ended.exit() == Exit.DONE
        people() == ['new']

        when:
        def undone = bench.undo(ended)

        then:
        undone.exit() == Exit.DONE
        undone.state().undo().get().steps()*.step()*.label() ==
                ['stop web', 'restore main', 'sh echo old > version', 'restart web']
        process().get().alive
        people() == ['old']
    }

    def "without a backup of what it touches there is no whole way back, and the service is stopped all the same"() {
        when:
        def way = bench.preview(script("start 'web', touches: ['$folder']")).predictions()[2].way() as WayBack.None

        then:
        way.why().contains("no earlier step backs up $folder")
        way.deeds()*.label() == ['stop web']
    }

    def "a backup that no way back uses is told before the run and after it"() {
        when:
        def preview = bench.preview(script("start 'web'"))

        then:
        preview.predictions()[2].notes().findAll { it.kind() == Note.Kind.WARNING }*.text() ==
                ["no step uses the backup of step 1: an undo leaves main as it is then; where this start changes it, say touches: [database('main')]"]

        when:
        def ended = bench.run(preview)

        then:
        closing(ended).contains('no step uses the backup of step 1: an undo leaves main as it is then')
        !closing(ended).contains('loses nothing')
    }

    def "nothing is warned of where #why"() {
        expect:
        bench.preview(script(start)).predictions()*.notes().flatten().every { it.kind() != Note.Kind.WARNING }

        where:
        start                                                      | why
        "start 'web', touches: [database('main')]"                 | 'the start says what it touches'
        "start 'web', touches: []"                                 | 'it says that it touches nothing'
        "sql 'main', statement: 'delete from people'\nstart 'web'" | 'another step goes back to the backup'
        ''                                                         | 'nothing is started after it'
    }

    private static String closing(Ended ended) {
        new ClosingText(ended.state(), Page.plain(), '').render()
    }
}
