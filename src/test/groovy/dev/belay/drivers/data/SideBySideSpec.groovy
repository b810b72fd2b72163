package dev.belay.drivers.data

import com.github.luben.zstd.ZstdInputStream
import dev.belay.database.Database
import dev.belay.engine.Choices
import dev.belay.engine.Ended
import dev.belay.engine.Engine
import dev.belay.engine.Listener
import dev.belay.testing.Bench
import dev.belay.testing.Hearing
import dev.belay.testing.Mariadb
import dev.belay.testing.OtherServer
import dev.belay.value.Exit
import java.nio.file.Files
import java.nio.file.Path
import java.util.concurrent.CompletableFuture
import java.util.concurrent.CountDownLatch
import java.util.concurrent.TimeUnit
import spock.util.concurrent.PollingConditions

/** Tables, and parts of large ones, are read over several connections that see the same moment. */
class SideBySideSpec extends DataSpecification {

    /** Enough that a table is read in parts. */
    static final Map<String, String> LARGE = [
            postgresql: "insert into large select n * 3, repeat('x', 1500) from generate_series(1, 100000) n",
            mariadb   : "insert into large select seq * 3, repeat('x', 1500) from seq_1_to_100000"]

    def eventually = new PollingConditions(timeout: 60, delay: 0.02)

    def "#system gives the same rows in the same order over one connection and over three"() {
        given:
        def source = database(system, 'create table large (id int primary key, filler varchar(1500))', LARGE[system], 'create table small (id int, t varchar(9))',
                "insert into small values (1, 'a')", 'create table empty (id int primary key)', analyzed(system, 'large'))

        when:
        done("${declared('main', source)}\nexport 'main', to: '$folder/one'\nexport 'main', to: '$folder/three', connections: 3")
        def one = manifest(folder.resolve('one'))
        def three = manifest(folder.resolve('three'))

        then:
        three.tables()*.table() == one.tables()*.table()
        three.content('large').get().chunks() == one.content('large').get().chunks()
        three.content('large').get().chunks().size() > 1
        three.content('large').get().rows() == 100_000
        three.content('small').get() == one.content('small').get()
        three.content('empty').get().chunks() == []
        ids(folder.resolve('three'), 'large') == (1..100_000).collect { it * 3 }

        where:
        system << ['postgresql', 'mariadb']
    }

    def "all connections to #system see one moment, though people go on writing"() {
        given: 'somebody moves sums from one table to the other all the time'
        def source = database(system, 'create table debit (id int primary key, amount int)', 'create table credit (id int primary key, amount int)',
                'insert into debit values (1, 1000)', 'insert into credit values (1, 0)')
        def ended = new CountDownLatch(1)
        def written = new CountDownLatch(100)
        def writer = CompletableFuture.runAsync {
            server(source).connect(source).withCloseable { connection ->
                connection.autoCommit = false
                def statement = connection.createStatement()
                while (ended.count) {
                    statement.execute('update debit set amount = amount - 1')
                    statement.execute('update credit set amount = amount + 1')
                    connection.commit()
                    written.countDown()
                }
            }
        }

        when:
        written.await(60, TimeUnit.SECONDS)
        def script = (1..4).collect { "export 'main', to: '$folder/out$it', connections: 3" }.join('\n')
        exported(source, script)

        then: 'over three connections indeed'
        heard.lines == []

        and:
        (1..4).each {
            assert rows(folder.resolve("out$it"), 'debit')[0].amount + rows(folder.resolve("out$it"), 'credit')[0].amount == 1000
        }

        cleanup:
        ended?.countDown()
        writer?.get(60, TimeUnit.SECONDS)

        where:
        system << ['postgresql', 'mariadb']
    }

