package dev.belay.drivers.postgresql

import dev.belay.drivers.conformance.KilledRun
import dev.belay.engine.Listener
import dev.belay.journal.StateFolder
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

    /** Its load does not come to an end. */
    static class EndlessVerifyCase extends VerifyDatabaseBackupCase {
        @Override
        void prepare() {
            super.prepare()
            put('old.sql', text('old.sql') + 'select pg_sleep(600);\n')
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
        def child = KilledRun.begin(tried, bench)
        new PollingConditions(timeout: 90).eventually {
            assert waiting(tried) == 1
        }
        child.kill()

        then: 'the server knows nothing of that'
        waiting(tried) == 1

        when:
        holder.close()
        def ended = bench.resume()

        then:
        ended.exit() == Exit.DONE
        tried.look() == after

        cleanup:
        child?.kill()
        holder?.close()
        tried.tearDown()

        where:
        tried                    || after
        new WaitingMigrateCase() || [['Ada', 'Grace'], ['people', 'towns']]
        new WaitingSqlCase()     || [['Ada', 'Grace'], ['people']]
    }

    def "after a kill in the middle of a restore's swap there is the one database or the other, and a resume and an undo get it right"() {
        given: 'somebody holds the name of the old database, so that the renames wait for it'
        def tried = new RestoreDatabaseCase(world: Files.createDirectories(folder.resolve('world')))
        tried.prepare()
        def before = tried.look()
        def bench = new Bench(Files.createDirectories(folder.resolve('bench')))
        def holder = Servers.connect(Servers.database('postgres'))
        holder.autoCommit = false
        holder.createStatement().execute("comment on database \"${tried.database().name()}\" is 'held'")

        when:
        def child = KilledRun.begin(tried, bench)
        new PollingConditions(timeout: 90).eventually {
            assert renaming() == 1
        }
        child.kill()

        then: 'the server knows nothing of that'
        renaming() == 1

        when:
        holder.rollback()
        new PollingConditions(timeout: 30).eventually {
            assert renaming() == 0
        }

        then: 'the transaction went with its client'
        tried.look() == before

        when:
        def ended = bench.resume()

        then:
        ended.exit() == Exit.DONE
        tried.look() != before

        when:
        def undone = bench.undo(ended)

        then:
        undone.exit() == Exit.DONE
        tried.look() == before

        cleanup:
        child?.close()
        holder?.close()
        tried?.tearDown()
    }

    def "where a run is abandoned that was killed as it tried a backup, the scratch database is named, and an accept drops it"() {
        given:
        def tried = new EndlessVerifyCase(world: Files.createDirectories(folder.resolve('world')))
        tried.prepare()
        def bench = new Bench(Files.createDirectories(folder.resolve('bench')))
        def child = KilledRun.begin(tried, bench)
        new PollingConditions(timeout: 90).eventually {
            assert sleeping(tried) == 1
        }
        child.kill()
        def run = StateFolder.at(bench.folder.resolve('state')).newest().get().id()
        def scratch = Servers.ask(Servers.database('postgres'), "select datname from pg_database where datname like '${tried.text('name')}\\_belay\\_%'")[0]
        def heard = []

        when:
        bench.engine().abandon(run, 'no time', Listener.remarks { heard << it })

        then:
        heard == ["verify backup: a broken attempt left the scratch database $scratch on localhost:$Servers.postgres.port; belay accept $run removes it".toString()]

        when:
        bench.engine().accept(run, Listener.none())

        then:
        sleeping(tried) == 0
        Servers.ask(Servers.database('postgres'), "select count(*) from pg_database where datname = '$scratch'") == [0]

        cleanup:
        child?.close()
        tried?.tearDown()
    }

    private static long sleeping(DatabaseCase tried) {
        Servers.ask(Servers.database('postgres'), "select count(*) from pg_stat_activity where datname like '${tried.text('name')}\\_belay\\_%' and wait_event = 'PgSleep'")[0] as long
    }

    private static long renaming() {
        Servers.ask(Servers.database('postgres'), "select count(*) from pg_stat_activity where wait_event_type = 'Lock' and query like 'alter database % rename to %'")[0] as long
    }

    private static long waiting(DatabaseCase tried) {
        Servers.ask(tried.database(), "select count(*) from pg_stat_activity where datname = current_database() and application_name like 'belay %' and wait_event_type = 'Lock'")[0] as long
    }
}
