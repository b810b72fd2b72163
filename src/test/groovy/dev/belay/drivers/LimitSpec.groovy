package dev.belay.drivers

import com.sun.net.httpserver.HttpServer
import dev.belay.database.Database
import dev.belay.engine.Choices
import dev.belay.engine.Ended
import dev.belay.engine.Engine
import dev.belay.engine.Listener
import dev.belay.plan.Step
import dev.belay.testing.Bench
import dev.belay.testing.Servers
import dev.belay.value.Exit
import spock.lang.Specification
import spock.lang.TempDir
import spock.util.concurrent.PollingConditions

import java.nio.file.Files
import java.nio.file.Path
import java.util.concurrent.CompletableFuture
import java.util.concurrent.CountDownLatch
import java.util.concurrent.TimeUnit

/** Statements and archives end when their time is over, and at the first Ctrl-C; neither leaves anything behind. */
class LimitSpec extends Specification {

    static final long LARGE = 20_000_000_000

    @TempDir
    Path folder

    Bench bench
    Database database
    def eventually = new PollingConditions(timeout: 60, delay: 0.02)

    def setup() {
        bench = new Bench(Files.createDirectory(folder.resolve('bench')))
    }

    def cleanup() {
        database && Servers.drop([database.name()])
    }

    def "statements end when their time is over: #step"() {
        when:
        def ended = bench.run(bench.preview(inDatabase(step, ', timeout: 1.seconds')))

        then:
        ended.exit() == Exit.FAILED
        Bench.message(ended) =~ /ended at .*:2 after its time was over \(1 s\)/
        Servers.ask(database, "select to_regclass('made')") == [null]
        !sleeping()
        ended.state().steps()[0].ended().get().remarks().any { it.startsWith('data: unchanged by this step') }

        where:
        step << ['sql', 'migrate']
    }

    def "the first Ctrl-C ends statements, and they can be done again: #step"() {
        given:
        def preview = bench.preview(inDatabase(step))
        def engine = bench.engine()

        when:
        def running = CompletableFuture.supplyAsync { engine.run(preview, Choices.standard(), Listener.none()) }
        eventually.eventually { assert sleeping() }
        engine.stop().ask()
        def ended = running.get(30, TimeUnit.SECONDS)

        then:
        ended.exit() == Exit.INTERRUPTED
        Bench.message(ended) =~ /stopped by the operator at .*:2/
        Servers.ask(database, "select to_regclass('made')") == [null]
        !sleeping()

        where:
        step << ['sql', 'migrate']
    }

    def "a statement that no transaction holds is not ended by the first Ctrl-C, but when its time is over"() {
        given:
        database = Servers.freshDatabase()
        Servers.run(database, 'create table people (name text)')
        def holder = Servers.connect(database)
        holder.autoCommit = false
        holder.createStatement().execute('lock table people in share row exclusive mode')
        def preview = bench.preview("${declared()}\nsql 'main', statement: 'create index concurrently names on people (name)', timeout: 2.seconds")
        def engine = bench.engine()

        when:
        def running = CompletableFuture.supplyAsync { engine.run(preview, Choices.standard(), Listener.none()) }
        eventually.eventually { assert Servers.ask(database, "select count(*) from pg_stat_activity where wait_event_type = 'Lock' and query like 'create index%'")[0] == 1 }
        holder.rollback()

        then:
        running.get(30, TimeUnit.SECONDS).exit() == Exit.DONE

        cleanup:
        holder?.close()
    }

    def "a backup of files ends #how, and leaves no part of itself"() {
        given:
        large(folder.resolve('data/large'))
        def preview = bench.preview("backup files: ['$folder/data'], to: '$folder/backup'$options")
        def engine = bench.engine()

        when:
        def running = CompletableFuture.supplyAsync { engine.run(preview, Choices.standard(), Listener.none()) }
        if (stop) {
            eventually.eventually { assert folder.resolve('backup').toFile().list()?.any { it.endsWith('.part') } }
            engine.stop().ask()
        }
        def ended = running.get(60, TimeUnit.SECONDS)

        then:
        ended.exit() == exit
        Bench.message(ended).contains("$message $folder/data$where")
        folder.resolve('backup').toFile().list().length == 0

        where: 'a stop may come before the large file is reached'
        how                      | options                | stop  || exit             | message                      | where
        'when its time is over'  | ', timeout: 1.seconds' | false || Exit.FAILED      | 'ended at'                   | '/large'
        'at the first Ctrl-C'    | ''                     | true  || Exit.INTERRUPTED | 'stopped by the operator at' | ''
    }