    def "a table of #system with #what is read in #parts"() {
        given:
        def source = database(system, "create table t ($columns, filler varchar(200))", "insert into t $rows", analyzed(system, 't'))
        def expected = ask(source, 'select count(*) from t')[0]
        def snapshot = open(source)
        def selection = Selection.of(snapshot.tables()[0])

        when:
        def made = snapshot.parts(selection, 200_000)
        def read = made.collect { part ->
            def keys = []
            snapshot.read(part) { row -> keys << (0..<2).collect { row.form(it).name() == 'NULL' ? null : new String(row.array(), row.from(it), row.to(it) - row.from(it)) } }
            keys
        }
        def whole = []
        snapshot.read(selection) { row -> whole << (0..<2).collect { row.form(it).name() == 'NULL' ? null : new String(row.array(), row.from(it), row.to(it) - row.from(it)) } }

        then:
        (made.size() > 2) == (parts == 'parts')
        made.size() < 60
        whole.size() == expected
        read.collectMany { it } == whole
        parts == 'one' || read.every { it.size() < expected * 0.8 }

        cleanup:
        snapshot?.close()

        where:
        system       | what                    | columns                              | rows                                                                                             || parts
        'mariadb'    | 'a number as its key'   | 'id int primary key'                 | "select seq, repeat('x', 200) from seq_1_to_20000"                                               || 'parts'
        'mariadb'    | 'gaps'                  | 'id bigint primary key'              | "select if(seq > 10000, seq * 1000000000, seq), repeat('x', 200) from seq_1_to_20000"            || 'parts'
        'mariadb'    | 'numbers below zero'    | 'id int primary key'                 | "select cast(seq as signed) - 10000, repeat('x', 200) from seq_1_to_20000"                                       || 'parts'
        'mariadb'    | 'the ends of a bigint'  | 'id bigint primary key'              | "select case seq when 1 then -9223372036854775808 when 2 then 9223372036854775807 else seq end, repeat('x', 200) from seq_1_to_20000" || 'parts'
        'mariadb'    | 'large unsigned numbers'| 'id bigint unsigned primary key'     | "select 18446744073709551615 - seq, repeat('x', 200) from seq_1_to_20000"                        || 'parts'
        'mariadb'    | 'two columns as its key'| 'id int, n int, primary key (n, id)' | "select seq, seq % 7, repeat('x', 200) from seq_1_to_20000"                                      || 'one'
        'mariadb'    | 'a uuid as its key'     | 'id uuid primary key'                | "select uuid(), repeat('x', 200) from seq_1_to_20000"                                            || 'one'
        'mariadb'    | 'no key'                | 'id int'                             | "select seq, repeat('x', 200) from seq_1_to_20000"                                               || 'one'
        'mariadb'    | 'no rows'               | 'id int primary key'                 | "select 1, 'x' from dual where false"                                                            || 'one'
        'postgresql' | 'a number as its key'   | 'id int primary key'                 | "select n, repeat('x', 200) from generate_series(1, 20000) n"                                    || 'parts'
        'postgresql' | 'a uuid as its key'     | 'id uuid primary key'                | "select gen_random_uuid(), repeat('x', 200) from generate_series(1, 20000) n"                    || 'parts'
        'postgresql' | 'no key'                | 'id int'                             | "select n % 7, repeat('x', 200) from generate_series(1, 20000) n"                                || 'parts'
        'postgresql' | 'no rows'               | 'id int primary key'                 | "select 1, 'x' where false"                                                                      || 'one'
    }

    def "a table of PostgreSQL 10 is read by ranges of its key, where its rows lie in that order"() {
        given:
        def server = new OtherServer('old')
        server.run('postgres', 'create table ordered (id int primary key, filler text)', "insert into ordered select n * 7 - 9000, repeat('x', 200) from generate_series(1, 20000) n",
                'create table mixed (id int primary key, filler text)', "insert into mixed select n * 7919 % 20011, repeat('x', 200) from generate_series(1, 20000) n",
                'create table texts (id text primary key, filler text)', "insert into texts select n, repeat('x', 200) from generate_series(1, 20000) n", 'analyze')
        def database = server.database('postgres', 'postgres', 'postgres')
        def source = Systems.source(database, server.connect('postgres'))

        when:
        def made = source.tables().collectEntries { [it.name(), source.parts(Selection.of(it), 200_000)] }
        def ids = made.collectEntries { name, parts -> [name, parts.collect { part ->
            def found = []
            source.read(part) { row -> found << (new String(row.array(), row.from(0), row.to(0) - row.from(0)) as int) }
            found
        }] }

        then:
        made.mixed.size() == 1
        made.texts.size() == 1
        made.ordered.size() > 5
        ids.ordered.every { it.size() < 10_000 }
        ids.ordered.collectMany { it } == (1..20_000).collect { it * 7 - 9000 }
        ids.mixed[0].toSet().size() == 20_000

        cleanup:
        source?.close()
        server?.close()
    }

