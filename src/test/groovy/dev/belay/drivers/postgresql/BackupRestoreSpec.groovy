package dev.belay.drivers.postgresql

import dev.belay.driver.Standing
import dev.belay.expr.Value
import dev.belay.engine.Bench
import dev.belay.plan.Again
import dev.belay.plan.Prediction.Fidelity
import dev.belay.plan.Resource
import dev.belay.plan.Step
import dev.belay.plan.WayBack
import dev.belay.testing.PeerServer
import dev.belay.testing.Servers
import dev.belay.value.Failure
import spock.lang.Requires

import java.nio.file.Files
import java.nio.file.Path

/** A database is saved and comes back; nothing is lost on the way. */
@Requires({ PostgresqlSpecification.toolsAreHere() })
class BackupRestoreSpec extends PostgresqlSpecification {

    def setup() {
        sql('create table people (id serial primary key, name text not null)',
                "insert into people (name) values ('Ada'), ('Grace')",
                'create view everybody as select name from people')
    }

    private backup(Map more = [:]) {
        on('backup/postgresql', [to: "$folder/backup"] + more)
    }

    private String dump() {
        (bench.run(backup()).value().get() as Value.Text).text()
    }

    private restore(Map options = [:]) {
        on('restore/postgresql', [from: "$folder/backup/main-app-7f3a.dump", clean: true] + options)
    }

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
        foreseen.bytes().bytes() > 1_000_000
        path == "$folder/backup/main-app-7f3a.dump"
        Files.getPosixFilePermissions(Path.of(path)).size() == 2
        Files.readString(Path.of(path + '.sha256')).startsWith(dev.belay.value.Digest.of(Files.readAllBytes(Path.of(path))).hex())
        bench.run(backup())
        foresee(backup()).fidelity() == Fidelity.UNCHANGED
    }

    def "what a broken attempt left is no backup, and is removed before the next"() {
        given:
        def rest = write('backup/main-app-7f3a.dump', 'half')
        write('backup/main-app-7f3a.dump.unfinished', 'half')

        expect:
        changes(foresee(backup())) == ["+ $rest"]

        when:
        bench.action(backup()).clean(bench.work(backup()))

        then:
        Files.list(folder.resolve('backup')).toList() == []
    }

    def "with keep, an older backup of the database goes at accept, and no other file"() {
        given:
        ['main-app-0001.dump', 'main-old.dump', 'other-app-0001.dump'].each {
            write("backup/$it", 'old')
            write("backup/${it}.sha256", "${'0' * 64}  $it\n")
        }
        def step = backup(keep: 1)

        expect:
        foresee(step).notes()*.text().any { it.startsWith('keeps 1: accept removes main-app-0001.dump (') }

        when:
        bench.run(step)
        bench.action(step).accept(bench.work(step))

        then:
        folder.resolve('backup').toFile().list().findAll { it.endsWith('.dump') } as Set == ['main-app-7f3a.dump', 'main-old.dump', 'other-app-0001.dump'] as Set
    }

    def "a backup needs a database that exists"() {
        given:
        Servers.run(Servers.database('postgres'), "drop database ${database.name()} with (force)")

        expect:
        foresee(backup()).unmet() == ["there is no database $database".toString()]
    }

    def "a restore puts the saved state in place, keeps the other until accept, and can be undone"() {
        given:
        dump()
        sql("insert into people (name) values ('Later')", 'create table newer ()')

        when:
        def foreseen = foresee(restore())
        bench.run(restore())

        then:
        foreseen.unmet() == []
        foreseen.destroys() == ["with accept what was written to $database since $folder/backup/main-app-7f3a.dump was made; until then ${keptDatabases()[0]} holds it".toString()]
        ask('select name from everybody order by 1') == ['Ada', 'Grace']
        ask("select to_regclass('newer')") == [null]
        keptDatabases().size() == 1
        Servers.ask(Servers.database(keptDatabases()[0]), 'select count(*) from people') == [3]

        when: 'the way back'
        bench.takeBack(foreseen)

        then:
        ask('select name from everybody order by 1') == ['Ada', 'Grace', 'Later']

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
        Servers.run(Servers.database('postgres'), "drop database ${database.name()} with (force)")

        when:
        bench.run(restore())

        then:
        ask('select count(*) from people') == [2]
    }

    def "a database with tables is replaced only where the script says so"() {
        given:
        dump()

        expect:
        foresee(restore(clean: false)).unmet()[0].contains('holds 2 tables; say clean: true')
    }

    def "a restore tells what is lost though an earlier step decides what that is"() {
        given:
        dump()

        expect:
        bench.foresee(restore(), restore().with { new Step('again', it.part(), it.phase(), it.form(), it.arguments(), it.guard(), it.label(), it.at()) })*.destroys()*.size() == [1, 1]
    }

    def "rights, settings, owner and comment of the database survive a restore"() {
        given:
        def role = "spec_${database.name()}"
        sql("create role $role", "grant create on database ${database.name()} to $role",
                "alter database ${database.name()} set search_path = public, pg_catalog",
                "alter database ${database.name()} set application_name = 'it''s'",
                "alter role $role in database ${database.name()} set work_mem = '5MB'",
                "comment on database ${database.name()} is 'ours'")
        dump()

        when:
        bench.run(restore())

        then:
        ask("select array_to_string(setconfig, ';') from pg_db_role_setting s join pg_database d on d.oid = setdatabase where datname = current_database() order by 1") ==
                ["search_path=public, pg_catalog;application_name=it's", 'work_mem=5MB']
        ask("select has_database_privilege('$role', current_database(), 'create')") == [true]
        ask("select shobj_description(oid, 'pg_database') from pg_database where datname = current_database()") == ['ours']
    }

    def "sessions of others in the database end at the swap, sessions elsewhere do not"() {
        given:
        dump()
        def inside = Servers.connect(database)
        def elsewhere = Servers.connect(Servers.database('postgres'))

        when:
        bench.run(restore())

        then:
        !inside.isValid(5)
        elsewhere.isValid(5)

        cleanup:
        inside?.close()
        elsewhere?.close()
    }

    def "an error of the load is a failure that changes nothing, unless the script accepts it by its words"() {
        given: 'a backup with an owner who is gone by the time of the restore'
        def role = "gone_${database.name()}"
        sql("create role $role", "create table theirs ()", "alter table theirs owner to $role")
        dump()
        sql('drop table theirs', "drop role $role", "insert into people (name) values ('Later')")

        when:
        bench.apply(restore())

        then:
        def failure = thrown(Failure)
        failure.message().contains("role \"$role\" does not exist")
        ask('select count(*) from people') == [3]

        when:
        bench.action(restore()).clean(bench.work(restore()))

        then:
        keptDatabases() == []

        when:
        def result = bench.run(restore(accept: ['role "*" does not exist']))

        then:
        ask('select count(*) from people') == [2]
        result.remarks().any { it == "accepted: role \"$role\" does not exist" }
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

    def "a file of SQL is restored as well, with its data"() {
        given:
        def tab = '\t'
        def file = write('old.sql', "create table towns (id int, name text);\ncopy towns from stdin;\n1${tab}Bern\n2${tab}Zürich\n\\.\ncomment on table towns is ';';\n")

        when:
        bench.run(restore(from: file.toString()))

        then:
        ask('select name from towns order by id') == ['Bern', 'Zürich']
        ask("select to_regclass('people')") == [null]
    }

    def "the command that must follow a restore runs after it, and again where only it is missing"() {
        given:
        dump()
        bench = bench(restored: "test -e $folder/allowed && echo x >> $folder/ran")
        def intended = foresee(restore())

        expect:
        bench.standing(restore(), intended) == Standing.NOT_STARTED

        when:
        bench.apply(restore())

        then:
        thrown(Failure)
        foresee(restore()).fidelity() != Fidelity.UNCHANGED

        and: 'its way back is not forgotten'
        bench.standing(restore(), intended) == Standing.PARTIAL

        when:
        write('allowed', '')
        bench.run(restore())

        then: 'and what was restored is not restored once more'
        Files.readString(folder.resolve('ran')) == 'x\n'
        keptDatabases().size() == 1
    }

    def "an undo that broke behind the swap goes on, and leaves no comment of Belay on the database: #comment"() {
        given:
        sql("comment on database ${database.name()} is ${comment ? "'$comment'" : 'null'}")
        dump()
        def deed = (foresee(restore()).way() as WayBack.Steps).deeds()[0]
        def undo = Bench.step('undo', deed.form(), deed.arguments())
        bench.run(restore())
        sql("insert into people (name) values ('Later')")
        bench = bench(restored: "test -e $folder/allowed")

        when:
        bench.apply(undo)

        then:
        thrown(Failure)
        foresee(undo).unmet() == []

        when:
        write('allowed', '')
        bench.run(undo)

        then:
        ask('select count(*) from people') == [2]
        ask("select shobj_description(oid, 'pg_database') from pg_database where datname = current_database()") == [comment]

        where:
        comment << [null, 'ours']
    }

    def "without the right to make databases the preview says what to do"() {
        given:
        dump()
        def role = "poor_${database.name()}"
        sql("create role $role login password 'postgres'")
        bench = bench(user: role)

        expect:
        foresee(restore()).unmet() == [
                "'$role' may not make databases on localhost:$Servers.postgres.port; let a superuser run: ALTER ROLE \"$role\" CREATEDB".toString(),
                "'$role' does not own the database ${database.name()}; let a superuser run: ALTER DATABASE \"${database.name()}\" OWNER TO \"$role\"".toString()]
    }

    def "without a file the preview says so"() {
        expect:
        foresee(restore(from: '/nowhere/x.dump')).unmet() == ['there is no file /nowhere/x.dump to restore from']
    }

    def "where no pg_dump fits, the server keeps a copy, from which it is restored"() {
        given: 'tools that are too old for the server'
        def action = bench.action(backup()) as Backup
        def work = bench.work(backup())

        when:
        def result = action.copy(work)
        sql("insert into people (name) values ('Later')")
        bench.run(restore(from: (result.value().get() as Value.Text).text()))

        then:
        ask('select count(*) from people') == [2]
        keptDatabases().size() == 2

        when:
        action.accept(work)

        then:
        keptDatabases().size() == 1
    }

    @Requires({ PeerServer.possible() })
    def "a database behind a socket is saved and restored by the account that its server knows"() {
        given:
        def server = new PeerServer()
        server.sql('create database ours')
        def there = write('backups/.keep', '').parent
        [folder, there].each { new ProcessBuilder('chmod', '777', it.toString()).start().waitFor() }
        bench = new Bench(folder.resolve('state'), [new PostgresqlDriver()], [:], [
                new Resource('database', 'main', 'postgresql', [postgresql: Value.of("$server.folder:$server.port/ours".toString()), as: Value.of('nobody')])])

        when:
        def dump = (bench.run(on('backup/postgresql', [to: there.toString()])).value().get() as Value.Text).text()
        bench.run(on('restore/postgresql', [from: dump]))

        then:
        Files.getOwner(Path.of(dump)).name == 'nobody'

        cleanup:
        bench.close()
        server?.close()
    }
}
