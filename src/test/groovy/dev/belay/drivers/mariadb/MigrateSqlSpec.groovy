package dev.belay.drivers.mariadb

import dev.belay.driver.Standing
import dev.belay.plan.Again
import dev.belay.plan.Prediction.Fidelity
import dev.belay.plan.WayBack
import dev.belay.testing.Mariadb
import dev.belay.value.Failure

/** Ordered SQL files, recorded statement by statement, since the server commits changes of the schema by itself. */
class MigrateSqlSpec extends MariadbSpecification {

    private migrate(Map options = [:]) {
        on('migrate sql/mariadb', [sql: "$folder/sql"] + options)
    }

    private Map<String, String> history() {
        ask("select concat(file, '=', state, ' ', done) from belay_history order by file").collectEntries { (it as String).split('=') as List }
    }

    def "files are applied in the order of their whole names, and once"() {
        given:
        write('sql/2024-01-02-b.sql', "insert into log (entry) select 'b'")
        write('sql/2024-01-02-a.sql', 'create table log (entry text, id int auto_increment primary key)')
        write('sql/README', 'no SQL')

        when:
        def foreseen = foresee(migrate())

        then:
        foreseen.unmet() == []
        foreseen.fidelity() == Fidelity.PREDICTED
        foreseen.again() == Again.IDEMPOTENT
        changes(foreseen) == ['+ table belay_history in ' + database.name(), '+ 2024-01-02-a.sql', '+ 2024-01-02-b.sql']
        tables() == []

        when:
        bench.run(migrate())

        then:
        ask('select entry from log') == ['b']
        history() == ['2024-01-02-a.sql': 'applied 1', '2024-01-02-b.sql': 'applied 1']
        foresee(migrate()).fidelity() == Fidelity.UNCHANGED

        when:
        write('sql/2024-02-01.sql', "insert into log (entry) select 'c'")
        bench.run(migrate())

        then:
        ask('select entry from log order by id') == ['b', 'c']
    }

    def "the preview says what a failure leaves, and where the way back is"() {
        given:
        write('sql/1.sql', 'create table a (id int)')

        expect:
        foresee(migrate()).way() instanceof WayBack.None
        foresee(migrate()).notes()*.text().any { it.contains('those before it stay, and past here nothing leads back but a backup') }
    }

    def "a failure in the third statement leaves one and two, and a resume goes on there"() {
        given:
        sql('create table people (name varchar(20) primary key)', "insert into people values ('Ada')")
        write('sql/1.sql', "create table towns (name text);\ninsert into people values ('Grace');\ninsert into people values ('Ada');\ncreate table streets (name text)")

        when:
        bench.apply(migrate())

        then:
        def failure = thrown(Failure)
        failure.message() == "1.sql:3: Duplicate entry 'Ada' for key 'PRIMARY' (1062, SQLSTATE 23000) in: insert into people values ('Ada');" +
                ' the 2 statements before it stay applied, and a resume goes on at this one'
        history() == ['1.sql': 'begun 2']
        tables() == ['people', 'towns']

        when:
        sql("delete from people where name = 'Ada'")
        def again = foresee(migrate())
        bench.run(migrate())

        then:
        again.notes()*.text().contains('1.sql goes on at statement 3: the history says that the 2 before it are done')
        history() == ['1.sql': 'applied 4']
        ask('select name from people order by name') == ['Ada', 'Grace']
        tables() == ['people', 'streets', 'towns']
    }

    def "the failed statement may be mended in the file; those that were applied may not be changed"() {
        given:
        write('sql/1.sql', 'create table a (id int);\ncreate tabel b (id int);')
        try {
            bench.apply(migrate())
        } catch (Failure expected) {
            assert expected.message().contains('1.sql:2')
        }

        when:
        write('sql/1.sql', 'create table a (id bigint);\ncreate table b (id int);')

        then:
        foresee(migrate()).unmet() == ['the first 1 statements of 1.sql are not those that were applied; bring them back, and change only what comes behind them']

        when:
        write('sql/1.sql', 'create table a (id int);\ncreate table b (id int);')
        bench.run(migrate())

        then:
        tables() == ['a', 'b']
        history() == ['1.sql': 'applied 2']
    }