    def "an account that may not lock tables of MariaDB reads over one connection, and is told"() {
        given:
        def source = database('mariadb', 'create table t (id int primary key)', 'insert into t values (1)')
        Mariadb.run(source, "create user reader", "grant select on ${source.name()}.* to reader")

        when:
        exported(source, "export 'main', to: '$folder/out', connections: 3", 'reader')

        then:
        heard.lines.size() == 1
        heard.said('reads over one connection: several in one snapshot need the tables locked for a moment, and')
        heard.said('Access denied')
        rows(folder.resolve('out'), 't')*.id == [1]

        cleanup:
        Mariadb.run(source, 'drop user if exists reader')
    }

    def "while somebody else holds a table of MariaDB it is read over one connection, and nobody waits"() {
        given:
        def source = database('mariadb', 'create table t (id int primary key)', 'insert into t values (1)')
        def other = Mariadb.connect(source)
        other.autoCommit = false
        other.createStatement().execute('insert into t values (2)')

        when:
        exported(source, "export 'main', to: '$folder/out', connections: 2")

        then:
        heard.said('reads over one connection')
        rows(folder.resolve('out'), 't')*.id == [1]

        cleanup:
        other?.close()
    }

    def "a table whose engine knows no snapshot is read whole, and named"() {
        given:
        def source = database('mariadb', 'create table t (id int primary key, filler varchar(1500)) engine = MyISAM',
                "insert into t select seq, repeat('x', 1500) from seq_1_to_1000", 'create table u (id int primary key)')

        when:
        exported(source, "export 'main', to: '$folder/out', connections: 2, tables: ['t', 'u']")
        def snapshot = open(source)

        then:
        heard.lines == ['one snapshot without t, whose engine knows none']
        manifest(folder.resolve('out')).origin().snapshot() == 'one snapshot, repeatable read, without t, whose engine knows none'
        rows(folder.resolve('out'), 't').size() == 1000
        snapshot.parts(Selection.of(snapshot.tables()[0]), 100_000).size() == 1

        cleanup:
        snapshot?.close()
    }

    def "a connection that the server refuses is done without"() {
        given:
        def source = database('postgresql', 'create table t (id int)', 'insert into t values (1)')
        run(source, "create role few_${source.name()} login connection limit 2".toString(), "grant select on t to few_${source.name()}".toString())

        when:
        exported(source, "export 'main', to: '$folder/out', connections: 5", "few_${source.name()}")

        then:
        heard.lines.size() == 1
        heard.said('has no free connection; goes on without that connection')
        rows(folder.resolve('out'), 't')*.id == [1]

        cleanup:
        run(source, "drop owned by few_${source.name()}".toString(), "drop role few_${source.name()}".toString())
    }

    def "where one connection is lost the others end, and nothing is left: #system"() {
        given:
        def source = slow(system)

        when:
        def running = begun(source, SLOW[system])
        eventually.eventually { assert readers(source).size() == 2 }
        end(source, readers(source)[0])
        def ended = running.get(60, TimeUnit.SECONDS)

        then:
        ended.exit() == Exit.FAILED
        Bench.message(ended).contains('the export of')
        nothing(source)

        where:
        system << ['postgresql', 'mariadb']
    }

