package dev.belay.drivers.data

import dev.belay.database.Database
import dev.belay.testing.Bench
import java.nio.file.Files

/** Rows are held against where they came from: a file or a database, of the same system or the other. */
class VerifyRowsSpec extends DataSpecification {

    static final List<String> SHOP = [
        'create table town (id int primary key, name varchar(20) not null)',
        'create table person (id int primary key, name varchar(40), password varchar(40), town_id int, foreign key (town_id) references town (id))',
    ]
    static final List<String> PEOPLE = ["insert into town values (1, 'Zürich'), (2, 'a,|b')",
                                        "insert into person values (1, 'Ann', 'x', 1), (2, null, 'y', null), (3, '😀 \"q\" |', '', 2)"]
    static final List<String> SYSTEMS = ['postgresql', 'mariadb']

    def "a verification in #system ends when its time is over"() {
        given:
        def source = database(system, 'create table t (id int primary key)', 'insert into t values (1)')
        def target = database(system, 'create table t (id int primary key)', 'insert into t values (1)')
        def held = server(target).connect(target)
        held.autoCommit = false
        held.createStatement().execute(system == 'postgresql' ? 'lock table t in access exclusive mode' : 'lock tables t write')

        when:
        def ended = bench.run(bench.preview("""${declared('old', source)}
            ${declared('new', target)}
            verify rows: 'new', from: database('old'), timeout: 1.seconds"""))

        then:
        ended.exit().code() == 1
        Bench.message(ended).contains('after its time was over (1 s)')

        cleanup:
        held?.close()

        where:
        system << ['postgresql', 'mariadb']
    }

    def "equal rows are equal: #from to #to, against #what"() {
        given:
        def source = database(from, *SHOP, *PEOPLE)
        def target = database(to, *SHOP, *PEOPLE)

        expect:
        remarks(script(source, target, what)) == ['2 tables, 5 rows, all equal']

        where:
        [what, from, to] << [['a database', 'a folder', 'a file of Pod'], SYSTEMS, SYSTEMS].combinations()
    }

    def "what differs is named by table, row and column: #from to #to, against #what"() {
        given:
        def source = database(from, *SHOP, *PEOPLE)
        def target = database(to, *SHOP, *PEOPLE)
        def script = script(source, target, what)
        def message = { String... changes ->
            run(target, changes)
            message(script)
        }

        expect:
        message("update person set name = 'Bob' where id = 2") == differs(target, source, what, "person differs (row id=2: name is 'Bob' and not NULL)")
        message("update person set name = null, password = 'z', town_id = 2 where id = 2") ==
                differs(target, source, what, 'person differs (row id=2: password is *** and not ***, town_id is 2 and not NULL)')
        message("update person set password = 'y', town_id = null where id = 2", 'delete from person where id = 1', "insert into person values (9, 'Ann', 'x', 1)") ==
                differs(target, source, what, 'person differs (row id=1 is missing; row id=9 is not among them)')
        message('delete from person where id = 9', "insert into town values (3, '')") ==
                differs(target, source, what, 'person holds 2 rows, there are 3 (row id=1 is missing); town holds 3 rows, there are 2 (row id=3 is not among them)')

        where:
        [what, from, to] << [['a database', 'a folder'], SYSTEMS, SYSTEMS].combinations()
    }

    def "every value of #system is what it is in its files"() {
        given:
        def columns = values.withIndex().collect { value, i -> "c$i ${value[0]}" }
        def insert = "insert into t values (1, ${values.collect { it[1] }.join(', ')})"
        def create = "create table t (id int primary key, ${columns.join(', ')})".toString()
        def setup = system == 'postgresql' ? ["create type mood as enum ('sad', 'ok', 'so \"so\"')", create, insert.toString()] : [create, "set statement sql_mode='' for $insert".toString()]
        def source = database(system, *setup)

        expect:
        remarks(script(source, source, what)) == ['1 table, 1 row, all equal']

        where:
        what            | system
        'a folder'      | 'postgresql'
        'a file of Pod' | 'postgresql'
        'a database'    | 'postgresql'
        'a folder'      | 'mariadb'
        'a file of Pod' | 'mariadb'
        'a database'    | 'mariadb'
        values = system == 'postgresql' ? Values.POSTGRESQL : Values.MARIADB
    }

