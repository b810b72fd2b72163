package dev.belay.drivers.data

import dev.belay.database.Database
import dev.belay.plan.WayBack
import dev.belay.testing.Bench
import java.nio.file.Files
import spock.lang.Shared

/** Rows come out of files into tables: all of them, or none. */
class ImportSpec extends DataSpecification {

    static final List<String> SHOP = [
        'create table town (id int primary key, name varchar(20) not null unique)',
        'create table person (id int primary key, name varchar(40), town_id int, boss_id int, foreign key (town_id) references town (id), foreign key (boss_id) references person (id))',
    ]

    def "rows of #from come into #to as they were, twice in a row"() {
        given:
        def source = database(from, *SHOP, "insert into town values (1, 'Zürich'), (2, 'a\\\\b')", "insert into person values (2, '😀 \"q\"', 1, 2), (3, null, null, 2)")
        def target = database(to, *SHOP, "insert into town values (9, 'old')", "insert into person values (9, 'old', 9, null)")
        def script = """${declared('old', source)}
            ${declared('new', target)}
            export 'old', to: '$folder/out', format: '$format'
            import('new', from: '$folder/out')"""

        when:
        done(script)

        then: 'by an independent look'
        names(target) == names(source)
        ask(target, 'select count(*) from person where boss_id = 2') == [2]

        when:
        done(script)

        then:
        names(target) == names(source)
        marks(target) == []

        where:
        [from, to] << [['postgresql', 'mariadb'], ['postgresql', 'mariadb']].combinations()
        format = from == to ? 'belay' : 'pod'
    }

    def "values cross from MariaDB to PostgreSQL by the types of the target"() {
        given:
        def source = database('mariadb', 'create table t (id int primary key, flag tinyint(1), token char(32), body longtext, took bigint, at datetime(6), raw blob, price decimal(10,2))',
                "insert into t values (1, 1, '0123456789abcdef0123456789abcdef', '{\"a\": 1}', 1500000, '2024-03-31 02:30:00.000001', x'00ff', 1.5), (2, 0, null, null, null, null, null, null)")
        def target = database('postgresql', 'create table t (id int generated always as identity primary key, flag boolean not null, token uuid, body jsonb, took interval, at timestamptz, raw bytea, price numeric(12,3))')

        when:
        done("""${declared('old', source)}
            ${declared('new', target)}
            export 'old', to: '$folder/out'
            import('new', from: '$folder/out') { table 't', convert: [took: 'microseconds to interval'] }""")

        then:
        ask(target, "select flag::text || ' ' || token || ' ' || (body->>'a') || ' ' || took || ' ' || (at at time zone 'UTC') || ' ' || encode(raw, 'hex') || ' ' || price from t where id = 1") ==
                ['true 01234567-89ab-cdef-0123-456789abcdef 1 00:00:01.5 2024-03-31 02:30:00.000001 00ff 1.500']
        ask(target, 'select count(*) from t where token is null and not flag') == [1]

        and: 'the next number is behind the last'
        ask(target, "insert into t (flag) values (true) returning id") == [3]
    }

    def "columns are renamed, left out, set, filled, converted and made unique; rows are chosen"() {
        given:
        def source = database('postgresql', 'create table old_tag (id int, name text, junk text, size int)',
                "insert into old_tag values (1, 'Machine Learning', 'x', null), (2, 'machine learning', 'x', 7), (3, 'c, c++', 'x', 1), (4, 'drop me', 'x', 1)")
        def target = database('mariadb', 'create table tag (number int primary key, name varchar(255), slug varchar(17) unique, big int not null, protected tinyint(1) not null, upper_name varchar(50))')

        when:
        done("""${declared('old', source)}
            ${declared('new', target)}
            export 'old', to: '$folder/out'
            import('new', from: '$folder/out') {
                table 'tag', from: 'old_tag', drop: ['junk'], rename: [id: 'number', size: 'big'], fill: [big: 1], unique: ['slug'],
                    set: [slug: { slug(it.name) }, 'protected': false, upper_name: { it.name.toUpperCase() }], where: { it.id < 4 }
            }""")

        then:
        ask(target, "select concat_ws('|', number, name, slug, big, protected, upper_name) from tag order by number") == [
            '1|Machine Learning|machine-learning|1|0|MACHINE LEARNING', '2|machine learning|machine-learnin_2|7|0|MACHINE LEARNING',
            '3|c, c++|c-c|1|0|C, C++']
    }

    def "the preview says what is replaced, and which rows #system would refuse"() {
        given:
        def target = database(system, "create table t (id int primary key, name varchar(3) not null, size smallint)", "insert into t values (1, 'x', 1)")
        write([t: [[id: 1, name: 'toolong', size: 1], [id: 2, name: null, size: 2], [id: 3, name: 'ok', size: 70000], [id: 4, name: 'long', size: 'x']]])

        when:
        def shown = bench.preview("${declared('main', target)}\nimport('main', from: '$folder/pod.json')")
        def foreseen = shown.predictions()[0]

        then:
        foreseen.unmet() as Set == [
            'row 1 of t, column name: the text has 7 characters, and the column takes 3 (and 2 more rows in that column)',
            'row 3 of t, column size: 70000 is out of range for smallint',
        ].collect { it.replace('smallint', system == 'mariadb' ? 'smallint(6)' : 'smallint') } as Set
        foreseen.destroys()[0].startsWith("all rows of 1 table of 'main' (")
        foreseen.way() instanceof WayBack.None
        ask(target, 'select count(*) from t') == [1]

        where:
        system << ['postgresql', 'mariadb']
    }

