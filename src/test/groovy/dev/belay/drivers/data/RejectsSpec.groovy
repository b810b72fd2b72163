package dev.belay.drivers.data

import dev.belay.database.Database
import tools.jackson.databind.ObjectMapper
import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.attribute.PosixFilePermissions

/** Rows that the tables would refuse are set aside, with all that leads to them, and everything else comes. */
class RejectsSpec extends DataSpecification {

    static final List<String> SHOP = [
        'create table town (id int primary key, name varchar(6) not null unique)',
        'create table person (id int primary key, name varchar(40), password varchar(5), town_id int, boss_id int, foreign key (town_id) references town (id), foreign key (boss_id) references person (id))',
    ]

    static final Map ROWS = [
        person: [
            [id: 1, name: 'Ada', password: 'x', town_id: 1, boss_id: null],
            [id: 2, name: 'of a town that is too long', password: 'x', town_id: 2, boss_id: 1],
            [id: 3, name: 'of a boss who is set aside', password: 'x', town_id: 1, boss_id: 2],
            [id: 4, name: 'and one more', password: 'x', town_id: null, boss_id: 3],
            [id: 1, name: 'doubled', password: 'x', town_id: 1, boss_id: null],
            [id: 6, name: 'secret', password: 'hunter2!', town_id: 1, boss_id: null],
            [id: 7, name: 'Grace', password: null, town_id: 1, boss_id: 1],
        ],
        town: [[id: 1, name: 'Ulm'], [id: 2, name: 'Zürich-Oerlikon'], [id: 3, name: null]],
    ]

    Path getRejects() {
        folder.resolve('rejects.jsonl')
    }

    def "rows that #system refuses go into a file, those that lead to them too"() {
        given:
        def target = database(system, *SHOP)
        write(ROWS)
        def script = """${declared('main', target)}
            def brought = import('main', from: '$folder/pod.json', rejects: '$rejects')
            verify rows: 'main', from: brought"""

        when:
        def shown = bench.preview(script)

        then: 'the preview tells how many, and why'
        shown.predictions()*.unmet().flatten() == []
        shown.predictions()[0].notes()*.text().containsAll([
            "7 rows are set aside into $rejects:".toString(),
            'row 2 of town, column name: the text has 15 characters, and the column takes 6',
            'row 2 of person, column town_id: 2 is in no row of town that is imported',
            'row 3 of person, column boss_id: 2 is in no row of person that is imported (and 1 more row)',
            'row 6 of person, column password: the text has *** characters, and the column takes ***'])
        shown.predictions()[0].changes()*.subject().contains(rejects.toString())
        !Files.exists(rejects)

        when:
        def ended = done(script)

        then: 'all other rows are there, and the verification knows which are not'
        ask(target, 'select id from person order by id') == [1, 7]
        ask(target, 'select id from town order by id') == [1]
        ended.state().steps()[0].latest().get().toString() != ''

        and: 'each line holds the whole row'
        lines().collect { [it.table, it.row, it.into, it.column, it.value] } as Set == [
            ['town', 2, 'town', 'name', 'Zürich-Oerlikon'], ['town', 3, 'town', 'name', null], ['person', 2, 'person', 'town_id', '2'],
            ['person', 3, 'person', 'boss_id', '2'], ['person', 4, 'person', 'boss_id', '3'], ['person', 5, 'person', 'id', '1'],
            ['person', 6, 'person', 'password', '***']] as Set
        lines().find { it.row == 6 }.values == ROWS.person[5]
        PosixFilePermissions.toString(Files.getPosixFilePermissions(rejects)) == 'rw-------'

        when: 'a second time'
        def first = lines()
        done(script)

        then: 'the database is the same, and the file of the first import is kept'
        ask(target, 'select id from person order by id') == [1, 7]
        lines()*.values == first*.values
        files().size() == 2
        lines(files().find { it != rejects }) == first

        when: 'they are mended and imported, too'
        Map<String, List> mended = lines().groupBy { it.table }.collectEntries { table, rows -> [table, rows*.values] }
        mended.town[0].name = 'Zürich'
        mended.town.removeAt(1)
        mended.person.find { it.name == 'doubled' }.id = 5
        mended.person.find { it.id == 6 }.password = 'x'
        write(mended)
        done("${declared('main', target)}\nimport('main', from: '$folder/pod.json', mode: 'append')")

        then:
        ask(target, 'select id from person order by id') == [1, 2, 3, 4, 5, 6, 7]

        where:
        system << ['postgresql', 'mariadb']
    }

