package dev.belay.drivers.postgresql

import dev.belay.driver.Standing
import dev.belay.plan.Again
import dev.belay.plan.Prediction.Fidelity
import dev.belay.plan.WayBack
import dev.belay.testing.Servers
import dev.belay.value.Failure

/** Ordered SQL files: one file, one transaction, one row that tells of it. */
class MigrateSqlSpec extends PostgresqlSpecification {

    private migrate(Map options = [:]) {
        on('migrate sql/postgresql', [sql: "$folder/sql"] + options)
    }

    private Map<String, String> history() {
        Servers.ask(database, "select file || '=' || state from belay_history order by file").collectEntries { (it as String).split('=') as List }
    }

    def "files are applied in the order of their whole names, and once"() {
        given:
        write('sql/2024-01-02-b.sql', "insert into log select 'b'")
        write('sql/2024-01-02-a.sql', 'create table log (entry text, id serial)')
        write('sql/2023-12-31-z.sql', 'create schema first')
        write('sql/README', 'no SQL')

        when:
        def foreseen = foresee(migrate())

        then:
        foreseen.unmet() == []
        foreseen.fidelity() == Fidelity.PREDICTED
        foreseen.again() == Again.IDEMPOTENT
        changes(foreseen) == ['+ table belay_history in ' + database.name(),
                              '+ 2023-12-31-z.sql', '+ 2024-01-02-a.sql', '+ 2024-01-02-b.sql']
        ask("select to_regclass('belay_history')") == [null]

        when:
        bench.run(migrate())

        then:
        ask('select entry from log') == ['b']
        history() == ['2023-12-31-z.sql': 'applied', '2024-01-02-a.sql': 'applied', '2024-01-02-b.sql': 'applied']
        foresee(migrate()).fidelity() == Fidelity.UNCHANGED

        when:
        write('sql/2024-02-01.sql', "insert into log select 'c'")
        bench.run(migrate())

        then:
        ask('select entry from log order by id') == ['b', 'c']
    }

    def "the way back is the backup of an earlier step, and without one there is none"() {
        given:
        write('sql/1.sql', 'create table a ()')

        expect:
        foresee(migrate()).way() instanceof WayBack.None

        when:
        def way = bench.foresee(on('backup/postgresql', [to: "$folder/backup"]), migrate())[1].way()

        then:
        (way as WayBack.Steps).deeds()*.form() == ['restore/postgresql']
    }

    def "it stops at the first error with file, line and statement; that file changed nothing"() {
        given:
        write('sql/1.sql', 'create table a ()')
        write('sql/2.sql', "create table b ();\n\n-- now\ncreate table a ();")
        write('sql/3.sql', 'create table c ()')

        when:
        bench.apply(migrate())

        then:
        def failure = thrown(Failure)
        failure.message() == '2.sql:4: relation "a" already exists (SQLSTATE 42P07) in: create table a ();'.replace(';', '') +
                '; the file was rolled back, the files before it stay applied'
        history() == ['1.sql': 'applied']
        ask("select to_regclass('b')") == [null]
        ask("select to_regclass('c')") == [null]
        changes(foresee(migrate())) == ['+ 2.sql', '+ 3.sql']
    }

    def "a file that finds its things there counts as applied only where the script accepts that error"() {
        given:
        sql('create table a ()')
        write('sql/1.sql', "create table made_before_the_error ();\ncreate table a ()")
        write('sql/2.sql', 'create table b ()')

        when:
        def result = bench.run(migrate(accept: ['42701', '42P07']))

        then:
        history() == ['1.sql': 'present', '2.sql': 'applied']
        ask("select to_regclass('made_before_the_error')") == [null]
        result.remarks() == ['1.sql was there already (42P07): rolled back, recorded']
    }

    def "files up to the baseline count as applied and are not run"() {
        given:
        write('sql/1.sql', 'this would fail')
        write('sql/2.sql', 'this too')
        write('sql/3.sql', 'create table c ()')

        when:
        bench.run(migrate(baseline: '2.sql'))

        then:
        history() == ['1.sql': 'baseline', '2.sql': 'baseline', '3.sql': 'applied']
    }

