package dev.belay.engine

import dev.belay.database.Database
import dev.belay.journal.RunState.Standing
import dev.belay.journal.RunState.Status
import dev.belay.journal.StateFolder
import dev.belay.report.Page
import dev.belay.report.UndoText
import dev.belay.testing.Bench
import dev.belay.testing.Servers
import dev.belay.value.Exit
import spock.lang.Specification
import spock.lang.TempDir

import java.nio.file.Files
import java.nio.file.Path

/** Going back with real parts: a file, a command with an undo of its own, and a database that is restored, more than once in a run. */
class BackDatabaseSpec extends Specification {

    static final List<Status> ALL = [Status.DONE] * 5

    @TempDir
    Path dir

    Database database = Servers.freshDatabase()
    String id

    def setup() {
        Servers.run(database, 'create table people (name text)', "insert into people values ('Ada')")
        Files.createDirectories(dir.resolve('sql'))
        put('sql/001-age.sql', 'alter table people add column age integer;')
        put('app.env', 'MODE=old\n')
        def preview = bench().preview("""\
            database 'main', postgresql: '${Servers.address(database)}', user: 'postgres'
            def dump = backup 'main', to: '$dir/backup'
            configure '$dir/app.env', set: [MODE: 'new']
            migrate 'main', sql: '$dir/sql'
            sh 'echo built >> $dir/log', touches: ['$dir/log'], undo: 'rm -f $dir/log'
            verify backup: dump, database: 'main'
            """.stripIndent())
        def ended = bench().run(preview)
        assert ended.exit() == Exit.DONE: Bench.message(ended)
        id = ended.state().run()
    }

    def cleanup() {
        Servers.dropAll(database)
    }

    def "step by step back, and on again"() {
        expect: 'the command alone'
        back(4).state().steps()*.status() == [Status.DONE] * 3 + [Status.WAITING] * 2
        seen() == ['new', ['age', 'name'], '']

        and: 'the migration'
        back(3).state().steps()*.status() == [Status.DONE] * 2 + [Status.WAITING] * 3
        seen() == ['new', ['name'], '']

        and: 'the file'
        back(2).state().steps()*.status() == [Status.DONE] + [Status.WAITING] * 4
        seen() == ['old', ['name'], '']

        and:
        resume().state().steps()*.status() == ALL
        seen() == ['new', ['age', 'name'], 'built\n']

        and: 'the whole'
        undo().exit() == Exit.DONE
        seen() == ['old', ['name'], '']
    }

    def "a database is restored each time anew, and accept leaves nothing behind"() {
        when:
        3.times {
            assert back(3).exit() == Exit.DONE
            assert seen() == ['new', ['name'], '']
            assert resume().exit() == Exit.DONE
            assert seen() == ['new', ['age', 'name'], 'built\n']
        }

        then: 'what each restore replaced is kept until then'
        beside().size() == 3

        when:
        bench().engine().accept(id, Listener.none())

        then:
        beside() == []
        seen() == ['new', ['age', 'name'], 'built\n']
    }

    def "a backup that begins anew holds what was written since the first one"() {
        given:
        back(1)
        Servers.run(database, "insert into people values ('Bob')")

        when:
        def resumed = resume()

        then: 'both are there'
        resumed.exit() == Exit.DONE
        dir.resolve('backup').toFile().list().findAll { it.endsWith('.dump') }.sort() == ["main-${id}-a2.dump", "main-${id}.dump"]*.toString()

        when:
        undo()

        then:
        people() == ['Ada', 'Bob']
        seen() == ['old', ['name'], '']
    }

    def "what was kept for steps that were undone is dropped by accept, also where they used a result that is gone"() {
        given:
        back(1)
        bench().engine().abandon(id, 'enough', Listener.none())

        when:
        def accepted = bench().engine().accept(id, Listener.none())

        then:
        accepted.state().standing() == Standing.ACCEPTED
        beside() == []
        people() == ['Ada']
    }

    def "the preview says what a restore loses, and since when"() {
        when:
        def preview = bench().engine().previewBack(id, step(3))

        then:
        preview.restores()
        UndoText.foot(preview.run(), preview.undone(), preview.passedOver(), [], Page.plain()).any { it.startsWith('LOST: what was written since the backup (backup main,') }

        and: 'nothing is restored for the command behind it'
        !bench().engine().previewBack(id, step(4)).restores()
    }

    def "an edited migration is applied in the place of the one that was undone"() {
        given:
        back(3)
        put('sql/001-age.sql', 'alter table people add column born date;')

        when:
        def ended = resume()

        then:
        ended.exit() == Exit.DONE
        seen() == ['new', ['born', 'name'], 'built\n']
        ended.state().standing() == Standing.FINISHED
    }

    private Bench bench() {
        new Bench(dir)
    }

    private String step(int number) {
        StateFolder.at(dir.resolve('state')).find(id).read().plan().steps()[number - 1].id()
    }

    private Ended back(int number) {
        def engine = bench().engine()
        def ended = engine.back(id, step(number), engine.previewBack(id, step(number)), Listener.none())
        assert ended.exit() == Exit.DONE: ended.state().undo()
        ended
    }

    private Ended resume() {
        bench().engine().resume(id, Choices.standard(), Listener.none())
    }

    private Ended undo() {
        bench().engine().undo(id, bench().engine().previewUndo(id), Listener.none())
    }

    /** What an outsider sees: the mode, the columns, the log. */
    private List<Object> seen() {
        [text('app.env').readLines().find { it.startsWith('MODE=') } - 'MODE=',
         Servers.ask(database, "select column_name::text from information_schema.columns where table_name = 'people' order by 1"),
         text('log')]
    }

    private void put(String name, String text) {
        Files.writeString(dir.resolve(name), text)
    }

    private String text(String name) {
        Files.exists(dir.resolve(name)) ? Files.readString(dir.resolve(name)) : ''
    }

    private List<Object> people() {
        Servers.ask(database, 'select name from people order by 1')
    }

    private List<Object> beside() {
        Servers.ask(Servers.database('postgres'), "select datname::text from pg_database where datname like '${database.name()}\\_%'")
    }
}
