package dev.belay.drivers.mariadb

import dev.belay.driver.Standing
import dev.belay.engine.Bench
import dev.belay.expr.Value
import dev.belay.plan.Again
import dev.belay.plan.Prediction.Fidelity
import dev.belay.plan.WayBack
import dev.belay.testing.Mariadb
import dev.belay.value.Digest
import dev.belay.value.Failure

import java.nio.file.Files
import java.nio.file.Path

/** A database is saved and comes back; nothing is lost on the way. */
class BackupRestoreSpec extends MariadbSpecification {

    def setup() {
        sql('create table towns (id int auto_increment primary key, name varchar(20) not null)',
                'create table people (id int auto_increment primary key, name varchar(20) not null, town int, foreign key (town) references towns (id))',
                "insert into towns (name) values ('Zürich')", "insert into people (name, town) values ('Ada', 1), ('Grace', null)",
                'create view everybody as select name from people', 'create view all_of_them as select name from everybody',
                'create trigger shout before insert on people for each row set new.name = upper(new.name)',
                'create procedure fill() begin insert into people (name) values (1); insert into people (name) values (2); end',
                'create function twice(x int) returns int deterministic return 2 * x',
                "create event tidy on schedule every 1 day do delete from people where name = 'nobody'")
    }

    private backup() {
        on('backup/mariadb', [to: "$folder/backup", path: [Mariadb.programs.toString()]])
    }

    private String dump() {
        (bench.run(backup()).value().get() as Value.Text).text()
    }

    private restore(Map options = [:], String id = 'restore') {
        on('restore/mariadb', [from: "$folder/backup/main-app-7f3a.sql", clean: true, path: [Mariadb.programs.toString()]] + options, id)
    }

    /** All that is no table. */
    private List<Object> others() {
        ask('''select concat('view ', table_name) from information_schema.views where table_schema = database()
               union all select concat(lower(routine_type), ' ', routine_name) from information_schema.routines where routine_schema = database()
               union all select concat('trigger ', trigger_name) from information_schema.triggers where trigger_schema = database()
               union all select concat('event ', event_name, ' ', status) from information_schema.events where event_schema = database() order by 1''')
    }

    static final List<String> OTHERS = ['event tidy ENABLED', 'function twice', 'procedure fill', 'trigger shout', 'view all_of_them', 'view everybody']

    def "a backup is foreseen with its path, and is that file, read back"() {
        when:
        def foreseen = foresee(backup())
        def path = dump()

        then:
        changes(foreseen) == ["+ $path"]
        foreseen.unmet() == []
        foreseen.again() == Again.CLEAN_FIRST
        foreseen.way() == new WayBack.Nothing()
        foreseen.result().get() == Value.of(path)
        path == "$folder/backup/main-app-7f3a.sql"
        Files.getPosixFilePermissions(Path.of(path)).size() == 2
        Files.readString(Path.of(path + '.sha256')).startsWith(Digest.of(Files.readAllBytes(Path.of(path))).hex())
        bench.run(backup())
        foresee(backup()).fidelity() == Fidelity.UNCHANGED
    }

    def "what a broken attempt left is no backup, and is removed before the next"() {
        given:
        def rest = write('backup/main-app-7f3a.sql', 'half')
        write('backup/main-app-7f3a.sql.unfinished', 'half')

        expect:
        changes(foresee(backup())) == ["+ $rest"]

        when:
        bench.action(backup()).clean(bench.work(backup()))

        then:
        Files.list(folder.resolve('backup')).toList() == []
    }

    def "with keep, an older backup of the database goes at accept, and no other file"() {
        given:
        ['main-app-0001.sql', 'main-app-0002-3-0-0.sql', 'main-old.sql', 'main-app-beef-0001.sql', 'other-app-0001.sql'].each {
            write("backup/$it", 'old')
            write("backup/${it}.sha256", "${'0' * 64}  $it\n")
        }
        def step = on('backup/mariadb', [to: "$folder/backup", path: [Mariadb.programs.toString()], keep: 1])

        expect:
        foresee(step).notes()*.text().any { it.startsWith('keeps 1: accept removes main-app-000') }

        when:
        bench.run(step)
        bench.action(step).accept(bench.work(step))

        then:
        folder.resolve('backup').toFile().list().findAll { it.endsWith('.sql') } as Set ==
                ['main-app-7f3a.sql', 'main-old.sql', 'main-app-beef-0001.sql', 'other-app-0001.sql'] as Set
    }

