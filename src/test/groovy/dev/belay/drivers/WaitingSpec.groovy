package dev.belay.drivers

import dev.belay.database.Database
import dev.belay.engine.Choices
import dev.belay.engine.Ended
import dev.belay.plan.Preview
import dev.belay.testing.Bench
import dev.belay.testing.Door
import dev.belay.testing.Hearing
import dev.belay.testing.Mariadb
import dev.belay.testing.Servers
import dev.belay.value.Exit
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres
import java.nio.file.Path
import java.sql.Connection
import java.util.concurrent.CompletableFuture
import java.util.concurrent.TimeUnit
import spock.lang.AutoCleanup
import spock.lang.Specification
import spock.lang.TempDir
import spock.util.concurrent.PollingConditions

/** Where a server takes no connection for now, a run waits for it and says so; a preview does not wait. */
class WaitingSpec extends Specification {

    @TempDir
    Path folder

    @Lazy
    Bench bench = new Bench(folder)

    @AutoCleanup
    Holders holders = new Holders()

    def heard = new Hearing()
    def eventually = new PollingConditions(timeout: 60, delay: 0.02)

    def "a server without a free connection is waited for: PostgreSQL"() {
        given:
        def server = EmbeddedPostgres.builder().setServerConfig('max_connections', '4').setServerConfig('superuser_reserved_connections', '0')
                .setServerConfig('max_wal_senders', '0').setServerConfig('fsync', 'off').start()
        def preview = bench.preview("database 'main', postgresql: 'localhost:$server.port/postgres', user: 'postgres'\nsql 'main', statement: 'create table made (id int)'")
        holders.fill { server.postgresDatabase.connection }

        when:
        def running = begun(preview)
        eventually.eventually { assert heard.said('has no free connection; waits for it') }
        holders.close()

        then:
        running.get(60, TimeUnit.SECONDS).exit() == Exit.DONE

        cleanup:
        server?.close()
    }

    def "a server without a free connection is waited for: MariaDB"() {
        given:
        def database = Mariadb.freshDatabase()
        def preview = bench.preview("database 'main', mariadb: '${Mariadb.address(database)}', user: '$Mariadb.TRUSTED'\nsql 'main', statement: 'create table made (id int)'")
        def most = Mariadb.ask(database, 'select @@global.max_connections')[0]
        Mariadb.run(database, 'set global max_connections = 10')
        holders.fill { Mariadb.connect(database) }

        when:
        def running = begun(preview)
        eventually.eventually { assert heard.said('has no free connection; waits for it') }
        holders.close()

        then:
        running.get(60, TimeUnit.SECONDS).exit() == Exit.DONE

        cleanup:
        holders.close()
        Mariadb.run(database, "set global max_connections = $most")
        Mariadb.drop(database)
    }

    def "a server that #is is waited for"() {
        given:
        def database = Servers.freshDatabase()
        def door = new Door(Servers.postgres.port)
        door.listen(false)
        def preview = bench.preview("database 'main', postgresql: 'localhost:$door.port/${database.name()}', user: 'postgres'\nsql 'main', statement: 'create table made (id int)'")
        starting ? door.listen(true) : door.close()

        when:
        def running = begun(preview)
        eventually.eventually { assert heard.said(words) }
        door.listen(false)

        then:
        running.get(60, TimeUnit.SECONDS).exit() == Exit.DONE
        Servers.ask(database, "select to_regclass('made')::text") == ['made']

        cleanup:
        door?.close()
        Servers.drop([database.name()])

        where:
        is                | starting || words
        'is starting'     | true     || 'is starting up or shutting down; waits for it'
        'does not listen' | false    || 'connection refused; waits for it'
    }

    def "an operator need not wait"() {
        given:
        def door = new Door(Servers.postgres.port)
        def preview = bench.preview("database 'main', postgresql: 'localhost:$door.port/x', user: 'postgres'\nsql 'main', statement: 'select 1'")
        def engine = bench.engine()

        when:
        def running = CompletableFuture.supplyAsync { engine.run(preview, Choices.standard(), heard) }
        eventually.eventually { assert heard.said('waits for it') }
        engine.stop().ask()

        then:
        running.get(30, TimeUnit.SECONDS).exit() == Exit.INTERRUPTED
    }

    def "a preview waits for nothing"() {
        given:
        def door = new Door(Servers.postgres.port)
        def begun = System.nanoTime()

        when:
        def preview = bench.preview("database 'main', postgresql: 'localhost:$door.port/x', user: 'postgres'\nexport 'main', to: '$folder/out'")

        then:
        preview.predictions()[0].notes()*.text().join().contains('connection refused') || preview.toString().contains('connection refused')
        System.nanoTime() - begun < TimeUnit.SECONDS.toNanos(50)
    }

    private CompletableFuture<Ended> begun(Preview preview) {
        CompletableFuture.supplyAsync { bench.engine().run(preview, Choices.standard(), heard) }
    }

    /** Connections that take all places of a server. */
    private static class Holders implements AutoCloseable {

        private final List<Connection> held = []

        void fill(Closure<Connection> connect) {
            try {
                while (held.size() < 1000) {
                    held << connect()
                }
            } catch (java.sql.SQLException full) {
                assert full.message =~ /(?i)too many/
            }
        }

        @Override
        void close() {
            held*.close()
            held.clear()
        }
    }
}
