package dev.belay.drivers.data

import dev.belay.plan.Prediction.Fidelity
import dev.belay.value.Digest
import dev.belay.value.Exit
import java.nio.file.Files

/** Rows go out of databases into files, and nothing is lost on the way. */
class ExportSpec extends DataSpecification {

    def "the manifest tells of #system what a table is, and its files"() {
        given:
        def source = database(system, "create table town (id int primary key, name varchar(20) not null unique)",
                "create table person (id $counted, \"order\" int default 7, doubled int $computed, town_id int references town (id), primary key (id), unique (\"order\", town_id))"
                        .replace('"', system == 'mariadb' ? '`' : '"'),
                "insert into town values (1, 'Zürich')", "insert into person (town_id) values (1), (null)")

        when:
        export(source)
        def manifest = manifest(folder.resolve('out'))
        def person = manifest.content('person').get().table()

        then:
        manifest.tables()*.table()*.name() == ['person', 'town']
        person.columnNames() == ['id', 'order', 'town_id']
        person.columns()*.filling()*.name() == ['COUNTED', 'NONE', 'NONE']
        person.columns()*.nullable() == [false, true, true]
        person.column('order').get().standard().get() == '7'
        person.key() == ['id']
        person.unique() == [['order', 'town_id']]
        person.references()*.table() == ['town']
        person.references()[0].columns() == ['town_id']
        person.references()[0].others() == ['id']
        manifest.content('town').get().table().column('name').get().kind() == new dev.belay.drivers.data.format.Kind.Text(Optional.of(20L))

        and: 'its files are what it says'
        manifest.rows() == 3
        manifest.content('person').get().chunks().every {
            it.rows() == 2 && it.sha256() == Digest.of(Files.readAllBytes(folder.resolve("out/${it.file()}")))
        }
        manifest.origin().system().startsWith(named)
        Files.getPosixFilePermissions(folder.resolve('out/manifest.json')).size() == 2

        where:
        system       | counted                            | computed                                                | named
        'postgresql' | 'int generated always as identity' | 'generated always as ("order" * 2) stored'              | 'PostgreSQL 15'
        'mariadb'    | 'int auto_increment'               | 'as ("order" * 2) stored'                               | 'MariaDB 11.4'
    }

    def "a file of Pod's shape is what Python's json.dump(indent=4) writes"() {
        given:
        def source = database('mariadb', 'create table auth_user (id int primary key, name varchar(40), big bigint)', 'create table empty (id int)',
                "insert into auth_user values (1, 'Zoë 😀 \"q\"', 9223372036854775807), (2, null, 0)")

        when:
        done("${declared('v3', source)}\nexport 'v3', to: '$folder/v3.json', format: 'pod', tables: ['auth_user', 'empty']")

        then:
        Files.readString(folder.resolve('v3.json')) == '''\
{
    "auth_user": [
        {
            "id": 1,
            "name": "Zo\\u00eb \\ud83d\\ude00 \\"q\\"",
            "big": 9223372036854775807
        },
        {
            "id": 2,
            "name": null,
            "big": 0
        }
    ],
    "empty": []
}'''
        manifest(folder.resolve('v3.json')).content('auth_user').get().rows() == 2
    }

    def "tables by pattern, rows by a condition, columns left out, and queries"() {
        given:
        def source = database(system, 'create table video_a (id int, secret int)', 'create table video_b (id int, secret int)', 'create table other (id int)',
                'insert into video_a values (1, 1), (2, 2)', 'insert into video_b values (3, 3)', 'insert into other values (4)')

        when:
        done("""${declared('main', source)}
            export('main', to: '$folder/out', tables: ['other', 'video_*']) {
                table 'video_*', drop: ['secret']
                table 'video_a', where: 'id > 1'
                query 'sums', sql: "select count(*) as many, 'x' as word from video_a -- all of them"
            }""")

        then:
        manifest(folder.resolve('out')).tables()*.table()*.name() == ['other', 'video_a', 'video_b', 'sums']
        rows(folder.resolve('out'), 'video_a') == [[id: 2]]
        rows(folder.resolve('out'), 'video_b') == [[id: 3]]
        rows(folder.resolve('out'), 'sums') == [[many: 2, word: 'x']]

        where:
        system << ['postgresql', 'mariadb']
    }

    def "the preview says what is written, and reads no row"() {
        given:
        def source = database('postgresql', 'create table t (id int)', 'create table u (id int)', 'insert into t select generate_series(1, 500)', 'analyze')

        when:
        def foreseen = bench.preview("${declared('main', source)}\nexport 'main', to: '$folder/out'").predictions()[0]

        then:
        foreseen.changes().collect { "${it.sign()} ${it.subject()}: ${it.after().get()}".toString() } == ["+ $folder/out: written"]
        foreseen.notes()*.text() == ['2 tables, about 500 rows: t, u']
        foreseen.fidelity() == Fidelity.PREDICTED
        !Files.exists(folder.resolve('out'))
    }

    def "an export that is there is replaced when the new one is whole; anything else is left alone"() {
        given:
        def source = database('postgresql', 'create table t (id int)', 'insert into t values (1)')
        export(source)
        run(source, 'insert into t values (2)')

        when:
        export(source)

        then:
        rows(folder.resolve('out'), 't')*.id == [1, 2]

        when:
        Files.writeString(folder.resolve('notes.txt'), 'mine')
        def refused = bench.preview("${declared('main', source)}\nexport 'main', to: '$folder/notes.txt'")

        then:
        refused.unmet()*.toString().join().contains('no export of Belay') || refused.predictions()[0].unmet().join().contains('no export of Belay')
    }

    def "#what is refused with '#message'"() {
        given:
        def source = database('postgresql', 'create table people (id int)')

        when:
        def shown = bench.preview("${declared('main', source)}\nexport('main', to: '$folder/out'$line")

        then:
        (shown.unmet() + shown.predictions()*.unmet().flatten()).join().contains(message)

        where:
        what                 | line                                                                     || message
        'a missing table'    | ", tables: ['peple'])"                                                   || "has no table 'peple'; did you mean 'people'?"
        'a missing column'   | ") { table 'people', drop: ['ids'] }"                                    || "people has no column 'ids'; did you mean 'id'?"
        'a rule for nothing' | ") { table 'towns', where: 'true' }"                                     || "'table towns' fits no table"
    }

    def "all tables are of one moment, though people go on writing"() {
        given:
        def source = database(system, 'create table a (id int)', 'create table b (id int)', 'insert into a values (1)', 'insert into b values (1)')
        def snapshot = open(source)

        when:
        run(source, 'insert into a values (2)', 'insert into b values (2)')
        def read = snapshot.tables().collect { table ->
            int rows = 0
            snapshot.read(Selection.of(table)) { rows++ }
            rows
        }

        then:
        read == [1, 1]

        cleanup:
        snapshot?.close()

        where:
        system << ['postgresql', 'mariadb']
    }

    private void export(source) {
        done("${declared('main', source)}\nexport 'main', to: '$folder/out'")
    }
}