    def "without the programs the preview names the package"() {
        expect:
        foresee(on('backup/mariadb', [to: "$folder/backup"])).unmet() == ['no mariadb-dump is installed; install mariadb-client']
    }

    def "a dump is believed only whole: #what"() {
        expect:
        DumpFile.read('x', new ByteArrayInputStream(text.bytes)) == new DumpFile(tables as Set, whole)

        where:
        what        | text                                                                  || tables     | whole
        'complete'  | 'create table `a` (i int);\n-- Dump completed on 2026-01-01\n'        || ['a']      | true
        'cut off'   | 'create table `a` (i int);\ninsert into a values (1'                  || ['a']      | false
        'a view'    | '/*!50001 CREATE VIEW `v` AS SELECT 1 */;\nCREATE SEQUENCE `s`;'      || ['v', 's'] | false
    }

    def "a restore puts the saved state in place, keeps the other until accept, and can be undone"() {
        given:
        dump()
        sql("insert into people (name) values ('Later')", 'create table newer (id int)', 'drop view all_of_them', 'drop event tidy')

        when:
        def foreseen = foresee(restore())
        bench.run(restore())

        then:
        foreseen.unmet() == []
        foreseen.destroys() == ["with accept what was written to $database since $folder/backup/main-app-7f3a.sql was made; until then ${keptDatabases()[0]} holds it".toString()]
        tables() == ['all_of_them', 'everybody', 'people', 'towns']
        ask('select name from all_of_them order by 1') == ['Ada', 'Grace']
        ask('select name from towns') == ['Zürich']
        others() == OTHERS
        keptDatabases().size() == 1
        Mariadb.ask(Mariadb.database(keptDatabases()[0]), 'select count(*) from people') == [3]

        and: 'keys hold and triggers work'
        Mariadb.connect(database).withCloseable { connection ->
            connection.createStatement().execute("insert into people (name, town) values ('x', 1)")
            try {
                connection.createStatement().execute("insert into people (name, town) values ('y', 77)")
                return false
            } catch (java.sql.SQLException refused) {
                return refused.errorCode == 1452
            }
        }
        ask("select count(*) from people where name = binary 'X'") == [1]

        when: 'the way back'
        bench.takeBack(foreseen)

        then:
        ask('select name from everybody order by 1') == ['Ada', 'Grace', 'LATER']
        tables().contains('newer')
        others() == OTHERS - ['event tidy ENABLED', 'view all_of_them']

        when:
        bench.action(restore()).accept(bench.work(restore()))

        then: 'only what the undo keeps is still there'
        keptDatabases().size() == 1
    }

    def "accept drops what was kept"() {
        given:
        dump()
        bench.run(restore())

        when:
        2.times { bench.action(restore()).accept(bench.work(restore())) }

        then:
        keptDatabases() == []
        ask('select count(*) from people') == [2]
    }

    def "a restore that was done is not done again"() {
        given:
        dump()
        bench.run(restore())
        sql("insert into people (name) values ('Later')")

        expect:
        foresee(restore()).fidelity() == Fidelity.UNCHANGED
        bench.apply(restore())
        ask('select count(*) from people') == [3]
    }

    def "a database that is gone comes back"() {
        given:
        dump()
        Mariadb.drop(database)

        when:
        bench.run(restore())

        then:
        ask('select count(*) from people') == [2]
        others() == OTHERS
    }

    def "a database with tables is replaced only where the script says so"() {
        given:
        dump()

        expect:
        foresee(restore(clean: false)).unmet()[0].contains('holds 4 tables; say clean: true')
    }

    def "a restore tells what is lost though an earlier step decides what that is"() {
        given:
        dump()

        expect:
        bench.foresee(restore(), restore([:], 'again'))*.destroys()*.size() == [1, 1]
    }

    def "an error of the load changes nothing, unless the script accepts it by its words"() {
        given:
        write('broken.sql', "create table people (id int);\ninsert into people values (1);\ninsert into nowhere values (1);\n")

        when:
        bench.apply(restore(from: "$folder/broken.sql"))

        then:
        def failure = thrown(Failure)
        failure.message().contains("nowhere' doesn't exist at line 3")
        others() == OTHERS
        ask('select count(*) from people') == [2]

        when:
        bench.action(restore()).clean(bench.work(restore()))

        then:
        keptDatabases() == []

        when:
        def result = bench.run(restore(from: "$folder/broken.sql", accept: ["Table '*.nowhere' doesn't exist"]))

        then:
        tables() == ['people']
        result.remarks()[0].startsWith('accepted: ')
    }

