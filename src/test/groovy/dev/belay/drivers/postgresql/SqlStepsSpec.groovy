package dev.belay.drivers.postgresql

import dev.belay.expr.Value
import dev.belay.plan.Again
import dev.belay.plan.Prediction.Fidelity
import dev.belay.plan.WayBack
import dev.belay.engine.Bench
import dev.belay.testing.Servers
import dev.belay.value.Failure

import java.time.Duration

/** A script's own statements, and what it requires and verifies of databases. */
class SqlStepsSpec extends PostgresqlSpecification {

    private statement(String text, Map options = [:]) {
        on('sql statement/postgresql', [statement: text] + options)
    }

    def setup() {
        sql('create table people (name text)', "insert into people values ('Ada')")
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
        ask('select name from people') == ['Ada', 'Grace']
        foresee(step).fidelity() == Fidelity.UNCHANGED

        when:
        bench.action(step).accept(bench.work(step))

        then:
        ask("select to_regclass('belay_history')") == [null]
    }

    def "several statements are all done or none"() {
        when:
        bench.apply(statement("insert into people values ('Grace'); insert into nowhere values (1)"))

        then:
        def failure = thrown(Failure)
        failure.message().startsWith('sql:1: relation "nowhere" does not exist (SQLSTATE 42P01)')
        ask('select count(*) from people') == [1]
    }

    def "all rows of a query are computed, though only the first is the result"() {
        given:
        sql('create sequence counter')

        when:
        def result = bench.run(statement("select nextval('counter') from generate_series(1, 5000)"))

        then:
        result.value().get() == Value.of('1')
        ask('select last_value from counter') == [5000]
    }

    def "a check that gives many rows is told by its first"() {
        when:
        bench.apply(statement("insert into people values ('Grace')", [check: 'select true from generate_series(1, 10000000)']))

        then:
        ask('select count(*) from people') == [1]
    }

    def "a query of verify that gives more than anybody can mean is refused, and says how much may come"() {
        when:
        bench.apply(Bench.step('verify', 'verify sql/postgresql', [sql: 'select generate_series(1, 1000000000)', database: 'main']))

        then:
        def failure = thrown(Failure)
        failure.message().startsWith('a query gives too much: expected are at most 100000 rows and 16 million characters: select generate_series')
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
        foresee(on('sql statement/postgresql', [statement: 'select 1'], 'another')).way() instanceof WayBack.None
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
        bench.run(on('sql file/postgresql', [file: file.toString()]))

        then:
        ask('select name from people') == ['Grace']
        foresee(on('sql file/postgresql', [file: '/nowhere.sql'])).unmet() == ['there is no file /nowhere.sql']
    }

    def "what VACUUM needs, it gets"() {
        expect:
        foresee(statement('vacuum people')).again() == Again.ONCE
        bench.run(statement('vacuum people'))
    }

    private require(Map options) {
        Bench.step('require', 'require database/postgresql', [database: 'main'] + options)
    }

    def "required is #options: #unmet"() {
        when:
        def foreseen = foresee(require(options))

        then:
        foreseen.unmet().size() == (unmet ? 1 : 0)
        foreseen.unmet().every { it.contains(unmet) }
        foreseen.changes() == []

        when:
        def failure = Optional.empty()
        try {
            bench.apply(require(options))
        } catch (Failure e) {
            failure = Optional.of(e.message())
        }

        then:
        failure.present == !unmet.empty

        where:
        options                                    || unmet
        [:]                                        || ''
        [version: '>=10']                          || ''
        [version: '>=99']                          || ', needed is >=99'
        [extensions: ['plpgsql']]                  || ''
        [extensions: ['plpgsql', 'postgis']]       || 'has no extension postgis; let a superuser run in it: CREATE EXTENSION "postgis"'
        [empty: true]                              || 'must be empty and holds 1 table'
    }

    def "a database that does not exist is not met, and is no error"() {
        given:
        Servers.run(Servers.database('postgres'), "drop database ${database.name()} with (force)")

        expect:
        foresee(require([empty: true])).unmet() == ["there is no database $database; make it with createdb".toString()]
    }

    def "the tables of extensions do not make a database full"() {
        given:
        sql('drop table people')

        expect:
        foresee(require([empty: true])).unmet() == []
    }

    private verify(String query, Map options = [:]) {
        Bench.step('verify', 'verify sql/postgresql', [sql: query, database: 'main'] + options)
    }

    def "verified is #query #options"() {
        expect:
        bench.run(verify(query, options))

        where:
        query                          | options
        'select count(*) from people'  | [:]
        'select count(*) from people'  | [equals: 1]
        'select 1.0'                   | [equals: 1]
        'select name from people'      | [equals: 'Ada']
        'select 1 = 1'                 | [equals: true]
        'select 1 = 1'                 | [:]
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
        'select 1 where false'              | [equals: 1] || 'gives NULL, expected is 1'
        'select * from nowhere'             | [:]         || 'relation "nowhere" does not exist'
        "insert into people values ('x') returning 1" | [:] || 'cannot execute INSERT in a read-only transaction'
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

    def "waits for a database to be made"() {
        given:
        Servers.run(Servers.database('postgres'), "drop database ${database.name()} with (force)")
        def later = Thread.start {
            Servers.run(Servers.database('postgres'), "create database ${database.name()}")
        }

        expect:
        bench.run(Bench.step('verify', 'verify database/postgresql', [database: 'main', within: Duration.ofSeconds(20)]))

        cleanup:
        later.join()
    }

    def "the size of a database is told"() {
        expect:
        new PostgresqlDriver().sizeOf(resource()).get().estimate()
    }
}
