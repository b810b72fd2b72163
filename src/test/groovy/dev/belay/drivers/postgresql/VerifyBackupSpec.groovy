package dev.belay.drivers.postgresql

import static java.nio.charset.StandardCharsets.ISO_8859_1

import dev.belay.cli.Belay
import dev.belay.cli.Main
import dev.belay.engine.Bench
import dev.belay.expr.Value
import dev.belay.plan.Again
import dev.belay.plan.Prediction.Fidelity
import dev.belay.plan.Step
import dev.belay.testing.ChildJvm
import dev.belay.testing.Servers
import dev.belay.value.Failure
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Requires
import spock.util.concurrent.PollingConditions

/** A backup is tried: restored into a scratch database, counted, and the scratch database is dropped. */
@Requires({ PostgresqlSpecification.toolsAreHere() })
class VerifyBackupSpec extends PostgresqlSpecification {

    def setup() {
        sql('create table people (id serial primary key, name text not null)',
                "insert into people (name) values ('Ada'), (E'Grace\\nHopper'), ('\\.'), ('COPY x FROM stdin;')",
                'create table "Strange (name" (id int, "a b" text)',
                """insert into "Strange (name" values (1, 'x')""",
                'create table parent (id int)', 'create table child (more int) inherits (parent)',
                'insert into parent values (1), (2)', 'insert into child values (3, 4)',
                'create table split (id int) partition by range (id)',
                'create table split_1 partition of split for values from (0) to (10)', 'insert into split values (5), (6)',
                'create schema other', 'create table other.people (id int)', 'insert into other.people values (1), (2), (3)',
                'create table empty (id int)')
    }

    private String dump() {
        (bench.run(on('backup/postgresql', [to: "$folder/backup"])).value().get() as Value.Text).text()
    }

    private static Step verify(String file, Map<String, Object> more = [:]) {
        Bench.step('verify', 'verify backup/postgresql', [backup: file, database: new Value.Resource('database', 'main')] + more)
    }

    def "a backup is restored beside, counted and dropped; the database stays as it is"() {
        given:
        def file = dump()
        sql("insert into people (name) values ('written since')")

        when:
        def foreseen = foresee(verify(file))
        def outcome = bench.run(verify(file))

        then:
        foreseen.fidelity() == Fidelity.CHECK
        foreseen.again() == Again.CLEAN_FIRST
        foreseen.unmet() == []
        foreseen.notes()*.text().any { it.startsWith("loads it into the scratch database ${database.name()}_belay_app_7f3a_") }
        outcome.remarks() == ["$file restored: 7 tables, 13 rows, as in the backup".toString()]
        ask('select count(*) from people') == [5]
        keptDatabases() == []
    }

    def "rows that do not arrive are named, and the scratch database goes nonetheless"() {
        given: 'a file whose rows a trigger swallows'
        def file = write('swallows.sql', '''\
            create table people (name text);
            create function swallow() returns trigger language plpgsql as 'begin return null; end';
            create trigger swallow before insert on people for each row execute function swallow();
            copy people (name) from stdin;
            Ada
            Grace
            \\.
            '''.stripIndent())

        when:
        bench.apply(verify(file.toString()))

        then:
        def failure = thrown(Failure)
        failure.message() == "what was restored from $file is not what it holds: public.people: 2 in the backup, restored: 0"
        keptDatabases() == []
    }

    def "a table that is missing after an accepted error is named"() {
        given: 'a backup of a table whose type is none any more'
        sql('create table fees (due money)', "insert into fees values ('1')")
        def file = Path.of(dump())
        Files.writeString(file, Files.readString(file, ISO_8859_1).replace('due money', 'due monez'), ISO_8859_1)
        Files.delete(Path.of("${file}.sha256"))

        when:
        def outcome = bench.run(verify(file.toString(), [accept: ['type "monez" does not exist*', 'relation "public.fees" does not exist*']]))

        then:
        outcome.remarks().contains("$file restored: 7 tables, 13 rows, as in the backup but without public.fees".toString())
        keptDatabases() == []
    }

