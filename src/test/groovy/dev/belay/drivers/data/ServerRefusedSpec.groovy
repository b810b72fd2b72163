package dev.belay.drivers.data

import dev.belay.database.Database
import dev.belay.drivers.conformance.KilledMain
import dev.belay.plan.PlanJson
import dev.belay.testing.Bench
import dev.belay.testing.ChildJvm
import dev.belay.testing.Mariadb
import dev.belay.testing.Servers
import dev.belay.value.Failure
import tools.jackson.databind.ObjectMapper
import java.nio.file.Files
import java.nio.file.Path
import spock.util.concurrent.PollingConditions

/** Rows that only the server refuses are found, told with its reason, and set aside where a file is named for them. */
class ServerRefusedSpec extends DataSpecification {

    static final List<String> SHOP = [
        'create table town (id int primary key, size int check (size > 0))',
        'create table person (id int primary key, town_id int, boss_id int, foreign key (town_id) references town (id), foreign key (boss_id) references person (id))',
    ]

    static final String POSTGRESQL_TRIGGER = """create function heed() returns trigger language plpgsql as \$\$ begin
        if new.v = 13 then raise exception 'thirteen brings bad luck' using detail = 'see the manual'; end if; return new; end \$\$"""

    Path getRejects() {
        folder.resolve('rejects.jsonl')
    }

    def "#system: #what sets rows aside with the server's reason"() {
        given:
        def target = database(system, *tables)
        write(t: [[id: 1, v: good], [id: 2, v: bad], [id: 3, v: null], [id: 4, v: bad], [id: 5, v: good2 ?: good]])

        when:
        def ended = done("${declared('main', target)}\nimport('main', from: '$folder/pod.json', rejects: '$rejects')")

        then:
        def refused = late ? [4] : [2, 4]
        ask(target, 'select id from t order by id') == [1, 2, 3, 4, 5] - refused
        lines().collect { [it.table, it.row, it.into, it.column] } == refused.collect { ['t', it, 't', column] }
        lines().every { it.reason.contains("refused by the server: $reason") && it.values == [id: it.row, v: bad] }
        remarks(ended).contains("${refused.size() == 1 ? '1 row is' : '2 rows are'} set aside more than was foreseen:".toString())

        where:
        system       | what                         | tables                                                                   | good         | good2 | bad           | late  || column | reason
        'postgresql' | 'a check'                    | ['create table t (id int, v int check (v < 5))']                         | 1            | null  | 7             | false || 'v'    | 'new row for relation "t" violates check constraint "t_v_check"'
        'postgresql' | 'an exclusion'               | ['create table t (id int, v int4range, exclude using gist (v with &&))'] | '[9,10)'     | '[1,2)' | '[3,5)'     | true  || 'v'    | 'conflicting key value violates exclusion constraint "t_v_excl"'
        'postgresql' | 'a late exclusion'           | ['create table t (id int, v int4range, exclude using gist (v with &&) deferrable initially deferred)'] | '[9,10)' | '[1,2)' | '[3,5)' | true || 'v' | 'conflicting key value violates exclusion constraint "t_v_excl"'
        'postgresql' | 'a unique expression'        | ['create table t (id int, v text)', 'create unique index own on t (lower(v))'] | 'a'    | 'A b' | 'B'           | true  || null   | 'duplicate key value violates unique constraint "own"'
        'postgresql' | 'a trigger before'           | ['create table t (id int, v int)', POSTGRESQL_TRIGGER, 'create trigger heed before insert on t for each row execute procedure heed()'] | 1 | null | 13 | false || null | 'thirteen brings bad luck (see the manual)'
        'postgresql' | 'a trigger after'            | ['create table t (id int, v int)', POSTGRESQL_TRIGGER, 'create trigger heed after insert on t for each row execute procedure heed()'] | 1 | null | 13 | false || null | 'thirteen brings bad luck (see the manual)'
        'postgresql' | 'a domain'                   | ['create domain small as int check (value < 5)', 'create table t (id int, v small)'] | 1 | null | 7          | false || 'v'    | 'value for domain small violates check constraint "small_check"'
        'postgresql' | 'a generated column'         | ['create table t (id int, v int, g int generated always as (10 / (v - 7)) stored)'] | 1 | null | 7          | false || null   | 'division by zero'
        'postgresql' | 'a partition that is missing' | ['create table t (id int, v int) partition by list (v)', 'create table one partition of t for values in (1, null)'] | 1 | null | 7 | false || null | 'no partition of relation "t" found for row (Partition key of the failing row contains (v) = (7).)'
        'postgresql' | 'a check of a partition'     | ['create table t (id int, v int) partition by list (v)', 'create table one partition of t (constraint small check (v < 5)) default'] | 1 | null | 7 | false || 'v' | 'new row for relation "one" violates check constraint "small"'
        'mariadb'    | 'a check'                    | ['create table t (id int, v int check (v < 5))']                         | 1            | null  | 7             | false || 'v'    | 'CONSTRAINT `t.v` failed'
        'mariadb'    | 'a check of the table'       | ['create table t (id int, v int, constraint small check (v < 5))']       | 1            | null  | 7             | false || null   | 'CONSTRAINT `small` failed'
        'mariadb'    | 'a unique beginning'         | ['create table t (id int, v varchar(9), unique own (v(2)))']             | 'aaa'        | 'ccc' | 'bbb'         | true  || 'v'    | "Duplicate entry 'bb' for key 'own'"
        'mariadb'    | 'a trigger before'           | ['create table t (id int, v int)', "create trigger heed before insert on t for each row if new.v = 13 then signal sqlstate '45000' set message_text = 'bad luck'; end if"] | 1 | null | 13 | false || null | 'bad luck'
        'mariadb'    | 'a trigger after'            | ['create table t (id int, v int)', 'create table seen (id int)', "create trigger heed after insert on t for each row begin insert into seen values (new.id); if new.v = 13 then signal sqlstate 'UE007' set message_text = 'bad luck'; end if; end"] | 1 | null | 13 | false || null | 'bad luck'
        'mariadb'    | 'a character that is not of the column' | ['create table t (id int, v varchar(9) charset latin1)']      | 'é'          | null  | 'a😀'         | false || 'v'    | "Incorrect string value: '\\xF0\\x9F\\x98\\x80' for column"
        'mariadb'    | 'a time that is out of range' | ['create table t (id int, v time)']                                     | '01:00:00'   | null  | '900:00:00'   | false || 'v'    | "Incorrect time value: '900:00:00' for column"
        'mariadb'    | 'a generated column'         | ['create table t (id int, v int, g tinyint generated always as (v * 100) stored)'] | 1  | null  | 7             | false || 'g'    | "Out of range value for column 'g'"
        'mariadb'    | 'a partition that is missing' | ['create table t (id int, v int) partition by list (v) (partition one values in (1, null))'] | 1 | null | 7  | false || null   | 'Table has no partition for value 7'
    }

