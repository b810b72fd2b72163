package dev.belay.drivers.mariadb

import dev.belay.database.Database
import dev.belay.drivers.conformance.KilledRun
import dev.belay.report.Page
import dev.belay.report.PreviewText
import dev.belay.testing.Bench
import dev.belay.testing.Mariadb
import dev.belay.value.Exit
import spock.lang.Specification
import spock.lang.TempDir
import spock.util.concurrent.PollingConditions

import java.nio.file.Files
import java.nio.file.Path

/** An evening on which a migration of MariaDB fails in its third statement. */
class FailedMigrationSpec extends Specification {

    @TempDir
    Path folder

    Database database = Mariadb.freshDatabase()
    Bench bench

    def setup() {
        bench = new Bench(folder)
        Mariadb.run(database, 'create table people (name varchar(20) primary key)', "insert into people values ('Ada')")
        Files.createDirectories(folder.resolve('sql'))
        Files.writeString(folder.resolve('sql/1.sql'), """
            alter table people add town varchar(20);
            create table towns (name varchar(20) primary key);
            insert into towns select town from people;
            alter table towns add people int;
        """.stripIndent())
    }

    def cleanup() {
        Mariadb.drop(database)
    }

    private String script() {
        """
            database 'main', mariadb: '${Mariadb.address(database)}', user: '$Mariadb.TRUSTED'
            backup 'main', to: '$folder/backup', path: ['$Mariadb.programs']
            migrate 'main', sql: '$folder/sql'
        """
    }

    private List<Object> ask(String query) {
        Mariadb.ask(database, query)
    }

    private List<Object> columns() {
        ask("select concat(table_name, '.', column_name) from information_schema.columns where table_schema = database() and table_name not like 'belay%' order by 1")
    }

    def "the preview warns, the history and the message say how far it came, a resume goes on there, and an undo restores"() {
        when:
        def preview = bench.preview(script())
        def shown = new PreviewText(preview, Page.plain(), PreviewText.Detail.NORMAL).render([]).replaceAll(/\s+/, ' ')

        then:
        shown.contains('where a statement fails, those before it stay, and past here nothing leads back but a backup')
        shown.contains('! the way back is the backup of step 1')

        when:
        def ended = bench.run(preview)

        then: 'a town is missing'
        ended.exit() == Exit.FAILED
        Bench.message(ended).startsWith("1.sql:4: Column 'name' cannot be null (1048, SQLSTATE 23000) in: insert into towns select town from people")
        Bench.message(ended).endsWith('the 2 statements before it stay applied, and a resume goes on at this one')
        ask("select concat(state, ' ', done) from belay_history where file = '1.sql'") == ['begun 2']
        columns() == ['people.name', 'people.town', 'towns.name']

        when: 'its cause is mended'
        Mariadb.run(database, "update people set town = 'London'")
        def resumed = bench.resume()

        then:
        resumed.exit() == Exit.DONE
        columns() == ['people.name', 'people.town', 'towns.name', 'towns.people']
        ask('select name from towns') == ['London']
        ask("select concat(state, ' ', done) from belay_history where file = '1.sql'") == ['applied 4']

        when:
        def undone = bench.undo(resumed)

        then:
        undone.exit() == Exit.DONE
        columns() == ['people.name']
        ask('select name from people') == ['Ada']
    }

    def "undone where it failed, the database is as the backup has it"() {
        given:
        def ended = bench.run(bench.preview(script()))

        when:
        def undone = bench.undo(ended)

        then:
        undone.exit() == Exit.DONE
        columns() == ['people.name']
        ask('select name from people') == ['Ada']
    }

    /** Its second file waits for tables that the specification holds. */
    static class WaitingMigrateCase extends MariadbMigrateSqlCase {
        @Override
        void prepare() {
            super.prepare()
            put('sql/2.sql', 'create table towns (name text);\nalter table people add town text;\ninsert into towns values (1);\n')
        }

        @Override
        Object look() {
            [super.look(), Mariadb.ask(database(), "select column_name from information_schema.columns where table_schema = database() and table_name = 'people' order by 1")]
        }
    }

    def "after a kill in the middle of #waiting a resume does it exactly once"() {
        given:
        tried.world = Files.createDirectories(folder.resolve('world'))
        tried.prepare()
        def own = new Bench(Files.createDirectories(folder.resolve('bench')))
        def holder = Mariadb.connect(Mariadb.database('information_schema'))
        holder.createStatement().execute("start transaction")
        holder.createStatement().executeQuery("select * from `${tried.database().name()}`.people")

        when: 'the server waits within the statement, and Belay is killed'
        def child = KilledRun.begin(tried, own)
        new PollingConditions(timeout: 90).eventually {
            assert waits(waiting) == 1
        }
        child.kill()

        then: 'the server knows nothing of that'
        waits(waiting) == 1

        when:
        holder.close()
        def ended = own.resume()

        then:
        ended.exit() == Exit.DONE
        tried.look() == after

        cleanup:
        child?.close()
        holder?.close()
        tried?.tearDown()

        where:
        tried                              | waiting        || after
        new WaitingMigrateCase()           | 'alter table'  || [[['Ada', 'Grace'], ['people', 'towns']], ['id', 'name', 'town']]
        new MariadbRestoreDatabaseCase()   | 'rename table' || [['Grace'], ['people']]
    }

    private static long waits(String statement) {
        Mariadb.ask(Mariadb.database('information_schema'), "select count(*) from information_schema.processlist where info like '$statement%'")[0] as long
    }
}