    def "a table that is missing where nothing was accepted is a failure"() {
        given:
        def file = write('dropped.sql', "create table kept (id int);\ncreate table people (name text);\ncopy people (name) from stdin;\nAda\n\\.\ndrop table people;\n")

        when:
        bench.apply(verify(file.toString()))

        then:
        def failure = thrown(Failure)
        failure.message() == "what was restored from $file is not what it holds: public.people: 1 in the backup, restored: no such table"
    }

    def "tables of extensions and of Belay are no tables of the application"() {
        given:
        sql('create table belay_history (id int)', 'insert into belay_history values (1)')
        def file = dump()

        expect:
        bench.run(verify(file)).remarks() == ["$file restored: 7 tables, 13 rows, as in the backup".toString()]
    }

    def "what cannot be restored is no backup: #what"() {
        given:
        def file = Path.of(dump())
        spoil(file)

        when:
        bench.apply(verify(file.toString()))

        then:
        def failure = thrown(Failure)
        failure.message().contains(why)
        keptDatabases() == []

        where:
        what            | spoil                                                                                      || why
        'another byte'  | { Path it -> def b = Files.readAllBytes(it); b[-20]++; Files.write(it, b) }                || 'is not what was written'
        'cut off'       | { Path it -> Files.delete(Path.of("${it}.sha256")); Files.write(it, Files.readAllBytes(it)[0..900] as byte[]) } || 'backup'
    }

    def "rows that come by INSERT are not counted by lines, and that is said"() {
        given:
        def file = write('inserts.sql', "create table people (name text);\nINSERT INTO people VALUES ('Ada');\n")

        expect:
        bench.run(verify(file.toString())).remarks() == ["$file restored: 1 table, 1 row; how many it holds cannot be told".toString()]
    }

    def "what a killed attempt left is dropped before the next, and where none follows"() {
        given:
        def file = dump()
        def scratch = foresee(verify(file)).notes()*.text().collectMany { (it =~ /scratch database (\S+),/).collect { it[1] } }[0] as String
        Servers.run(Servers.database('postgres'), "create database $scratch")
        assert keptDatabases() == [scratch]

        when:
        bench.action(verify(file)).clean(bench.work(verify(file)))

        then:
        keptDatabases() == []
    }

    def "a preview says what is missing: #file"() {
        expect:
        foresee(verify("$folder/$file")).unmet() == ["there is no file $folder/$file to restore from".toString()]

        where:
        file << ['none.dump', 'none.sql']
    }

    def "a run names its backup in a later step; killed while it tries it, the scratch database goes with #command"() {
        given:
        def belay = new Belay(folder)
        def eventually = new PollingConditions(timeout: 60, delay: 0.05)
        write('slow.sql', "create table people (name text);\nselect pg_sleep(case when pg_stat_file('$folder/on', true) is null then 600 else 0 end);\n")
        belay.file('scripts/app/2.0.0.groovy', """\
            upgrade 'app', to: '2.0.0'
            database 'main', postgresql: '${Servers.address(database)}', user: 'postgres'
            def dump = backup 'main', to: '$folder/backup'
            verify backup: dump, database: 'main'
            verify backup: '$folder/slow.sql', database: 'main'
            """.stripIndent())
        ChildJvm.start(Main, 'run', 'app', '--yes', '--state', folder.resolve('state'), '--scripts', folder.resolve('scripts')).withCloseable {
            def child = it
            eventually.eventually { assert child.process.alive : child; assert Servers.ask(Servers.database('postgres'), "select 1 from pg_stat_activity where datname like '${database.name()}_belay%' and query like '%pg_sleep%'") }
            it.kill()
        }
        Files.createFile(folder.resolve('on'))

        expect:
        belay.run(*command, '--state', 'state') == 0
        keptDatabases() == []

        where:
        command << [['resume'], ['undo', '--yes']]
    }
}