    def "#system: an import that sets no rows aside stops at #what, and names it"() {
        given:
        def target = database(system, *tables)
        write(t: [[id: 1, v: 1], [id: 2, v: 1], [id: 3, v: 13]])

        when:
        def ended = bench.run(bench.preview("${declared('main', target)}\nimport('main', from: '$folder/pod.json') { table 't', where: { it.id > 1 } }"))

        then: 'by its number in the file'
        ended.exit().code() == 1
        Bench.message(ended) ==~ message
        ended.state().steps()[0].ended().get().remedies() == ["mend the row where it came from, or set such rows aside: rejects: 'FILE'"]
        ask(target, 'select count(*) from t') == [0]

        where:
        system       | what                      | tables || message
        'postgresql' | 'a row that a check refuses'   | ['create table t (id int, v int check (v < 5))'] || /row 3 of t, column v: 13 is refused by the server: new row for relation "t" violates check constraint "t_v_check"; nothing was imported/
        'postgresql' | 'a row that a trigger refuses' | ['create table t (id int, v int)', POSTGRESQL_TRIGGER, 'create trigger heed after insert on t for each row execute procedure heed()'] || /row 3 of t: refused by the server: thirteen brings bad luck \(see the manual\); nothing was imported/
        'mariadb'    | 'a row that a check refuses'   | ['create table t (id int, v int check (v < 5))'] || /row 3 of t, column v: 13 is refused by the server: CONSTRAINT `t.v` failed for `\w+`.`t`; nothing was imported/
        'mariadb'    | 'a row that a trigger refuses' | ['create table t (id int, v int)', "create trigger heed before insert on t for each row if new.v = 13 then signal sqlstate '45000' set message_text = 'bad luck'; end if"] || /row 3 of t: refused by the server: bad luck; nothing was imported/
    }