    def "values that crossed from #from to #to are what they were, and each change of one is found"() {
        given:
        def source = database(from, *(from == 'postgresql' ? ["create type mood as enum ('sad', 'ok', 'so \"so\"')"] : []), *tables(crossing, 1),
                *rows(crossing, from == 'postgresql' ? '' : "set statement sql_mode='' for "))
        def target = database(to, *tables(crossing, 2))
        def verify = "${declared('old', source)}\n${declared('new', target)}\nverify rows: 'new', from: "

        when:
        done("${declared('old', source)}\n${declared('new', target)}\nexport 'old', to: '$folder/out'\nimport('new', from: '$folder/out')")

        then:
        remarks("$verify'$folder/out'") == ["${crossing.size()} tables, ${crossing.size()} rows, all equal"]
        remarks("${verify}database('old')") == ["${crossing.size()} tables, ${crossing.size()} rows, all equal"]

        when:
        crossing.indices.each { run(target, "update t$it set v = null") }
        int found = crossing.indices.count { i ->
            message("$verify'$folder/out', tables: ['t$i']").contains("t$i differs (row id=1: v is NULL and not ")
        }

        then:
        found == crossing.size()

        where:
        from << SYSTEMS
        to = SYSTEMS.find { it != from }
        crossing = crossings(from)
    }

    def "what an import did to rows on the way is done to those that it is held against"() {
        given:
        def source = database('mariadb', 'create table old (id int primary key, name varchar(20), took bigint, extra int, note text)',
                "insert into old values (1, 'Ann', 1500000, 1, 'a'), (2, 'Ann', null, 2, 'b'), (3, 'Bob', 0, 3, 'c')")
        def target = database('postgresql', 'create table person (id int primary key, label text unique, took interval, slug text not null, here boolean, later int default 7)')
        def script = """${declared('old', source)}
            ${declared('new', target)}
            export 'old', to: '$folder/out'
            def brought = import('new', from: '$folder/out') {
                table 'person', from: 'old', rename: [name: 'label'], drop: ['extra', 'note'], where: { it.id < 3 }, unique: ['label'],
                    convert: [took: 'microseconds to interval'], set: [slug: { slug(it.name) }, here: true]
            }
            verify rows: 'new', from: brought"""

        expect:
        remarks(script) == ['1 table, 2 rows, all equal', 'not compared: person.later']
    }

    def "columns and tables that only one side has are told, and not compared"() {
        given:
        def source = database('postgresql', 'create table t (id int primary key, gone int, v int)', 'create table lost (id int)', 'insert into t values (1, 2, 3)')
        def target = database('mariadb', 'create table t (id int primary key, v int, fresh int, twice int as (v * 2))', 'create table more (id int)', 'insert into t (id, v) values (1, 3)')

        expect:
        remarks(script(source, target, 'a folder')) == ['1 table, 1 row, all equal', "not compared: lost (not in $target), t.gone, t.fresh, t.twice"]
    }

    def "rows without a key are compared, too, and how often each is there"() {
        given:
        def source = database(system, 'create table t (a int, b varchar(9))', "insert into t values (1, 'x'), (1, 'x'), (2, null)")
        def target = database(system, 'create table t (a int, b varchar(9))', "insert into t values (1, 'x'), (2, null), (2, null)")
        def script = script(source, target, 'a database')

        expect:
        message(script) == differs(target, source, 'a database', "t differs (row a=1, b='x' is there 1 time, and not 2; row a=2, b=NULL is there 2 times, and not 1)")

        where:
        system << SYSTEMS
    }

    def "rows of #system that lead to none are found, though all rows are equal"() {
        given:
        def source = database(system, 'create table person (id int primary key, town_id int)', 'insert into person values (3, 1), (4, 9), (5, null)')
        def target = database(system, 'create table town (id int primary key)', 'insert into town values (1)',
                'create table person (id int primary key, town_id int, constraint lives foreign key (town_id) references town (id))')

        when:
        run(target, unchecked, 'insert into person values (3, 1), (4, 9), (5, null)')

        then:
        message(script(source, target, 'a database')) == "in $target 1 row of person lead to no row of town (lives), such as id=4, town_id=9"

        where:
        system       | unchecked
        'postgresql' | 'set session_replication_role = replica'
        'mariadb'    | 'set foreign_key_checks = 0'
    }