    def "an applied file that was changed is named before anything runs"() {
        given:
        write('sql/1.sql', 'create table a ()')
        bench.run(migrate())
        write('sql/1.sql', 'create table a (id int)')
        write('sql/2.sql', 'create table b ()')

        when:
        bench.apply(migrate())

        then:
        def failure = thrown(Failure)
        failure.message().startsWith('1.sql is not the file that was applied')
        ask("select to_regclass('b')") == [null]
        foresee(migrate()).unmet().size() == 1
    }

    def "what cannot run is said before anything runs: #content"() {
        given:
        write('sql/1.sql', 'create table a ()')
        write('sql/2.sql', content)

        expect:
        foresee(migrate()).unmet() == [unmet]

        where:
        content               || unmet
        'select 1;\ncommit;'  || '2.sql:2: a file is one transaction, so it cannot hold COMMIT'
        '\\connect other'     || "2.sql:1: '\\connect' is a command of psql and no SQL"
        "select 'x"           || '2.sql:1: the string that begins here does not end'
    }

    def "a file whose statements cannot run in a transaction runs alone, marked before and after"() {
        given:
        write('sql/1.sql', 'create table a (id int)')
        write('sql/2.sql', 'create index concurrently i on a (id); vacuum a')

        expect:
        foresee(migrate()).again() == Again.ONCE

        when:
        bench.run(migrate())

        then:
        history() == ['1.sql': 'applied', '2.sql': 'applied']
        ask("select to_regclass('i') is not null") == [true]
    }

    def "a file that was begun outside of a transaction and not ended is for a person"() {
        given:
        write('sql/1.sql', 'vacuum')
        bench.run(migrate())
        sql("update belay_history set state = 'begun', run = 'app-0000'")

        expect:
        foresee(migrate()).unmet()[0].contains('1.sql was begun by run app-0000 and nobody knows its end')

        when: 'this run itself began it'
        sql("update belay_history set run = 'app-7f3a'")

        then:
        foresee(migrate()).unmet() == []
        changes(foresee(migrate())) == ['+ 1.sql']
    }

    def "what a file sets does not reach the next, nor its history"() {
        given:
        write('sql/1.sql', "create schema s; select pg_catalog.set_config('search_path', '', false); create table public.a ()")
        write('sql/2.sql', 'create table b ()')

        when:
        bench.run(migrate())

        then:
        ask("select to_regclass('public.b') is not null") == [true]
        history().size() == 2
    }

    def "a file with the data of COPY, and one in its own BEGIN and COMMIT"() {
        given:
        write('sql/1.sql', "begin;\ncreate table a (id int, name text);\ncopy a from stdin;\n1\tx;'\n2\t\\N\n\\.\nupdate a set id = id + 1;\ncommit;\n")

        when:
        bench.run(migrate())

        then:
        ask('select id from a order by id') == [2, 3]
        ask('select name from a order by id') == ["x;'", null]
    }

    def "a statement of a killed attempt that the server still runs is ended first"() {
        given:
        write('sql/1.sql', 'create table a ()')
        def lost = Servers.connect(database)
        lost.createStatement().execute("set application_name = 'belay app-7f3a'")
        lost.autoCommit = false
        lost.createStatement().execute('create table a ()')

        when:
        bench.run(migrate())

        then:
        !lost.isValid(5)
        history() == ['1.sql': 'applied']

        cleanup:
        lost?.close()
    }

    def "a folder without files, and a database that is not there, are said"() {
        expect:
        foresee(migrate()).unmet() == ["there are no .sql files in $folder/sql".toString()]

        when:
        write('sql/1.sql', 'select 1')
        Servers.run(Servers.database('postgres'), "drop database ${database.name()} with (force)")

        then:
        foresee(migrate()).unmet() == ["there is no database $database".toString()]
    }

    def "accept: takes SQLSTATEs"() {
        when:
        bench.action(migrate(accept: ['already exists']))

        then:
        thrown(Failure)
    }
}