    def "a text that the encoding of the database lacks is set aside"() {
        given:
        def target = latin()
        write(t: [[id: 1, v: 'é'], [id: 2, v: '10 €']])

        when:
        done("${declared('main', target)}\nimport('main', from: '$folder/pod.json', rejects: '$rejects')")

        then:
        ask(target, 'select v from t') == ['é']
        lines()*.row == [2]
        lines()[0].reason.contains('has no equivalent in encoding "LATIN1"')
    }

    def "rows that lead to one that #system refuses are set aside, too, and all come once they are mended"() {
        given:
        def target = database(system, *SHOP)
        write(person: [[id: 1, town_id: 1, boss_id: null], [id: 2, town_id: 2, boss_id: 1], [id: 3, town_id: 1, boss_id: 2], [id: 4, town_id: 9, boss_id: null]],
              town: [[id: 1, size: 10], [id: 2, size: -1], [id: 3, size: -2]])
        def script = """${declared('main', target)}
            def brought = import('main', from: '$folder/pod.json', rejects: '$rejects')
            verify rows: 'main', from: brought"""

        when:
        def shown = bench.preview(script)

        then: 'the preview tells what it knows, and that the server may refuse more'
        shown.predictions()[0].notes()*.text().containsAll([
            "1 row is set aside into $rejects:".toString(),
            'row 4 of person, column town_id: 9 is in no row of town that is imported',
            'rows that a check or a trigger of town refuses are set aside, too; which ones, only the server can tell'])

        when:
        def ended = done(script)

        then: 'the report tells what came otherwise'
        def told = remarks(ended)
        told[0..2] == ['2 tables, 2 rows', "5 rows are set aside into $rejects".toString(), '4 rows are set aside more than was foreseen:']
        told[3..5].any { it.startsWith('row 2 of town, column size: -1 is refused by the server: ') && it.endsWith(' (and 1 more row)') }
        told[3..5].containsAll(['row 2 of person, column town_id: 2 is in no row of town that is imported', 'row 3 of person, column boss_id: 2 is in no row of person that is imported'])
        [ask(target, 'select id from person'), ask(target, 'select id from town')] == [[1], [1]]
        lines().collect { [it.table, it.row, it.column, it.value] } as Set ==
                [['town', 2, 'size', '-1'], ['town', 3, 'size', '-2'], ['person', 2, 'town_id', '2'], ['person', 3, 'boss_id', '2'], ['person', 4, 'town_id', '9']] as Set

        when: 'a second time'
        def first = lines()
        done(script)

        then: 'it is the same, and the file of the first import is kept'
        [ask(target, 'select id from person'), ask(target, 'select id from town')] == [[1], [1]]
        lines()*.values == first*.values
        files().size() == 2

        when:
        def mended = [town: [[id: 2, size: 1], [id: 3, size: 2]], person: [[id: 2, town_id: 2, boss_id: 1], [id: 3, town_id: 1, boss_id: 2], [id: 4, town_id: 3, boss_id: null]]]
        write(mended)
        done("${declared('main', target)}\nimport('main', from: '$folder/pod.json', mode: 'append')")

        then:
        [ask(target, 'select id from person order by id'), ask(target, 'select id from town order by id')] == [[1, 2, 3, 4], [1, 2, 3]]

        where:
        system << ['postgresql', 'mariadb']
    }

    def "rows that #system refuses only once others are away are set aside, too"() {
        given: 'a trigger that asks for the row before, and a check'
        def target = database(system, 'create table t (id int primary key, v int check (v < 5))', *(system == 'postgresql'
            ? ["create function follows() returns trigger language plpgsql as \$\$ begin if new.id > 1 and not exists (select 1 from t where id = new.id - 1) then raise 'no row before %', new.id; end if; return new; end \$\$",
               'create trigger follows before insert on t for each row execute procedure follows()']
            : ["create trigger follows before insert on t for each row if new.id > 1 and not exists (select 1 from t where id = new.id - 1) then signal sqlstate '45000' set message_text = 'no row before'; end if"]))
        write(t: [[id: 1, v: 1], [id: 2, v: 2], [id: 3, v: 7], [id: 4, v: 4], [id: 5, v: 1]])

        when:
        done("${declared('main', target)}\nimport('main', from: '$folder/pod.json', rejects: '$rejects')")

        then:
        ask(target, 'select id from t order by id') == [1, 2]
        lines()*.row == [3, 4, 5]

        where:
        system << ['postgresql', 'mariadb']
    }