    def "settings of the session are made again where a file goes on"() {
        given:
        write('sql/1.sql', "set @name = 'Ada';\ncreate table a (name text);\ninsert into nowhere values (1);\ninsert into a values (@name)")
        try {
            bench.apply(migrate())
        } catch (Failure expected) {
            assert expected.message().contains('1.sql:3')
        }

        when:
        sql('create table nowhere (id int)')
        bench.run(migrate())

        then:
        ask('select name from a') == ['Ada']
    }

    def "what was about to run when Belay was killed is told by the schema: #schema, #kind"() {
        given: 'a history as a kill leaves it'
        write('sql/1.sql', "create table a (id int);\n$second;\n")
        def intended = foresee(migrate())
        bench.run(migrate())
        def before = ask(DatabaseFacts.Schema.sql(database))[0]
        sql('drop table if exists b', "update belay_history set state = 'begun', done = 1, running = 2, kind = '$kind', sha256 = '${prefix()}', schema_before = ${schema == 'changed' ? "'other'" : 'null'}, run = '$run'")
        if (schema == 'as before') {
            def now = ask(DatabaseFacts.Schema.sql(database))[0]
            sql("update belay_history set schema_before = '$now'")
        }

        expect:
        bench.standing(migrate(), intended) == standing
        foresee(migrate()).unmet().size() == unmet

        where:
        second                      | kind         | schema      | run        || standing          | unmet
        'create table b (id int)'   | 'SCHEMA'     | 'as before' | 'app-7f3a' || Standing.PARTIAL  | 0
        'create table b (id int)'   | 'SCHEMA'     | 'changed'   | 'app-7f3a' || Standing.PARTIAL  | 0
        'analyze table a'           | 'REPEATABLE' | 'unknown'   | 'app-7f3a' || Standing.PARTIAL  | 0
        "execute immediate 'do 1'"  | 'UNKNOWN'    | 'as before' | 'app-7f3a' || Standing.UNKNOWN  | 0
        "execute immediate 'do 1'"  | 'UNKNOWN'    | 'as before' | 'app-0000' || Standing.UNKNOWN  | 1
        "execute immediate 'do 1'"  | 'UNKNOWN'    | 'changed'   | 'app-0000' || Standing.PARTIAL  | 0
    }

    private String prefix() {
        ScriptFile.read('x', new ByteArrayInputStream('create table a (id int);'.bytes), database).sha256()
    }

    def "a statement that finds its thing there counts as applied only where the script accepts that error"() {
        given:
        sql('create table a (id int)')
        write('sql/1.sql', 'create table a (id int);\nalter table a add column name text;\ncreate index i on a (id)')

        when:
        def result = bench.run(migrate(accept: ['1050', '1061']))

        then:
        history() == ['1.sql': 'applied 3']
        result.remarks() == ['1.sql:1 was done already (1050)']
        ask("select column_name from information_schema.columns where table_schema = database() and table_name = 'a' order by 1") == ['id', 'name']
    }

    def "files up to the baseline count as applied and are not run"() {
        given:
        write('sql/1.sql', 'this would fail')
        write('sql/2.sql', 'this too')
        write('sql/3.sql', 'create table c (id int)')

        when:
        bench.run(migrate(baseline: '2.sql'))

        then:
        history() == ['1.sql': 'baseline 1', '2.sql': 'baseline 1', '3.sql': 'applied 1']
    }

