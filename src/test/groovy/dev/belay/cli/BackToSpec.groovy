package dev.belay.cli

import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir

/** {@code belay undo --back-to STEP}, and what leads on from there. */
class BackToSpec extends Specification {

    @TempDir
    Path folder

    Belay belay

    def setup() {
        belay = new Belay(folder)
        belay.file('app.env', 'MODE=old\n')
        belay.file('app.groovy', """\
            upgrade 'app', to: '2.0'
            defaults dir: '$folder'
            mkdir 'data'
            configure 'app.env', set: [MODE: 'new']
            sh 'echo built >> log', touches: ['log'], undo: 'rm -f log'
            sh 'echo sent >> mail', touches: ['mail']
            """.stripIndent())
        assert belay.run('run', 'app.groovy', '--yes') == 0
    }

    private String text(String name) {
        Files.exists(folder.resolve(name)) ? Files.readString(folder.resolve(name)) : ''
    }

    def "it is shown, done, and gone on from"() {
        when: 'step 4 has no way back, so that it is passed over'
        assert belay.run('undo', '--back-to', '2', '--preview') == 0

        then:
        belay.out.readLines()[0].contains(' to before step 2, app 2.0 on ')
        belay.out.contains('back to before step 2 configure app.env, from which on it begins anew; undone: 2 configure app.env, 3 sh echo built')
        belay.out.contains('NOT WHOLE: 1 step has no way back')
        text('log') == 'built\n'

        when:
        assert belay.run('undo', '--back-to', '2', '--yes') == 1

        then:
        [text('app.env'), text('log'), text('mail')] == ['MODE=old\n', '', 'sent\n']
        belay.out.contains('HALTED before step 2/4 configure app.env')
        belay.out.contains('stays   sh echo sent')
        belay.out.contains('previewed first')

        when:
        assert belay.run('status') == 0

        then:
        belay.out.contains('halted')

        when: 'nobody is there to agree'
        assert belay.run('resume') == 7

        then:
        text('log') == ''

        when:
        assert belay.run('resume', '--yes') == 0

        then:
        [text('app.env'), text('log'), text('mail')] == ['MODE=new\n', 'built\n', 'sent\n']
        belay.run('accept') == 0
    }

    def "a step is named by its number or id, and one that cannot be gone back to is refused: #named"() {
        expect:
        belay.run('undo', '--back-to', named, '--preview') == code
        (belay.out + belay.err).contains(says)

        where:
        named || code | says
        '3'   || 0    | 'back to before step 3'
        '4'   || 2    | 'has no way back'
        '9'   || 2    | 'no step 9'
        'x'   || 2    | "no step 'x'"
    }

    def "a step and a version are two goals"() {
        expect:
        belay.run('undo', '--back-to', '2', '--to', '1.0', '--yes') == 2
        (belay.out + belay.err).contains('give one of them')
    }
}