    def "of many rows that #system refuses each is found, whatever stands between them"() {
        given:
        def target = database(system, 'create table t (id int primary key, v int check (v <> 0))', 'create table kept (id int check (id > 0))', 'insert into t values (0, 9)', 'insert into kept values (5)')
        def rows = (1..6000).collect { [id: it, v: it in 1900..2200 && it % 2 ? 0 : it == 5999 ? 0 : 1] }
        write(t: rows)

        when:
        done("${declared('main', target)}\nimport('main', from: '$folder/pod.json', mode: 'append', rejects: '$rejects')")

        then:
        lines()*.row == rows.findAll { it.v == 0 }*.id
        ask(target, 'select count(*) from t') == [1 + rows.count { it.v != 0 }]
        ask(target, 'select id from kept') == [5]

        where:
        system << ['postgresql', 'mariadb']
    }

    def "so many rows that a file of them helps nobody end the import"() {
        given:
        def refusals = new Refusals(true, new SetAside([town: [(1L): new SetAside.Why('size', 'foreseen')]]))

        when:
        (1..100_000L).each { refusals.refused('t', it, Refused.open('v', "$it is refused by the server: no")) }

        then:
        def failure = thrown(Failure)
        failure.message() == 'more than 100000 rows would be set aside, the first ones: row 1 of t, column v: 1 is refused by the server: no (and 99998 more rows)'
    }

    def "nothing that #system says of a row tells a secret"() {
        given:
        def target = database(system, "create table t (id int, password varchar(40), note int check (note < 5), constraint enough check (char_length(password) > 5))",
            *(system == 'postgresql' ? ["create unique index own on t (upper(password))"] : ['create unique index own on t (password(6))']))
        write(t: [[id: 1, password: 'abc', note: 1], [id: 2, password: 'hunter2secret', note: 7], [id: 3, password: 'hunter2secret', note: 1], [id: 4, password: 'HUNTER2SECRET', note: 1]])

        when:
        def stopped = bench.run(bench.preview("${declared('main', target)}\nimport('main', from: '$folder/pod.json')"))
        bench.close(stopped)

        then:
        Bench.message(stopped).startsWith('row 1 of t')
        !Bench.message(stopped).contains('abc')

        when:
        done("${declared('main', target)}\nimport('main', from: '$folder/pod.json', rejects: '$rejects')")

        then:
        lines()*.row == [1, 2, 4]
        lines().every { !(it.reason =~ /(?i)abc|hunt/) && it.value in [null, '***', '7'] }
        lines()[2].reason.contains('***')

        where:
        system << ['postgresql', 'mariadb']
    }

    def "what is refused when all rows are there names none, and leaves everything as it was"() {
        given:
        def target = database('postgresql', 'create table t (id int)', 'insert into t values (9)',
            "create function few() returns trigger language plpgsql as \$\$ begin if (select count(*) from t) > 2 then raise 'too many rows'; end if; return null; end \$\$",
            'create constraint trigger few after insert on t deferrable initially deferred for each row execute procedure few()')
        write(t: [[id: 1], [id: 2], [id: 3], [id: 'x']])

        when:
        def ended = bench.run(bench.preview("${declared('main', target)}\nimport('main', from: '$folder/pod.json', rejects: '$rejects')"))

        then:
        Bench.message(ended).endsWith('refused the import: too many rows; it looked when all rows were there, so that none of them can be named; nothing was imported')
        ask(target, 'select id from t') == [9]
        files() == []
    }

