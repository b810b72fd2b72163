package dev.belay.drivers.command

import dev.belay.cli.Belay
import dev.belay.database.Database
import dev.belay.driver.Back
import dev.belay.driver.Resolving
import dev.belay.driver.Standing
import dev.belay.host.Completed
import dev.belay.host.Context
import dev.belay.host.Host
import dev.belay.plan.Again
import dev.belay.plan.Prediction.Fidelity
import dev.belay.plan.WayBack
import dev.belay.testing.Bench
import dev.belay.testing.Servers
import dev.belay.value.Exit
import java.nio.file.Files
import java.nio.file.Path
import java.time.Duration
import spock.lang.Requires
import spock.lang.Specification
import spock.lang.TempDir

/** An application's own migration: what it prints decides, and its exit code alone is not believed. */
class MigrateCommandSpec extends Specification {

    @TempDir
    Path folder

    Bench bench

    def setup() {
        bench = new Bench(folder)
    }

    private String migrate(String text, String more = ", unchanged: 'no changes required'") {
        """database 'main', postgresql: 'localhost:1/none', user: 'nobody'
           migrate 'main', command: '$text', dir: '$folder', done: 'operations completed!'$more"""
    }

    def "#printed with exit code #code: #exit, #says"() {
        given:
        Files.writeString(folder.resolve('said'), printed)

        when:
        def ended = bench.run(bench.preview(migrate("cat said; exit $code")))
        def outcome = ended.state().steps()[0].ended().get()

        then:
        ended.exit() == exit
        (outcome.message() + outcome.remarks()).contains(says)

        where:
        printed                                                        | code || exit        | says
        'Executing:\nMigration operations completed!\n'                | 0    || Exit.DONE   | 'it says: Migration operations completed!'
        'There are no changes required. It\'s OK!\n'                   | 0    || Exit.DONE   | 'it says: There are no changes required. It\'s OK!'
        '\u001B[32mMigration \u001B[1moperations\u001B[0m completed!'  | 0    || Exit.DONE   | 'it says: Migration operations completed!'
        'A: no changes required\nB: operations completed!\n'           | 0    || Exit.DONE   | 'it says: B: operations completed!'
        '20 %\r80 %\roperations completed!\r\n'                        | 0    || Exit.DONE   | 'it says: operations completed!'
        'The following operations would be applied:\n1. Forward\n'     | 0    || Exit.FAILED | 'it ended with 0, but no line'
        'operations\ncompleted!\n'                                     | 0    || Exit.FAILED | 'its last lines:\n  operations\n  completed!'
        ''                                                             | 0    || Exit.FAILED | 'it printed nothing'
        'Migration operations completed!\nTraceback\n'                 | 1    || Exit.FAILED | 'exit 1'
        'There are no changes required. It\'s OK!\n'                   | 3    || Exit.FAILED | 'exit 3'
    }

    def "a refusal shows the patterns, and what to do"() {
        when:
        def outcome = bench.run(bench.preview(migrate('echo something else'))).state().steps()[0].ended().get()

        then:
        outcome.message() == "it ended with 0, but no line that it printed says that it is done (done: 'operations completed!'), nor that" +
                " nothing was to do (unchanged: 'no changes required'); its last lines:\n  something else"
        outcome.remedies()[0].contains('correct the patterns')
    }

    def "what it says on standard error counts, and what it says before a long report does: #text"() {
        expect:
        bench.run(bench.preview(migrate(text))).exit() == Exit.DONE

        where:
        text << ['echo operations completed! >&2', 'echo operations completed!; seq 100000']
    }

    def "a pattern that goes back and forth without end fails, and holds nothing up"() {
        when:
        def ended = bench.run(bench.preview("""database 'main', postgresql: 'localhost:1/none', user: 'nobody'
            migrate 'main', command: "printf '%05000d' 0", dir: '$folder', done: '(0+)+x'"""))

        then:
        ended.exit() == Exit.FAILED
        Bench.message(ended).contains("'(0+)+x': this regular expression goes back and forth too often")
    }

    def "a preview runs nothing, says that it cannot know, and that no earlier step backs up the database"() {
        when:
        def seen = bench.preview(migrate('touch ran; echo operations completed!', ", preview: 'touch asked'")).predictions()[0]

        then:
        seen.fidelity() == Fidelity.OPAQUE
        seen.notes()*.text() == ['touch ran; echo operations completed!',
                "the application was not asked (--ask-application): bash -euo pipefail -c 'touch asked'"]
        seen.way() == new WayBack.None('no earlier step backs up the database localhost:1/none')
        !Files.exists(folder.resolve('ran'))
        !Files.exists(folder.resolve('asked'))
    }

