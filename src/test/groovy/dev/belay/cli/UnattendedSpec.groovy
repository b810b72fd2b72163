package dev.belay.cli

import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir

/** What a run at night, with nobody at the terminal, does not begin. */
class UnattendedSpec extends Specification {

    @TempDir
    Path folder

    Belay belay

    def setup() {
        belay = new Belay(folder)
        belay.file('data/a', 'old')
    }

    private void script(String text) {
        belay.file('app.groovy', "upgrade 'app', to: '2.0'\n$text\n".replace('DIR', folder.toString()))
    }

    def "a run that asks a person is refused before its first step: #more"() {
        given:
        script("sh 'echo new > data/a', dir: 'DIR', touches: []\nconfirm 'Take a snapshot'")

        expect:
        belay.run(['run', 'app.groovy', '--yes', *more] as String[]) == 7
        belay.err.contains("a person is needed: step 2 is confirm")
        Files.readString(folder.resolve('data/a')) == 'old'

        where:
        more << [['--no-input'], []]
    }

    def "it begins where the question is left out: #more"() {
        given:
        script("sh 'echo new > data/a', dir: 'DIR', touches: []\nconfirm 'Take a snapshot'")

        expect:
        belay.run(['run', 'app.groovy', '--yes', '--no-input', *more] as String[]) == 0
        Files.readString(folder.resolve('data/a')) == 'new\n'

        where:
        more << [['--skip', '2'], ['--until', '1']]
    }

    def "a resume looks ahead in the same way: #more"() {
        given:
        script("sh 'test -e mended', dir: 'DIR', repeat: true\nsh 'echo new > data/a', dir: 'DIR', touches: []\nconfirm 'Take a snapshot'")
        assert belay.run('run', 'app.groovy', '--yes', '--no-input', '--until', '1') == 1
        belay.file('mended', '')

        expect:
        belay.run(['resume', '--no-input', *more] as String[]) == exit
        Files.readString(folder.resolve('data/a')) == left

        where:
        more            || exit | left
        []              || 7    | 'old'
        ['--skip', '3'] || 0    | 'new\n'
    }

    def "on a production site, going back by itself to a backup wants the site's name beforehand: #more"() {
        given:
        belay.file('site.groovy', "site 'gis', production: true\n")
        script("""
            backup files: ['data'], to: 'DIR/backup', dir: 'DIR'
            sh 'echo new > data/a; exit 1', dir: 'DIR', touches: ['data']
        """)

        expect:
        belay.run(['run', 'app.groovy', '--site', 'site.groovy', '--yes', '--no-input', *more] as String[]) == exit
        Files.readString(folder.resolve('data/a')) == left
        exit != 7 || belay.err.contains("going back to a backup loses what was written since on the production site 'gis'")

        where:
        more                                         || exit | left
        ['--on-failure', 'undo']                     || 7    | 'old'
        ['--on-failure', 'undo', '--confirm', 'gis'] || 8    | 'old'
        ['--on-failure', 'stop']                     || 1    | 'new\n'
    }

    def "an undo by hand that goes back to a backup wants it too"() {
        given:
        belay.file('site.groovy', "site 'gis', production: true\n")
        script("""
            backup files: ['data'], to: 'DIR/backup', dir: 'DIR'
            sh 'echo new > data/a; exit 1', dir: 'DIR', touches: ['data']
        """)
        belay.run('run', 'app.groovy', '--site', 'site.groovy', '--yes', '--no-input')

        expect:
        belay.run('undo', '--yes', '--no-input') == 7
        Files.readString(folder.resolve('data/a')) == 'new\n'
        belay.run('undo', '--yes', '--no-input', '--confirm', 'gis') == 0
        Files.readString(folder.resolve('data/a')) == 'old'
    }
}
