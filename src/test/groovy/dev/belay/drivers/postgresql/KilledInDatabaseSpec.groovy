package dev.belay.drivers.postgresql

import dev.belay.drivers.conformance.KilledRun
import dev.belay.testing.Bench
import dev.belay.testing.Servers
import dev.belay.value.Exit
import spock.lang.Specification
import spock.lang.TempDir
import spock.util.concurrent.PollingConditions

import java.nio.file.Files
import java.nio.file.Path

/** Belay is killed while the server runs one of its statements, and the server goes on with it. */
class KilledInDatabaseSpec extends Specification {

    static final int LOCK = 4242

    /** Its second file waits for a lock that the specification holds. */
    static class WaitingMigrateCase extends MigrateSqlCase {
        @Override
        void prepare() {
            super.prepare()
            put('sql/2.sql', "create table towns (name text);\nselect pg_advisory_xact_lock($LOCK);\n")
        }
    }

    /** Waits for the lock behind its change. */
    static class WaitingSqlCase extends SqlStatementCase {
        @Override
        String line() {
            "sql 'main', statement: \"insert into people (name) values ('Grace'); select pg_advisory_xact_lock($LOCK)\""
        }
    }

    @TempDir
    Path folder

    def "after a kill in the middle of #tried.class.simpleName a resume does it exactly once"() {
        given:
        tried.world = Files.createDirectories(folder.resolve('world'))
        tried.prepare()
        def bench = new Bench(Files.createDirectories(folder.resolve('bench')))
        def holder = Servers.connect(tried.database())
        holder.createStatement().execute("select pg_advisory_lock($LOCK)")

        when: 'the server waits within the statement, and Belay is killed'
        def java = Path.of(System.getProperty('java.home'), 'bin', 'java').toString()
        def child = new ProcessBuilder(java, '-cp', System.getProperty('java.class.path'), KilledRun.name, tried.class.name,
                tried.world.toString(), bench.folder.toString(), '0')
                .redirectErrorStream(true).redirectOutput(folder.resolve('log').toFile()).start()
        new PollingConditions(timeout: 90).eventually {
            assert waiting(tried) == 1
        }
        child.destroyForcibly().waitFor()

        then: 'the server knows nothing of that'
        waiting(tried) == 1

        when:
        holder.close()
        def ended = bench.resume()

        then:
        ended.exit() == Exit.DONE
        tried.look() == after

        cleanup:
        child?.destroyForcibly()
        holder?.close()
        tried.tearDown()

        where:
        tried                    || after
        new WaitingMigrateCase() || [['Ada', 'Grace'], ['people', 'towns']]
        new WaitingSqlCase()     || [['Ada', 'Grace'], ['people']]
    }

    private static long waiting(DatabaseCase tried) {
        Servers.ask(tried.database(), "select count(*) from pg_stat_activity where datname = current_database() and application_name like 'belay %' and wait_event_type = 'Lock'")[0] as long
    }
}