    def "a restore of files ends #how, and replaces nothing"() {
        given: 'an archive whose unpacking takes longer than that'
        large(folder.resolve('data/large'), 1_000_000_000)
        Files.writeString(folder.resolve('data/a'), 'old')
        def made = bench.run(bench.preview("backup files: ['$folder/data'], to: '$folder/backup'"))
        bench.close(made)
        def archive = made.state().steps()[0].value().get().text()
        Files.writeString(folder.resolve('data/a'), 'new')
        def preview = bench.preview("restore files: '$archive'$options")
        def engine = bench.engine()

        when:
        def running = CompletableFuture.supplyAsync { engine.run(preview, Choices.standard(), Listener.none()) }
        if (stop) {
            eventually.eventually { assert folder.toFile().list().any { it.startsWith('data.new-') } }
            engine.stop().ask()
        }
        def ended = running.get(60, TimeUnit.SECONDS)

        then:
        ended.exit() == exit
        Bench.message(ended).contains(message)
        Files.readString(folder.resolve('data/a')) == 'new'

        where:
        how                      | options                  | stop  || exit             | message
        'when its time is over'  | ', timeout: 0.1.seconds' | false || Exit.FAILED      | 'after its time was over'
        'at the first Ctrl-C'    | ''                       | true  || Exit.INTERRUPTED | 'stopped by the operator at'
    }

    def "a download ends at the first Ctrl-C although the server is silent, and what came stays for a resume"() {
        given:
        def server = HttpServer.create(new InetSocketAddress(InetAddress.loopbackAddress, 0), 0)
        def over = new CountDownLatch(1)
        server.createContext('/') { exchange ->
            exchange.sendResponseHeaders(200, 100)
            exchange.responseBody.write(new byte[50])
            exchange.responseBody.flush()
            over.await()
            exchange.close()
        }
        server.start()
        def preview = bench.preview("download 'http://127.0.0.1:$server.address.port/app', to: '$folder/app', sha256: '${'a' * 64}'")
        def engine = bench.engine()

        when:
        def running = CompletableFuture.supplyAsync { engine.run(preview, Choices.standard(), Listener.none()) }
        eventually.eventually { assert parts()*.length() == [50] }
        engine.stop().ask()
        def ended = running.get(30, TimeUnit.SECONDS)

        then:
        ended.exit() == Exit.INTERRUPTED
        Bench.message(ended).contains('stopped by the operator at http://127.0.0.1')
        parts()*.length() == [50]

        cleanup:
        over.countDown()
        server?.stop(0)
    }

    private List<File> parts() {
        folder.toFile().listFiles().findAll { it.file && it.name.startsWith('app') }
    }

    /** A file without a byte on the disk. */
    private static void large(Path file, long size = LARGE) {
        Files.createDirectories(file.parent)
        new RandomAccessFile(file.toFile(), 'rw').withCloseable { it.length = size }
    }

    private String inDatabase(String step, String options = '') {
        database = Servers.freshDatabase()
        def statements = 'create table made (id integer);\nselect pg_sleep(600);\n'
        if (step == 'sql') {
            return "${declared()}\nsql 'main', statement: '''$statements'''$options"
        }
        Files.createDirectories(folder.resolve('sql'))
        Files.writeString(folder.resolve('sql/1.sql'), statements)
        "${declared()}\nmigrate 'main', sql: '$folder/sql'$options"
    }

    private String declared() {
        "database 'main', postgresql: '${Servers.address(database)}', user: 'postgres', password: 'postgres'"
    }

    private boolean sleeping() {
        Servers.ask(database, "select count(*) from pg_stat_activity where datname = current_database() and query like '%pg_sleep(600)%' and state = 'active' and pid <> pg_backend_pid()")[0] == 1
    }
}