    def "rows that are there already, or lead nowhere, are set aside where rows stay in #system"() {
        given:
        def target = database(system, *SHOP, "insert into town values (1, 'Ulm')", "insert into person values (1, 'Ada', null, 1, null)")
        write(person: [[id: 1, name: 'there', town_id: 1], [id: 2, name: 'new', town_id: 1], [id: 3, name: 'lost', town_id: 9], [id: 4, name: 'lost', town_id: 9]])

        when:
        done("${declared('main', target)}\nimport('main', from: '$folder/pod.json', mode: 'append', rejects: '$rejects')")

        then:
        ask(target, 'select name from person order by id') == ['Ada', 'new']
        lines()*.row == [1, 3, 4]

        where:
        system << ['postgresql', 'mariadb']
    }

    def "where all rows fit there is no file, and one of an earlier import is kept beside"() {
        given:
        def target = database('postgresql', *SHOP)
        def script = "${declared('main', target)}\nimport('main', from: '$folder/pod.json', rejects: '$rejects')"
        write(town: [[id: 1, name: 'Ulm'], [id: 1, name: 'Bern']])
        done(script)
        write(town: [[id: 1, name: 'Ulm']])

        when:
        done(script)

        then:
        !Files.exists(rejects)
        files().size() == 1
        ask(target, 'select name from town') == ['Ulm']
    }

    def "a file of somebody else stays, and rows of other tables that stay stop the import"() {
        given:
        def target = database('postgresql', *SHOP, "insert into town values (9, 'old')", "insert into person values (9, 'old', null, 9, null)")
        write(town: [[id: 1, name: 'Ulm'], [id: 1, name: 'Bern']])
        Files.writeString(rejects, 'mine')

        expect:
        bench.preview("${declared('main', target)}\nimport('main', from: '$folder/pod.json', rejects: '$rejects')").predictions()[0].unmet() == [
            'rows of person that stay, column town_id: 9 will be in no row of town',
            "$rejects is there, and holds no rows that an import set aside; name another file".toString()]
    }

    def "tags that cannot be parted are set aside"() {
        given:
        def target = database('postgresql', 'create table video_tags (id int, name text, count int)', 'create table video_uses (id int, object_id int, tag_id int)')
        write(video: [[id: 1, tags: '"a, b" c'], [id: 2, tags: '']], joined: [[video_id: 1, tag_name: 'a, b,c'], [video_id: 2, tag_name: 'd,e']])

        when:
        done("""${declared('main', target)}
            def brought = import('main', from: '$folder/pod.json', tables: ['video_tags', 'video_uses'], rejects: '$rejects') { tags 'video', from: 'joined', of: 'video' }
            verify rows: 'main', from: brought""")

        then:
        ask(target, 'select name from video_tags order by id') == ['a, b', 'c']
        lines().collect { [it.table, it.row, it.values] } == [['joined', 2, [video_id: 2, tag_name: 'd,e']]]
    }

    private List<Path> files() {
        folder.toFile().listFiles().findAll { it.name.startsWith('rejects.jsonl') }*.toPath()
    }

    private List<Map> lines(Path file = rejects) {
        Files.readAllLines(file).collect { new ObjectMapper().readValue(it, Map) }
    }

    private void write(Map tables) {
        Files.writeString(folder.resolve('pod.json'), new ObjectMapper().writeValueAsString(tables))
    }
}