    def "#what is told before anything is touched"() {
        given:
        def target = database('postgresql', 'create table t (id int primary key, name text not null, twice int generated always as (id * 2) stored)')
        write([t: [[id: 1, title: 'x']], other: [[a: 1]]])

        when:
        def shown = bench.preview("${declared('main', target)}\nimport('main', from: '$folder/$file'$line")

        then:
        (shown.unmet() + shown.predictions()*.unmet().flatten()).join('; ').contains(message)

        where:
        what                           | file       | line                                                               || message
        'a missing file'               | 'none'     | ')'                                                                || 'there is no'
        'a table the target lacks'     | 'pod.json' | ')'                                                                || "has no table 'other'"
        'a column the target lacks'    | 'pod.json' | ", tables: ['t']) { table 't', fill: [name: ''] }"                 || "the table has no column 'title'; known: id, name, twice; leave it out with drop: ['title']"
        'a column the file lacks'      | 'pod.json' | ", tables: ['t']) { table 't', drop: ['title'] }"                  || "the file has no 'name', which must have a value; write fill: [name: ...]"
        'a computed column'            | 'pod.json' | ", tables: ['t']) { table 't', rename: [title: 'twice'], fill: [name: ''] }" || "the server computes 'twice'"
        'a conversion nobody knows'    | 'pod.json' | ", tables: ['t']) { table 't', rename: [title: 'name'], convert: [name: 'emty to null'] }" || "did you mean 'empty to null'?"
        'a rule for what is not there' | 'pod.json' | ", tables: ['t']) { table 't', from: 'tt' }"                       || "holds no table 'tt'"
    }

    def "where a row leads to none, nothing is imported, and #system says which"() {
        given:
        def target = database(system, *SHOP, "insert into town values (9, 'old')")
        write([person: [[id: 1, name: 'x', town_id: 77, boss_id: null]], town: [[id: 1, name: 'x']]])

        when:
        def ended = bench.run(bench.preview("${declared('main', target)}\nimport('main', from: '$folder/pod.json')"))

        then:
        ended.exit().code() == 1
        Bench.message(ended).contains('77')
        Bench.message(ended).contains('nothing was imported')
        ask(target, 'select name from town') == ['old']
        keys(target) == 2

        and: 'nothing of Belay stays behind'
        ask(target, "select count(*) from information_schema.tables where table_name = 'belay_import'" + (system == 'mariadb' ? ' and table_schema = database()' : '')) == [0]

        where:
        system << ['postgresql', 'mariadb']
    }

    def "a file that was changed since is not imported"() {
        given:
        def source = database('postgresql', 'create table t (id int)', 'insert into t values (1)')
        done("${declared('main', source)}\nexport 'main', to: '$folder/out', compress: 'none'")
        Files.writeString(folder.resolve('out/t-0001.jsonl'), '{"id":2}\n')

        when:
        def shown = bench.preview("${declared('main', source)}\nimport('main', from: '$folder/out')")

        then:
        shown.predictions()[0].unmet().join().contains('is not what its manifest says')
    }

    def "append leaves the rows that are there"() {
        given:
        def target = database(system, 'create table t (id int primary key)', 'insert into t values (1)')
        write([t: [[id: 2]]])

        when:
        done("${declared('main', target)}\nimport('main', from: '$folder/pod.json', mode: 'append')")

        then:
        ask(target, 'select id from t order by id') == [1, 2]

        where:
        system << ['postgresql', 'mariadb']
    }

    def "rows are counted against #what"() {
        given:
        def source = database('mariadb', 'create table t (id int primary key)', 'insert into t values (1), (2)')
        def target = database('postgresql', 'create table t (id int primary key)', 'create table more (id int)')
        done("${declared('old', source)}\nexport 'old', to: '$folder/out'")
        def script = "${declared('old', source)}\n${declared('new', target)}\nverify rows: 'new', from: ${from.replace('FOLDER', folder.toString())}"

        when:
        def ended = bench.run(bench.preview(script))
        bench.close(ended)

        then:
        Bench.message(ended) == "${target} does not hold the rows of $named: t holds 0 rows, there are 2".replace('FOLDER', folder.toString()).replace('OLD', source.toString())

        when:
        run(target, 'insert into t values (1), (2)')

        then:
        done(script)

        where:
        what         | from              | named
        'a file'     | "'FOLDER/out'"    | 'FOLDER/out'
        'a database' | "database('old')" | 'OLD'
    }

    /** A file as Pod's own script writes it: no manifest. */
    private void write(Map tables) {
        Files.writeString(folder.resolve('pod.json'), new tools.jackson.databind.ObjectMapper().writeValueAsString(tables))
    }

    private static List<Object> names(Database database) {
        ask(database, 'select name from town order by id') + ask(database, 'select name from person order by id')
    }

    /** What imports leave until accept. */
    private static List<Object> marks(Database database) {
        ask(database, "select table_name from information_schema.tables where table_name = 'belay_import' and table_schema = '${database.product().name() == 'MARIADB' ? database.name() : 'public'}'")
    }

    private static int keys(Database database) {
        ask(database, "select count(*) from information_schema.table_constraints where constraint_type = 'FOREIGN KEY' and table_schema = '${database.product().name() == 'MARIADB' ? database.name() : 'public'}'")[0] as int
    }
}
