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
            'row 1 of t, column name: the text has 7 characters, and the column takes 3 (and 1 more row)',
            'row 2 of t, column name: it is NULL, and the column takes none',
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

    def "#what is named in #system before anything is touched"() {
        given:
        def target = database(system, *SHOP, 'create table stock (town_id int, code varchar(10), size int, unique (town_id, code), foreign key (town_id) references town (id))',
                "insert into town values (9, 'old')", "insert into person values (9, 'old', 9, null)")
        write(rows)

        when:
        def shown = bench.preview("${declared('main', target)}\nimport('main', from: '$folder/pod.json', mode: '$mode')")

        then:
        shown.predictions()[0].unmet() == messages
        names(target) == ['old', 'old']

        where:
        [what, mode, rows, messages, system] << [
            ['a doubled key', 'replace', [town: [[id: 1, name: 'a'], [id: 1, name: 'b'], [id: 1, name: 'c']], person: []],
             ['row 2 of town, column id: 1 is in an earlier row, too (and 1 more row)']],
            ['a doubled unique text', 'replace', [town: [[id: 1, name: 'a'], [id: 2, name: 'b'], [id: 3, name: 'a']], person: []],
             ["row 3 of town, column name: 'a' is in an earlier row, too"]],
            ['a doubled key of two columns', 'replace', [town: [[id: 1, name: 'a']], person: [], stock: [[town_id: 1, code: 'x'], [town_id: 1, code: 'y'], [town_id: 1, code: 'x'], [town_id: null, code: 'x'], [town_id: null, code: 'x']]],
             ["row 3 of stock, column town_id, code: 1, 'x' is in an earlier row, too"]],
            ['a row without its parent', 'replace', [person: [[id: 2, town_id: null, boss_id: 3], [id: 3, town_id: 77, boss_id: 3]], town: [[id: 1, name: 'a']]],
             ['row 2 of person, column town_id: 77 is in no row of town']],
            ['a row that leads to a row that goes', 'replace', [person: [[id: 2, town_id: 9, boss_id: 9]], town: [[id: 1, name: 'a']]],
             ['row 1 of person, column boss_id: 9 is in no row of person', 'row 1 of person, column town_id: 9 is in no row of town']],
            ['a row that stays and whose parent goes', 'replace', [town: [[id: 1, name: 'a']]],
             ['rows of person that stay, column town_id: 9 will be in no row of town']],
            ['a parent that is only in the database', 'append', [person: [[id: 2, town_id: 9, boss_id: 9], [id: 3, town_id: 8, boss_id: 2]]],
             ['row 2 of person, column town_id: 8 is in no row of town']],
            ['a key that is there already', 'append', [town: [[id: 8, name: 'a'], [id: 9, name: 'b'], [id: 10, name: 'old']]],
             ['row 2 of town, column id: 9 is there already', "row 3 of town, column name: 'old' is there already"]],
        ].collectMany { each -> ['postgresql', 'mariadb'].collect { each + it } }
    }

    def "texts that MariaDB takes for equal by the collation of a column are named, and no others"() {
        given:
        def target = database('mariadb', "create table tag (id int primary key, name varchar(20) collate $collation unique, other varchar(20) collate utf8mb4_bin, unique (other, id))")
        write([tag: [[id: 1, name: 'Python', other: 'a'], [id: 2, name: 'été', other: 'A'], [id: 3, name: 'python', other: 'a'], [id: 4, name: 'ete', other: 'a'], [id: 5, name: 'x', other: 'a']]])

        expect:
        bench.preview("${declared('main', target)}\nimport('main', from: '$folder/pod.json')").predictions()[0].unmet() == messages

        where:
        collation            || messages
        'utf8mb4_general_ci' || ["row 3 of tag, column name: 'python' is in an earlier row, too (and 1 more row)"]
        'utf8mb4_bin'        || []
    }

    def "a key that only #system can tell stops the import, and nothing is imported"() {
        given:
        def target = database(system, 'create table rate (price decimal(5,1) primary key)', 'create table line (id int, price decimal(5,1), foreign key (price) references rate (price))', 'insert into rate values (9)')
        write([line: [[id: 1, price: 77]], rate: [[price: 1]]])

        when:
        def ended = bench.run(bench.preview("${declared('main', target)}\nimport('main', from: '$folder/pod.json')"))

        then:
        ended.exit().code() == 1
        Bench.message(ended).contains('77')
        Bench.message(ended).contains('nothing was imported')
        ask(target, 'select price from rate') == [9.0]
        keys(target) == 1

        where:
        system << ['postgresql', 'mariadb']
    }

    def "indexes of a large table are away while its rows come, and stand as they were afterwards"() {
        given: 'of each sort one, and one of each that must stay where it is'
        def target = database('postgresql', 'create table parent (id int primary key, code text constraint code_once unique)',
                'create table t (id int primary key, parent int, code text, a int not null, b text, constraint once unique (id, a) deferrable,'
                        + ' constraint leads foreign key (code) references parent (code) deferrable initially deferred)',
                'create index plain on t (a desc, b)', "create index part on t (lower(b)) where a > 1", 'create unique index replica on t (a, id)',
                'alter table t replica identity using index replica', "comment on index plain is 'it''s plain'", "comment on constraint once on t is 'once'",
                "comment on constraint leads on t is 'leads'")
        def before = definitions(target)
        Files.writeString(folder.resolve('pod.json'), '{"parent": [{"id": 1, "code": "x"}], "t": [' + (1..50_000).collect { "{\"id\": $it, \"parent\": 1, \"code\": \"x\", \"a\": $it, \"b\": \"B\"}" }.join(',') + ']}')

        when:
        done("${declared('main', target)}\nimport('main', from: '$folder/pod.json')")

        then:
        ask(target, 'select count(*) from t') == [50_000]
        definitions(target) == before

        and: 'they were built anew, but for the one that must stay'
        ask(target, "select indexrelid::regclass::text from pg_index i where indrelid = 't'::regclass and not indisprimary order by i.indexrelid") ==
                ['replica', 'once', 'part', 'plain']
    }

    private static List<Object> definitions(target) {
        ask(target, """select indexdef || coalesce(obj_description(indexname::regclass), '') from pg_indexes where tablename in ('t', 'parent')
            union all select conname || pg_get_constraintdef(oid) || coalesce(obj_description(oid, 'pg_constraint'), '') from pg_constraint where conrelid in ('t'::regclass, 'parent'::regclass)
            order by 1""")
    }

    def "a foreign key that the server does not hold against its rows is none for an import either"() {
        given:
        def target = database('postgresql', *SHOP, 'create table stock (town_id int)', 'alter table stock add constraint loose foreign key (town_id) references town (id) not valid')
        write([stock: [[town_id: 7]]])

        when:
        done("${declared('main', target)}\nimport('main', from: '$folder/pod.json', tables: ['stock'])\nverify rows: 'main', from: '$folder/pod.json'")

        then:
        ask(target, 'select town_id from stock') == [7]
        ask(target, "select convalidated from pg_constraint where conname = 'loose'") == [false]
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