    def "what is no fault of a row of #system stops the import, and no row is set aside for it"() {
        given:
        def target = database(system, 'create table t (id int check (id > 0))', 'create table gone (id int)', *trigger, 'drop table gone')
        write(t: [[id: -1], [id: 1]])

        when:
        def ended = bench.run(bench.preview("${declared('main', target)}\nimport('main', from: '$folder/pod.json', rejects: '$rejects')"))

        then:
        Bench.message(ended) =~ /refused the import: .*gone.*; nothing was imported/
        files() == []

        where:
        system       | trigger
        'postgresql' | ["create function seen() returns trigger language plpgsql as \$\$ begin insert into gone values (new.id); return new; end \$\$", 'create trigger seen before insert on t for each row execute procedure seen()']
        'mariadb'    | ['create trigger seen before insert on t for each row insert into gone values (new.id)']
    }

    def "a trigger that waits for all rows does not keep a table from its foreign keys"() {
        given:
        def target = database('postgresql', 'create table town (id int primary key)', 'create table t (id int, town_id int references town)',
            "create function heed() returns trigger language plpgsql as \$\$ begin return null; end \$\$",
            'create constraint trigger heed after insert on t deferrable initially deferred for each row execute procedure heed()')
        write(t: [[id: 1, town_id: 2]], town: [[id: 2]])

        when:
        done("${declared('main', target)}\nimport('main', from: '$folder/pod.json')")

        then:
        ask(target, 'select town_id from t') == [2]
    }

    def "killed while it looks for the rows that #system refuses, it left everything as it was, and is resumed"() {
        given: 'an import that waits in a trigger once the row before was refused'
        def target = database(system, 'create table t (id int, v int check (v < 5))', 'insert into t values (9, 1)', *waiting)
        Mariadb.run(Mariadb.database('information_schema'), 'set global local_infile = 0') // LOAD DATA would go on at once
        write(t: [[id: 1, v: 7], [id: 2, v: 2]])
        def script = "${declared('main', target)}\nimport('main', from: '$folder/pod.json', rejects: '$rejects')"
        Files.write(folder.resolve('plan.json'), PlanJson.write(bench.plan(script)))
        def gate = server(target).connect(target)
        gate.createStatement().execute(shut)
        def child = ChildJvm.start(KilledMain, folder, 'run', 0)

        when:
        new PollingConditions(timeout: 60).eventually { assert ask(target, waits)[0] == 1 }
        child.kill()
        gate.close()

        then:
        new PollingConditions(timeout: 60).eventually { assert ask(target, open)[0] == 0 }
        ask(target, 'select id from t') == [9]
        files() == []

        when:
        def ended = bench.resume()

        then:
        Bench.message(ended) == ''
        ask(target, 'select id from t') == [2]
        lines()*.row == [1]

        cleanup:
        child?.close()
        gate?.close()
        Mariadb.run(Mariadb.database('information_schema'), 'set global local_infile = 1')

        where:
        system       | waiting                                                                                                                                        | shut                          | waits                                                                                    | open
        'postgresql' | ["create function gate() returns trigger language plpgsql as \$\$ begin perform pg_advisory_xact_lock(5); return new; end \$\$", 'create trigger gate before insert on t for each row when (new.v = 2) execute procedure gate()'] | 'select pg_advisory_lock(5)' | "select count(*) from pg_locks where locktype = 'advisory' and not granted" | "select count(*) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()"
        'mariadb'    | ["create trigger gate before insert on t for each row begin if new.v = 2 then do get_lock(database(), 60); do release_lock(database()); end if; end"] | 'do get_lock(database(), 0)' | "select count(*) from information_schema.processlist where db = database() and state = 'User lock'" | 'select count(*) from information_schema.processlist where db = database() and id <> connection_id()'
    }

    private static List<String> remarks(ended) {
        ended.state().steps()[0].ended().get().remarks()
    }

    /** A database of PostgreSQL whose texts are of another encoding. */
    private Database latin() {
        def target = database('postgresql')
        Servers.drop([target.name()])
        Servers.run(Servers.database('postgres'), "create database ${target.name()} encoding 'LATIN1' lc_collate 'C' lc_ctype 'C' template template0")
        run(target, 'create table t (id int, v text)')
        target
    }

    private List<Path> files() {
        folder.toFile().listFiles().findAll { it.name.startsWith('rejects.jsonl') }*.toPath()
    }

    private List<Map> lines() {
        Files.readAllLines(rejects).collect { new ObjectMapper().readValue(it, Map) }
    }

    private void write(Map tables) {
        Files.writeString(folder.resolve('pod.json'), new ObjectMapper().writeValueAsString(tables))
    }
}