    def "asked for its dry run, the application speaks for the version that is there now: #earlier"() {
        given:
        def belay = new Belay(folder)
        belay.file('app.groovy', """
            upgrade 'app', to: '2.0'
            database 'main', postgresql: 'localhost:1/none', user: 'nobody'
            ${earlier.replace('DIR', folder as String)}
            migrate 'main', command: 'true', dir: '$folder/app', done: 'x', preview: 'echo nothing to do'
        """)
        Files.createDirectories(folder.resolve('app'))

        expect:
        belay.run('preview', 'app.groovy', '--ask-application') == 0
        belay.out.contains('nothing to do')
        belay.out.replaceAll(/\s+/, ' ').contains('that said the version which is there now; earlier steps change it') == changed

        where:
        earlier                                     || changed
        ''                                          || false
        "mkdir 'DIR/backup'"                        || false
        "mkdir 'DIR/app/new'"                       || true
        "sh 'true', touches: ['DIR/app/lib']"       || true
    }

    def "where its check holds it does not run"() {
        expect:
        bench.run(bench.preview(migrate('touch ran', ", check: 'true'"))).exit() == Exit.DONE
        !Files.exists(folder.resolve('ran'))
    }

    def "#more makes it #again"() {
        expect:
        bench.preview(migrate('true', more)).predictions()[0].again() == again

        where:
        more                      || again
        ''                        || Again.ONCE
        ", check: 'true'"         || Again.IDEMPOTENT
        ', repeat: true'          || Again.IDEMPOTENT
        ", unchanged: 'nothing'"  || Again.IDEMPOTENT
    }

    def "lost with attempts whose commands #attempts, the last one having said '#said', it is #standing"() {
        given:
        def world = [attempts: { attempts }, completed: { new Completed(0, false, false, said, said, Duration.ZERO) }] as Resolving
        def sh = new Sh('true', Context.own(), Optional.empty(), Optional.empty(), Optional.empty(), false, Optional.empty(), new Back.Nothing())

        expect:
        new Migrate(sh, new Wording('completed', Optional.of('nothing to do'))).resolve(world) == standing

        where:
        attempts                  | said            || standing
        [[]]                      | ''              || Standing.NOT_STARTED
        [[new Host.Ended(0)]]     | 'completed'     || Standing.DONE
        [[new Host.Ended(0)]]     | 'nothing to do' || Standing.DONE
        [[new Host.Ended(0)]]     | 'would apply'   || Standing.PARTIAL
        [[new Host.Ended(1)]]     | 'completed'     || Standing.PARTIAL
        [[new Host.Lost()]]       | 'completed'     || Standing.UNKNOWN
    }

    @Requires(value = { ['bash', '-c', 'command -v psql'].execute().waitFor() == 0 }, reason = 'psql is not installed')
    def "it is undone by the backups of the database and of what else it touches"() {
        given:
        Database database = Servers.freshDatabase()
        Servers.run(database, 'create table people (name text)', "insert into people values ('Ada')")
        Files.createDirectories(folder.resolve('media'))
        Files.writeString(folder.resolve('media/1'), 'old')
        def preview = bench.preview("""
            database 'main', postgresql: '${Servers.address(database)}', user: 'postgres'
            def main = database('main')
            backup 'main', to: '$folder/backup'
            backup files: ['media'], to: '$folder/backup', dir: '$folder'
            migrate 'main', command: "psql -qh \${main.host} -p \${main.port} -U postgres \${main.name} -c 'drop table people'; echo new > media/1; echo Completed",
                done: 'Completed', touches: ['media'], dir: '$folder'
        """)

        when:
        def ended = bench.run(preview)

        then:
        ended.exit() == Exit.DONE
        Servers.ask(database, "select to_regclass('people')::text") == [null]

        when:
        def undone = bench.undo(ended)

        then:
        undone.exit() == Exit.DONE
        Servers.ask(database, 'select name from people') == ['Ada']
        Files.readString(folder.resolve('media/1')) == 'old'

        cleanup:
        Servers.dropAll(database)
    }
}