    def "what would go past the new database is not loaded: #content"() {
        given:
        def file = write('other.sql', content)

        when:
        bench.apply(restore(from: file.toString()))

        then:
        def failure = thrown(Failure)
        failure.message().contains('other.sql:2')
        ask('select count(*) from people') == [2]

        where:
        content << ["create table a (i int);\nuse mysql;", "-- x\ncreate database if not exists y;", "select 1;\n\\! rm x"]
    }

    def "a backup whose bytes changed is not restored"() {
        given:
        def path = Path.of(dump())
        Files.write(path, Files.readAllBytes(path)[0..-2] as byte[])

        when:
        bench.apply(restore())

        then:
        def failure = thrown(Failure)
        failure.message().contains('is not what was written')
        ask('select count(*) from people') == [2]
    }

    def "an attempt that broke off in the swap goes on: #broken"() {
        given: 'a swap that was begun'
        def path = dump()
        sql("insert into people (name) values ('Later')")
        def intended = foresee(restore())
        def work = bench.work(restore())
        def naming = dev.belay.driver.database.Naming.of('app-7f3a', bench.keep(restore()))
        def swap = new Swap(work, database, naming.beside(database), naming.before(database))
        def action = bench.action(restore()) as Restore
        action.load(work, naming.beside(database), path)
        begin(swap, broken)

        expect:
        bench.standing(restore(), intended) == Standing.PARTIAL

        when:
        bench.action(restore()).clean(bench.work(restore()))
        bench.run(restore())

        then:
        ask('select count(*) from people') == [2]
        others() == OTHERS
        keptDatabases() == [naming.before(database).name()]

        when:
        bench.takeBack(intended)

        then:
        ask('select count(*) from people') == [3]
        others() == OTHERS

        where:
        broken << ['before anything was written', 'before the tables moved', 'behind the swap']
    }

    private void begin(Swap swap, String broken) {
        if (broken == 'behind the swap') {
            swap.apply()
            return
        }
        Session.of(swap.work(), database).withCloseable { session ->
            session.run("create database ${swap.kept().name()}")
            Vault.make(session, swap.kept())
            if (broken == 'before the tables moved') {
                Vault.save(session, swap.kept(), Definitions.read(session))
                Definitions.drop(session, Vault.definitions(session, swap.kept()))
            }
        }
    }

    def "an undo of a swap that never moved a table makes again what was dropped"() {
        given:
        dump()
        def way = foresee(restore())
        def naming = dev.belay.driver.database.Naming.of('app-7f3a', bench.keep(restore()))
        def kept = naming.before(database)
        Session.of(bench.work(restore()), database).withCloseable { session ->
            session.run("create database ${kept.name()}")
            Vault.make(session, kept)
            Vault.save(session, kept, Definitions.read(session))
            Definitions.drop(session, Vault.definitions(session, kept))
        }

        when:
        bench.takeBack(way)

        then:
        others() == OTHERS
        keptDatabases() == []
    }

    def "the command that must follow a restore runs after it, and again where only it is missing"() {
        given:
        dump()
        bench = bench(restored: "test -e $folder/allowed && echo x >> $folder/ran")

        when:
        bench.apply(restore())

        then:
        thrown(Failure)

        when:
        write('allowed', '')
        bench.run(restore())

        then: 'and what was restored is not restored once more'
        Files.readString(folder.resolve('ran')) == 'x\n'
        keptDatabases().size() == 1
    }

    def "without the right to make databases the preview says what to do"() {
        given:
        dump()
        def account = "poor_${database.name()}".take(60)
        sql("create user $account identified by '$Mariadb.PASSWORD'", "grant all on `${database.name()}`.* to $account")
        bench = bench(user: account)

        expect:
        foresee(restore()).unmet() == ["`$account`@`%` may not make databases beside $database; let an administrator run: GRANT ALL ON `${database.name().replace('_', '\\_')}\\_%`.* TO `$account`@`%`".toString()]

        when:
        sql("grant all on `${database.name().replace('_', '\\_')}\\_%`.* to $account")

        then:
        foresee(restore()).unmet() == []

        cleanup:
        sql("drop user $account")
    }

    def "without a file the preview says so"() {
        expect:
        foresee(restore(from: '/nowhere/x.sql')).unmet() == ['there is no file /nowhere/x.sql to restore from']
    }
}