    def "a counter that is behind its rows is found: #column"() {
        given:
        def source = database('postgresql', 'create table t (id bigint primary key)', 'insert into t values (3), (7)')
        def target = database('postgresql', 'create sequence s', "create table t (id $column primary key)".toString(), 'insert into t overriding system value values (3), (7)')

        when:
        run(target, "select setval(coalesce(pg_get_serial_sequence('t', 'id'), 's'), 6)")

        then:
        message(script(source, target, 'a database')) == "in $target the next id of t would be 7, and there is a row 7"

        when:
        run(target, "select setval(coalesce(pg_get_serial_sequence('t', 'id'), 's'), 7)")

        then:
        remarks(script(source, target, 'a database')) == ['1 table, 2 rows, all equal']

        where:
        column << ['serial', 'bigint generated always as identity', "int default nextval('s')"]
    }

    private static String differs(Database target, Database source, String what, String told) {
        "$target does not hold the rows of ${what == 'a database' ? source : 'OUT'}: $told"
    }

    /** Type and value in the source, and the type in the target. */
    private static List<List<String>> crossings(String from) {
        def types = from == 'postgresql'
                ? ['smallint': 'smallint', 'int': 'int', 'bigint': 'bigint', 'numeric(12,2)': 'decimal(12,2)', 'float8': 'double', 'float4': 'float', 'boolean': 'tinyint(1)',
                   'text': 'longtext', 'char(4)': 'char(4)', 'bytea': 'longblob', 'time': 'time(6)', 'timestamp': 'datetime(6)', 'timestamptz': 'timestamp(6) null',
                   'uuid': 'uuid', 'json': 'json', 'inet': 'varchar(40)', 'bit(5)': 'bit(5)', 'interval': 'varchar(60)', 'int[]': 'longtext', 'text[]': 'longtext', 'mood': 'varchar(20)']
                : ['tinyint(1)': 'smallint', 'int(6) zerofill': 'int', 'bigint unsigned': 'numeric', 'decimal(12,2)': 'numeric(14,3)', 'float': 'real', 'double': 'float8',
                   'varchar(9) charset latin1': 'text', 'blob': 'bytea', 'binary(4)': 'bytea', 'datetime(6)': 'timestamp', 'timestamp(3) null': 'timestamptz', 'time(6)': 'interval', 'time': 'interval',
                   'year': 'smallint', 'json': 'jsonb', "enum('a','b''c')": 'text', "set('a','b','c')": 'text', 'bit(10)': 'bit(10)', 'uuid': 'uuid']
        def all = from == 'postgresql' ? Values.POSTGRESQL : Values.MARIADB
        all.findAll { types[it[0]] && it[1] != 'null' && !(it[1] =~ /Infinity|NaN/) }.collect { [it[0], it[1], types[it[0]]] }
    }

    private static List<String> tables(List<List<String>> crossing, int side) {
        crossing.withIndex().collect { value, i -> "create table t$i (id int primary key, v ${value[side == 1 ? 0 : 2]})".toString() }
    }

    private static List<String> rows(List<List<String>> crossing, String before) {
        crossing.withIndex().collect { value, i -> "${before}insert into t$i values (1, ${value[1]})".toString() }
    }

    private String script(Database source, Database target, String what) {
        if (what != 'a database' && !Files.exists(folder.resolve('out'))) {
            done("${declared('old', source)}\nexport 'old', to: '$folder/out'${what == 'a folder' ? '' : ", format: 'pod'"}")
        }
        "${declared('old', source)}\n${declared('new', target)}\nverify rows: 'new', from: ${what == 'a database' ? "database('old')" : "'$folder/out'"}"
    }

    private List<String> remarks(String script) {
        def ended = bench.run(bench.preview(script))
        bench.close(ended)
        assert Bench.message(ended) == ''
        ended.state().steps().last().ended().get().remarks()
    }

    private String message(String script) {
        def ended = bench.run(bench.preview(script))
        bench.close(ended)
        Bench.message(ended).replace("$folder/out", 'OUT')
    }
}