    def "an applied file that was changed is named before anything runs"() {
        given:
        write('sql/1.sql', 'create table a (id int)')
        bench.run(migrate())
        write('sql/1.sql', 'create table a (id bigint)')
        write('sql/2.sql', 'create table b (id int)')

        when:
        bench.apply(migrate())

        then:
        def failure = thrown(Failure)
        failure.message().startsWith('1.sql is not the file that was applied')
        tables() == ['a']
        foresee(migrate()).unmet().size() == 1
    }

    def "what cannot run is said before anything runs: #content"() {
        given:
        write('sql/1.sql', 'create table a (id int)')
        write('sql/2.sql', content)

        expect:
        foresee(migrate()).unmet() == [unmet.replace('DATABASE', database.name())]

        where:
        content                                             || unmet
        'select 1;\nrollback;'                              || '2.sql:2: nobody could tell behind ROLLBACK what was kept, so it has no place in a file'
        'start transaction; create table b (id int); commit' || '2.sql:1: CREATE commits by itself, so it has no place between START TRANSACTION and COMMIT'
        'begin; update a set id = 1'                        || '2.sql:1: the transaction that begins here has no COMMIT'
        'use mysql'                                         || '2.sql:1: it makes, drops or chooses a database; a file stays in DATABASE'
        'source other.sql'                                  || "2.sql:1: 'source' is a command of the client and no SQL"
        "select 'x"                                         || '2.sql:1: the string that begins here does not end'
    }

    def "a file's own transaction is one, with its rows in the history"() {
        given:
        sql('create table people (name varchar(20) primary key)')
        write('sql/1.sql', "start transaction;\ninsert into people values ('Ada');\ninsert into people values ('Grace');\ncommit;\nstart transaction;\ninsert into people values ('Edsger');\ninsert into people values ('Ada');\ncommit;")

        when:
        bench.apply(migrate())

        then:
        def failure = thrown(Failure)
        failure.message().endsWith('its transaction was rolled back')
        ask('select name from people order by name') == ['Ada', 'Grace']
        history() == ['1.sql': 'begun 4']
    }

    def "routines with DELIMITER"() {
        given:
        write('sql/1.sql', '''
            create table a (id int);
            DELIMITER //
            create procedure fill(in most int)
            begin
              declare i int default 0;
              while i < most do
                insert into a values (i); -- one; by one
                set i = i + 1;
              end while;
            end//
            create trigger t before insert on a for each row begin set new.id = new.id + 10; end //
            delimiter ;
            call fill(2);
            '''.stripIndent())

        expect:
        foresee(migrate()).again() == Again.ONCE

        when:
        bench.run(migrate())

        then:
        ask('select id from a order by id') == [10, 11]
        history() == ['1.sql': 'applied 4']
    }

    def "a statement of a killed attempt that the server still runs is ended first"() {
        given:
        write('sql/1.sql', 'create table a (id int)')
        def lost = Mariadb.connect(database)
        lost.createStatement().execute("select get_lock('belay app-7f3a', 1)")

        when:
        bench.run(migrate())

        then:
        !lost.isValid(5)
        history() == ['1.sql': 'applied 1']

        cleanup:
        lost?.close()
    }

    def "with tables that know no transactions a kill may leave a doubt, and the preview says once-only"() {
        given:
        sql('create table a (id int) engine = MyISAM')
        write('sql/1.sql', 'insert into a values (1)')

        expect:
        foresee(migrate()).again() == Again.ONCE
        bench.run(migrate())
        history() == ['1.sql': 'applied 1']
    }

    def "a folder without files, and a database that is not there, are said"() {
        expect:
        foresee(migrate()).unmet() == ["there are no .sql files in $folder/sql".toString()]

        when:
        write('sql/1.sql', 'select 1')
        Mariadb.drop(database)

        then:
        foresee(migrate()).unmet() == ["there is no database $database".toString()]
    }

    def "accept: takes numbers of errors and SQLSTATEs"() {
        when:
        bench.action(migrate(accept: ['already exists']))

        then:
        thrown(Failure)
    }
}