    def "a stop ends all connections to #system, and leaves nothing"() {
        given:
        def source = slow(system)

        when:
        def running = begun(source, SLOW[system])
        eventually.eventually { assert readers(source).size() == 2 }
        engine.stop().ask()
        def ended = running.get(60, TimeUnit.SECONDS)

        then:
        ended.exit() == Exit.INTERRUPTED
        Bench.message(ended) =~ /stopped by the operator at slow_[ab]/
        nothing(source)

        where:
        system << ['postgresql', 'mariadb']
    }

    def "all connections to #system end when the time is over"() {
        given:
        def source = slow(system)

        when:
        def ended = begun(source, SLOW[system] + ', timeout: 1.seconds').get(60, TimeUnit.SECONDS)

        then:
        ended.exit() == Exit.FAILED
        Bench.message(ended) =~ /ended at slow_[ab] after its time was over \(1 s\)/
        nothing(source)

        where:
        system << ['postgresql', 'mariadb']
    }

    def "progress adds up over the connections"() {
        given:
        def source = database('postgresql', 'create table large (id int primary key, filler varchar(1500))', LARGE['postgresql'], 'analyze')

        when:
        exported(source, "export 'main', to: '$folder/out', connections: 3")

        then:
        heard.headways*.done() == heard.headways*.done().sort(false)
        heard.headways.every { it.what() == 'large' && it.total() == 100_000 && it.done() <= 100_000 }
    }

    private static final Map<String, String> SLOW = [
            postgresql: "{ table 'slow_*', where: 'pg_sleep(0.01) is not null' }",
            mariadb   : "{ table 'slow_*', where: 'sleep(0.01) = 0' }"]

    private final Hearing heard = new Hearing()

    @Lazy
    private Engine engine = bench.engine()

    private void exported(Database source, String steps, String user = null) {
        def declared = declared('main', source)
        def ended = bench.engine().run(bench.preview("${user ? declared.replaceFirst(/user: '.*?'/, "user: '$user'") : declared}\n$steps"), Choices.standard(), heard)
        assert Bench.message(ended) == ''
        bench.engine().accept(ended.state().run(), Listener.none())
    }

    /** Two tables of which each row takes its time, by {@link #SLOW}. */
    private Database slow(String system) {
        def rows = system == 'postgresql' ? 'select generate_series(1, 10000)' : 'select seq from seq_1_to_10000'
        database(system, 'create table slow_a (id int)', 'create table slow_b (id int)', "insert into slow_a $rows", "insert into slow_b $rows")
    }

    private CompletableFuture<Ended> begun(Database source, String rest) {
        def options = rest.contains(', timeout') ? rest.substring(rest.indexOf(', timeout')) : ''
        def preview = bench.preview("${declared('main', source)}\nexport('main', to: '$folder/out', connections: 2$options) ${rest - options}")
        CompletableFuture.supplyAsync { engine.run(preview, Choices.standard(), heard) }
    }

    /** The numbers of the server's processes that read. */
    private static List<Object> readers(Database source) {
        source.product() == Database.Product.POSTGRESQL
                ? ask(source, "select pid from pg_stat_activity where datname = '${source.name()}' and query like 'copy %'")
                : ask(source, "select id from information_schema.processlist where db = '${source.name()}' and info like 'select `id` from%'")
    }

    private static void end(Database source, Object process) {
        run(source, source.product() == Database.Product.POSTGRESQL ? "select pg_terminate_backend($process)" : "kill $process")
    }

    /** Neither files nor connections are left. */
    private void nothing(Database source) {
        assert !Files.exists(folder.resolve('out'))
        assert !Files.exists(folder.resolve('out.unfinished'))
        eventually.eventually { assert readers(source) == [] }
    }

    /** The first column of all rows, a chunk at a time. */
    private static List<Integer> ids(Path export, String table) {
        manifest(export).content(table).get().chunks().collectMany { chunk ->
            new ZstdInputStream(Files.newInputStream(export.resolve(chunk.file()))).withReader('UTF-8') { reader ->
                reader.readLines().collect { it.substring(6, it.indexOf(',')) as int }
            }
        }
    }

    private static String analyzed(String system, String table) {
        system == 'postgresql' ? 'analyze' : "analyze table $table"
    }
}
