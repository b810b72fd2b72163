package dev.belay.cli

import dev.belay.journal.Entry
import dev.belay.journal.StateFolder
import dev.belay.testing.ChildJvm
import java.nio.file.Files
import java.nio.file.Path
import java.time.Instant
import spock.lang.Specification
import spock.lang.TempDir
import spock.util.concurrent.PollingConditions

/** What the screens of an undo say of files: what goes away, what comes back, and what is kept until when. */
class UndoScreensSpec extends Specification {

    @TempDir
    Path folder

    Belay belay

    def setup() {
        belay = new Belay(folder)
        belay.file('new', 'new')
        belay.file('bin/app', 'old').toFile().lastModified = 1_600_000_000_000 // two files of one size and one moment are taken to be the same
    }

    private void script(String text) {
        belay.file('app.groovy', "upgrade 'app', to: '2.0'\ndefaults dir: '$folder'\n$text\n")
    }

    private List<String> kept() {
        folder.resolve('bin').toFile().list().findAll { it.contains('.old-') }
    }

    def "only what is kept is told as kept: after the run, its undo, and accept"() {
        given:
        script("copy 'new', to: 'bin/app'")

        expect:
        belay.run('run', 'app.groovy', '--yes') == 0
        kept().size() == 1
        belay.out.contains("kept    $folder/bin/${kept()[0]}, 3 B; until accept\n")

        when: 'it was put back, and what stood in its place is kept in its turn'
        assert belay.run('undo', '--yes') == 0

        then:
        kept().size() == 1
        belay.out.readLines().findAll { it.startsWith('kept') } ==
                ["kept    what stood in its place, $folder/bin/${kept()[0]}, 3 B; until accept".toString()]

        when:
        def run = (belay.out =~ /run (app-\w+)/)[0][1]
        assert belay.run('accept', run) == 0

        then:
        kept() == []
        !belay.out.contains('kept')

        and: 'the same where a run is accepted that was not undone'
        belay.run('run', 'app.groovy', '--yes') == 0
        belay.run('accept') == 0
        !belay.out.contains('kept')
        kept() == []
    }

    def "what was not there before goes away, and an undo's preview says so: #step"() {
        given:
        script(step)
        assert belay.run('run', 'app.groovy', '--yes') == 0

        expect:
        belay.run('undo', '--preview') == 0
        belay.out.readLines().any { it =~ "^ +1  $label +- .*$path\$" }
        !belay.out.contains('as it was')
        belay.run('undo', '--yes') == 0
        !Files.exists(folder.resolve(path))

        where:
        step                                       | label              | path
        "copy 'new', to: 'bin/app-2.0'"            | 'remove app-2.0'   | 'bin/app-2.0'
        "mkdir 'data/cache'"                       | 'remove data'      | 'data'
        "configure 'app.env', set: [COLOUR: 'x']"  | 'put back app.env' | 'app.env'
    }

    /** As a power cut in the middle of a step leaves it: an intent, no outcome, and nothing in the world that tells. */
    private String lost(int step) {
        assert belay.run('run', 'app.groovy', '--yes', '--until', "${step - 1}", '--state', 'state') == 0
        def run = StateFolder.at(folder.resolve('state')).runs()[0]
        run.open().withCloseable { journal ->
            def id = run.plan().steps()[step - 1].id()
            journal.append(new Entry.Intended(Instant.now(), id, 1, 'lost', run.shown().predictions()[step - 1]))
            journal.append(new Entry.Resolved(Instant.now(), id, 1, 'lost', 'unknown', 'world', Optional.empty(), '', Optional.empty()))
        }
        run.id()
    }

    def "what leads back from a step in doubt, and depends on what came of it, is settled before anybody is asked"() {
        given:
        script("sh 'true', undo: 'touch back-1', touches: []\nsh 'true', undo: 'touch back-2', touches: [], name: 'second'")
        def run = lost(2)

        expect:
        belay.run('undo', *agreed, '--state', 'state') == 3
        belay.err.contains('step 2 second is in doubt: ')
        belay.err.contains("settle it first: belay resolve $run --state $folder/state 2 done|redo|skip --reason TEXT")
        !Files.exists(folder.resolve('back-1'))

        and: 'its preview says so too'
        belay.run('undo', '--preview', '--state', 'state') == 0
        belay.out.contains('IN DOUBT: step 2 second; this undo begins once that is settled\n')

        and:
        belay.run('resume', '--state', 'state') == 3
        belay.out.contains('once that is settled')
        belay.run('resolve', '2', 'skip', '--reason', 'it did not run', '--state', 'state') == 0
        belay.run('undo', '--yes', '--state', 'state') == 0

        where:
        agreed << [['--yes'], []]
    }

    def "nothing needs to be settled where a backup brings back what the step touched: #left"() {
        given:
        belay.file('data/letter', 'old')
        script("backup files: ['data'], to: 'backup'\nsh 'echo new > data/letter', touches: ['data'], name: 'write'")
        lost(2)
        belay.file('data/letter', left)

        expect: 'the screen of a resume that stops at it says so'
        belay.run('resume', '--state', 'state') == 3
        belay.out.contains('IN DOUBT step 2/2 write')
        !belay.out.contains('once that is settled')

        and:
        belay.run('undo', '--yes', '--state', 'state') == 0
        belay.out.contains('UNDONE app on local')
        folder.resolve('data/letter').toFile().text == 'old'

        where:
        left << ['old', 'new\n', 'ne']
    }

    def "an undo beside one that works on the site is refused before it is shown"() {
        given:
        script("sh 'touch begun; until test -e go; do sleep 0.05; done', undo: 'true', touches: []")
        belay.file('app.site.groovy', "site 'gis', production: true\n")
        def child = ChildJvm.start(Main, 'run', folder.resolve('app.groovy'), '--site', folder.resolve('app.site.groovy'), '--yes', '--state', folder.resolve('state'))
        new PollingConditions(timeout: 60, delay: 0.05).eventually { assert Files.exists(folder.resolve('begun')) }

        expect:
        belay.run('undo', '--yes', '--state', 'state') == 4
        belay.out == ''
        belay.err =~ /the site is locked by belay run app-\w+ of /

        cleanup:
        belay.file('go', '')
        child?.awaitExit()
        child?.close()
    }

    def "in maintenance people cannot write, though a service serves: #more"() {
        given:
        belay.file('data/letter', 'old')
        script("""
            service 'web', process: 'bash serve.sh', dir: '$folder', pidfile: 'web.pid'
            maintenance(file: '$folder/closed'$more) {
                backup files: ['data'], to: 'backup'
                sh 'echo new > data/letter; exit 1', touches: ['data'], name: 'write'
            }
        """)
        assert belay.run('run', 'app.groovy', '--yes') == 1

        expect:
        belay.out.contains(nothing ? 'loses nothing' : 'loses what was written since')
        belay.run('undo', '--preview') == 0
        belay.out.contains(nothing ? 'lost: nothing that people wrote; nobody could write since the backup' : 'LOST: what was written since')

        where:
        more             || nothing
        ''               || true
        ', always: true' || false
    }
}
