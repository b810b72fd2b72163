package dev.belay.cli

import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir

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
}
