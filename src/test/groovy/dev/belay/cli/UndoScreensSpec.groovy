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
        belay.file('bin/app', 'old')
    }

    private void script(String text) {
        belay.file('app.groovy', "upgrade 'app', to: '2.0'\ndefaults dir: '$folder'\n$text\n")
    }

    private List<String> kept() {
        folder.resolve('bin').toFile().list().findAll { it.contains('.old-') }
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
