package dev.belay.cli

import dev.belay.database.Database
import dev.belay.drivers.postgresql.PostgresqlSpecification
import dev.belay.testing.ChildJvm
import dev.belay.testing.Servers
import java.nio.file.Files
import java.nio.file.Path
import java.sql.Connection
import spock.lang.Requires
import spock.lang.Specification
import spock.lang.TempDir
import spock.util.concurrent.PollingConditions

/** A backup that waits for a lock, perhaps for hours: it leaves nothing behind when it is ended, so the first wish to stop ends it. */
@Requires({ PostgresqlSpecification.toolsAreHere() })
class StoppedBackupSpec extends Specification {

    @TempDir
    Path folder

    Database database = Servers.freshDatabase()
    Connection holder
    Belay belay
    def eventually = new PollingConditions(timeout: 60)

    def setup() {
        Servers.run(database, 'create table people (name text)')
        holder = Servers.connect(database)
        holder.autoCommit = false
        holder.createStatement().execute('lock table people')
        belay = new Belay(folder)
        belay.environment.MAIN = 'postgres'
    }

    def cleanup() {
        holder.close()
        Servers.drop([database.name()])
    }

    private Path script(String timeout) {
        belay.file('app.groovy', """\
            upgrade 'app', to: '2.0'
            database 'main', postgresql: '${Servers.address(database)}', user: 'postgres', password: secret('MAIN')
            backup 'main', to: '$folder/backup', timeout: $timeout
        """.stripIndent())
    }

    private long waiting() {
        Servers.ask(database, "select count(*) from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()")[0] as long
    }

    def "the first interrupt ends it, and a resume makes it anew"() {
        given:
        def script = script('1.hours')

        when:
        def child = ChildJvm.start([MAIN: 'postgres'], Main, 'run', script, '--yes', '--state', folder.resolve('state'))
        eventually.eventually { assert waiting() == 1 }
        assert new ProcessBuilder('kill', '-INT', child.process.pid().toString()).start().waitFor() == 0

        then:
        child.awaitExit() == 130
        child.output.contains('STOPPED at step 1/1 backup main')
        eventually.eventually { assert waiting() == 0 }

        when:
        holder.rollback()

        then:
        belay.run('resume', '--state', 'state') == 0
        Files.list(folder.resolve('backup')).toList().size() == 2

        cleanup:
        child?.close()
    }

    def "its timeout ends it, and it has failed"() {
        given:
        script('1.seconds')

        expect:
        belay.run('run', 'app.groovy', '--yes', '--no-input') == 1
        belay.out.contains('ended after its time was over')
        waiting() == 0
    }
}
