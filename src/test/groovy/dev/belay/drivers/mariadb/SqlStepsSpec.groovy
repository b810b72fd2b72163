package dev.belay.drivers.mariadb

import dev.belay.engine.Bench
import dev.belay.expr.Value
import dev.belay.plan.Again
import dev.belay.plan.Prediction.Fidelity
import dev.belay.plan.WayBack
import dev.belay.testing.Mariadb
import dev.belay.value.Failure

import java.time.Duration

/** A script's own statements, and what it requires and verifies of databases. */
class SqlStepsSpec extends MariadbSpecification {

    private statement(String text, Map options = [:]) {
        on('sql statement/mariadb', [statement: text] + options)
    }

    def setup() {
        sql('create table people (name varchar(20))', "insert into people values ('Ada')")
    }

    def "a statement is shown and not guessed at; it happens once, and its row is gone after accept"() {
        given:
        def step = statement("insert into people values ('Grace')")

        when:
        def foreseen = foresee(step)
        bench.run(step)
        bench.apply(step)

        then:
        foreseen.fidelity() == Fidelity.OPAQUE
        foreseen.again() == Again.TRANSACTIONAL
        foreseen.notes()*.text().contains("insert into people values ('Grace')")
        ask('select name from people order by 1') == ['Ada', 'Grace']
        foresee(step).fidelity() == Fidelity.UNCHANGED

        when:
        2.times { bench.action(step).accept(bench.work(step)) }

        then:
        ask("select count(*) from information_schema.tables where table_schema = database() and table_name = 'belay_history'") == [0]
    }

    def "several statements are all done or none, where none commits by itself"() {
        when:
        bench.apply(statement("insert into people values ('Grace'); insert into nowhere values (1)"))

        then:
        def failure = thrown(Failure)
        failure.message().contains("nowhere' doesn't exist (1146, SQLSTATE 42S02) in: insert into nowhere values (1); all of it was rolled back")
        ask('select count(*) from people') == [1]
    }

    def "where one commits by itself they go one by one, and on where they broke off"() {
        given:
        def step = statement("insert into people values ('Grace'); alter table people add id int; insert into nowhere values (1)")

        when:
        def foreseen = foresee(step)
        bench.apply(step)

        then:
        thrown(Failure)
        foreseen.again() == Again.IDEMPOTENT
        foreseen.notes()*.text().contains('not in one transaction: where a statement fails, those before it stay')
        ask('select count(*) from people') == [2]

        when:
        sql('create table nowhere (id int)')
        bench.run(step)

        then:
        ask('select count(*) from people') == [2]
        ask('select id from nowhere') == [1]
    }

    def "the result is the first column of the first row"() {
        expect:
        bench.run(statement('select count(*), 7 from people')).value().get() == Value.of('1')
    }

    def "its way back is undo:, else the backup"() {
        given:
        def step = statement("insert into people values ('Grace')", [undo: "delete from people where name = 'Grace'"])
        def foreseen = foresee(step)
        bench.run(step)

        when:
        bench.takeBack(foreseen)

        then:
        ask('select name from people') == ['Ada']
        foresee(on('sql statement/mariadb', [statement: 'select 1'], 'another')).way() instanceof WayBack.None
    }

    def "where the check is true nothing is done"() {
        when:
        def result = bench.run(statement("insert into people values ('Ada')", [check: "select count(*) from people where name = 'Ada'"]))

        then:
        ask('select count(*) from people') == [1]
        result.remarks() == ['it was done already, says the check']
    }

    def "a file of statements"() {
        given:
        def file = write('fix.sql', "update people set name = 'Grace';\n")

        when:
        bench.run(on('sql file/mariadb', [file: file.toString()]))

        then:
        ask('select name from people') == ['Grace']
        foresee(on('sql file/mariadb', [file: '/nowhere.sql'])).unmet() == ['there is no file /nowhere.sql']
    }

    private require(Map options) {
        Bench.step('require', 'require database/mariadb', [database: 'main'] + options)
    }

    def "required is #options: #unmet"() {
        when:
        def foreseen = foresee(require(options))

        then:
        foreseen.unmet().size() == (unmet ? 1 : 0)
        foreseen.unmet().every { it.contains(unmet) }
        foreseen.changes() == []

        where:
        options             || unmet
        [:]                 || ''
        [version: '>=10.3'] || ''
        [version: '>=99']   || ', needed is >=99'
        [empty: true]       || 'must be empty and holds 1 table'
    }

    def "a database that does not exist is not met, and is no error"() {
        given:
        Mariadb.drop(database)

        expect:
        foresee(require([empty: true])).unmet() == ["there is no database $database that 'belay' may see; make it with CREATE DATABASE, or grant rights on it".toString()]
    }

    private verify(String query, Map options = [:]) {
        Bench.step('verify', 'verify sql/mariadb', [sql: query, database: 'main'] + options)
    }

    def "verified is #query #options"() {
        expect:
        bench.run(verify(query, options))

        where:
        query                         | options
        'select count(*) from people' | [:]
        'select count(*) from people' | [equals: 1]
        'select 1.0'                  | [equals: 1]
        'select name from people'     | [equals: 'Ada']
        'select 1 = 1'                | [equals: true]
        'select 1 = 2'                | [equals: false]
    }

    def "not verified is #query #options"() {
        when:
        bench.apply(verify(query, options))

        then:
        def failure = thrown(Failure)
        failure.message().contains(message)

        where:
        query                               | options     || message
        'select count(*) from people'       | [equals: 2] || 'select count(*) from people gives 1, expected is 2'
        'select 0'                          | [:]         || 'gives 0, expected is true'
        'select null'                       | [:]         || 'gives NULL, expected is true'
        'select 1 from people where 1 = 0'  | [equals: 1] || 'gives NULL, expected is 1'
        'select * from nowhere'             | [:]         || "nowhere' doesn't exist"
        "insert into people values ('x')"   | [:]         || 'Cannot execute statement in a READ ONLY transaction'
    }

    def "asks until it holds"() {
        given:
        def later = Thread.start {
            sql("insert into people values ('Grace')")
        }

        expect:
        bench.run(verify('select count(*) from people', [equals: 2, within: Duration.ofSeconds(20)]))

        cleanup:
        later.join()
    }

    def "the size of a database is told"() {
        expect:
        new MariadbDriver().sizeOf(resource()).get().estimate()
    }

    def "a wrong password is named by its secret and never shown, and so is a server that is not there"() {
        given:
        def wrong = new Bench(folder.resolve('wrong'), [new MariadbDriver()], [PASSWORD: 'not-the-password'], [resource()])
        def nowhere = bench(mariadb: '127.0.0.1:1/x')

        expect:
        wrong.foresee(require([:]))[0].unmet().any { it.contains('correct the secret PASSWORD') && !it.contains('not-the-password') }
        nowhere.foresee(require([:]))[0].notes()*.text().any { it.contains('cannot connect to MariaDB on 127.0.0.1:1') }

        cleanup:
        wrong?.close()
        nowhere?.close()
    }

    def "a database is reached over the server's socket too"() {
        given:
        bench = bench(mariadb: "${Mariadb.server.socket()}/${database.name()}")

        expect:
        bench.run(verify('select count(*) from people', [equals: 1]))
    }
}
