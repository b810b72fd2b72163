package dev.belay.nextgis

import dev.belay.database.Database
import dev.belay.testing.Bench
import dev.belay.testing.Servers
import dev.belay.value.Exit
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir

/**
 * Files that were all applied by hand, years ago, as the manual says: "If it's already applied, it will fail with an error and doesn't
 * change any data." That is true of 28 of thirty.
 */
class SqlFilesSpec extends Specification {

    static final String ACCEPT = "accept: ['42701', '42P07', '42704', '42710']"

    @TempDir
    Path folder

    Bench bench
    Database database
    SortedMap<String, String> files = SqlFiles.all()

    def setup() {
        bench = new Bench(folder)
        database = Servers.freshDatabase()
        Servers.run(database, *SqlFiles.TABLES)
    }

    def cleanup() {
        Servers.drop([database.name()])
    }

    def "28 are seen to be applied by their errors, and the two that would succeed do not run, since the history knows them"() {
        given: 'an earlier run applied these two, and a person all others'
        put(files.findAll { it.key in SqlFiles.HARMFUL })
        bench.close(bench.run(bench.preview(migrate(''))))
        Servers.run(database, *files.findAll { !(it.key in SqlFiles.HARMFUL) }.values(), *SqlFiles.ROWS)
        put(files)
        def before = look()

        when:
        def ended = bench.run(bench.preview(migrate(ACCEPT)))

        then:
        ended.exit() == Exit.DONE
        ended.state().steps()[0].ended().get().remarks().countBy { it.find(/was there already \((\w+)\)/) { all, state -> state } } ==
                ['42701': 16, '42P07': 9, '42704': 3]
        history() == [present: 28L, applied: 2L]

        and: 'nothing of the people was touched'
        look() == before
        before == ['2026-11-01', '2154,3857,4326', '']
    }

    def "with a baseline none of them runs"() {
        given:
        Servers.run(database, *files.values(), *SqlFiles.ROWS)
        put(files)
        def before = look()

        when:
        def preview = bench.preview(migrate("baseline: '${files.lastKey()}'"))

        then:
        preview.predictions()[0].notes()*.text() == ["30 files up to ${files.lastKey()} count as applied" as String]

        when:
        def ended = bench.run(preview)

        then:
        ended.exit() == Exit.DONE
        history() == [baseline: 30L]
        look() == before
    }

    def "a file behind the baseline runs, once"() {
        given: 'all but the last were applied by hand; that one empties a table'
        Servers.run(database, *files.headMap(files.lastKey()).values())
        put(files)
        def migrate = migrate("baseline: '${files.headMap(files.lastKey()).lastKey()}', $ACCEPT")

        when:
        bench.close(bench.run(bench.preview(migrate)))
        Servers.run(database, *SqlFiles.ROWS)
        def before = look()
        def again = bench.preview(migrate)

        then:
        history() == [baseline: 29L, applied: 1L]
        again.predictions()[0].fidelity() as String == 'UNCHANGED'

        when:
        bench.run(again)

        then:
        look() == before
    }

    def "without history and baseline the two do harm: neither is told by an error"() {
        given:
        Servers.run(database, *files.values(), *SqlFiles.ROWS)
        put(files)

        when:
        def ended = bench.run(bench.preview(migrate(ACCEPT)))

        then:
        ended.exit() == Exit.DONE
        history() == [present: 28L, applied: 2L]
        look()[0..1] == ['1970-01-01', '3857,4326']
    }

    def "where the script does not accept the errors, the first file stops it, and nothing is changed"() {
        given:
        Servers.run(database, *files.values(), *SqlFiles.ROWS)
        put(files)
        def before = look()

        when:
        def ended = bench.run(bench.preview(migrate("timeout: 1.minutes")))

        then:
        ended.exit() == Exit.FAILED
        Bench.message(ended) =~ /^2014-01-15-auth-user-column-1.sql:2: .*SQLSTATE 42701/
        look() == before
    }

    /** What the two would destroy, and what the others would change if they ran again. */
    private List<String> look() {
        [Servers.ask(database, 'select creation_date::text from resource')[0],
         Servers.ask(database, 'select id::text from spatial_ref_sys order by id').sort().join(','),
         Servers.ask(database, "select id::text from resource where c1 or c8").join(',')]
    }

    private Map<String, Long> history() {
        def states = Servers.ask(database, 'select state from belay_history')
        states.countBy { it as String }.collectEntries { [it.key, it.value as long] }
    }

    private void put(Map<String, String> some) {
        Path sql = Files.createDirectories(folder.resolve('migration'))
        some.each { name, text -> Files.writeString(sql.resolve(name), text) }
    }

    private String migrate(String more) {
        """database 'main', postgresql: '${Servers.address(database)}', user: 'postgres'
           migrate 'main', sql: '$folder/migration'${more ? ', ' + more : ''}"""
    }
}
