package dev.belay.drivers.data

import dev.belay.database.Database
import dev.belay.plan.Preview
import java.nio.file.Files

/** A preview looks at the rows where they are, before any file of them exists. */
class ForthcomingRowsSpec extends DataSpecification {

    def "rows of #from that #to refuses are named before the file is there"() {
        given:
        def source = database(from, 'create table town (id int, name varchar(20), junk int)',
                'create table person (id int, name varchar(40), town_id int, size int)',
                "insert into town values (1, 'Zürich', 0), (2, 'Ulm', 0), (2, 'Bern', 0)",
                "insert into person values (1, 'ok', 1, 1), (2, null, 77, 2), (3, 'a name that is too long', 1, 70000), (4, 'lost', 77, 2), (9, 'left out', 99, 1)")
        def target = database(to, 'create table town (id int primary key, name varchar(20) not null)',
                'create table person (id int primary key, name varchar(10) not null, town_id int, size smallint, foreign key (town_id) references town (id))')
        def script = """${declared('old', source)}
            ${declared('new', target)}
            export('old', to: '$folder/out', format: '$format') {
                table 'town', drop: ['junk']
                table 'person', where: 'id < 9'
            }
            import('new', from: '$folder/out')"""

        when:
        def shown = bench.preview(script)

        then:
        unmet(shown) == [
            'row 3 of town, column id: 2 is in an earlier row, too',
            'row 2 of person, column name: it is NULL, and the column takes none',
            'row 3 of person, column name: the text has 23 characters, and the column takes 10',
            'row 4 of person, column town_id: 77 is in no row of town'] as Set
        shown.predictions()[1].notes()*.text().any { it.startsWith('the rows were looked at in ') }
        !Files.exists(folder.resolve('out'))

        when: 'they are mended'
        run(source, "delete from town where name = 'Bern'", "update person set name = 'short', town_id = 1, size = 1")
        def mended = settled { bench.preview(script) }

        then:
        unmet(mended) == [] as Set

        and: 'and the import finds what the preview found'
        done(script)
        ask(target, 'select count(*) from person') == [4]

        where:
        [from, to] << [['postgresql', 'mariadb'], ['postgresql', 'mariadb']].combinations()
        format = from == to ? 'belay' : 'pod'
    }

    def "the rows of a query of #system are looked at, too"() {
        given:
        def source = database(system, 'create table person (id int, name varchar(40))', "insert into person values (1, 'Ada'), (2, 'Grace Hopper')")
        def target = database(system, 'create table people (number int primary key, name varchar(5))')

        expect:
        unmet(bench.preview("""${declared('old', source)}
            ${declared('new', target)}
            export('old', to: '$folder/out', tables: []) { query 'people', sql: 'select id as number, upper(name) as name from person where id > 1' }
            import('new', from: '$folder/out')""")) == ['row 1 of people, column name: the text has 12 characters, and the column takes 5'] as Set

        where:
        system << ['postgresql', 'mariadb']
    }

    def "SQL that may do more than read is not run by a preview"() {
        given:
        def source = database('postgresql', 'create table person (id int)', 'create sequence told', 'insert into person values (1)')
        def target = database('postgresql', 'create table person (id int primary key)')

        when:
        def shown = bench.preview("""${declared('old', source)}
            ${declared('new', target)}
            export('old', to: '$folder/out') { table 'person', where: "nextval('told') > 0" }
            import('new', from: '$folder/out')""")

        then:
        unmet(shown) == [] as Set
        shown.predictions()[1].notes()*.text().contains("whether each row fits is known when the file is there: where: of person may do more than read, and a preview does not run it")
        ask(source, 'select is_called from told') == [false]
    }

    def "rows that an earlier step changes are known later"() {
        given:
        def source = database('postgresql', 'create table person (id int)')
        def target = database('postgresql', 'create table person (id int primary key)')
        Files.writeString(folder.resolve('pod.json'), '{"person": [{"id": 1}, {"id": 1}]}')

        when:
        def shown = bench.preview("""${declared('old', source)}
            ${declared('new', target)}
            import('old', from: '$folder/pod.json')
            export 'old', to: '$folder/out'
            import('new', from: '$folder/out')""")

        then:
        shown.predictions()[2].fidelity().name() == 'LATER'
    }

    def "a database that is not there yet is no error where an earlier step makes it"() {
        given:
        def source = database('postgresql', 'create table person (id int)')
        def target = database('postgresql', 'create table person (id int primary key)')
        def missing = source.named(source.name() + '_new')

        when:
        def shown = bench.preview("""${declared('old', source)}
            ${declared('between', missing)}
            ${declared('new', target)}
            def dump = backup 'old', to: '$folder/old.dump'
            restore 'between', from: dump
            export 'between', to: '$folder/out'
            import('new', from: '$folder/out')""")

        then:
        shown.predictions()*.unmet().flatten() == []
        shown.predictions()[3].fidelity().name() == 'LATER'
    }

    private static Set<String> unmet(Preview shown) {
        shown.predictions()*.unmet().flatten() as Set
    }

    /** The server tells of changes soon after they were made. */
    private static Preview settled(Closure<Preview> look) {
        def end = System.nanoTime() + 10_000_000_000L
        def shown = look()
        while (unmet(shown) && System.nanoTime() < end) {
            Thread.onSpinWait()
            shown = look()
        }
        shown
    }
}
