package dev.belay.cli

import dev.belay.journal.SiteLock
import dev.belay.journal.StateFolder
import dev.belay.testing.ChildJvm
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir
import spock.util.concurrent.PollingConditions

/** Stepping through an upgrade at the prompt, on real files and commands. */
class ReplSpec extends Specification {

    @TempDir
    Path folder

    Belay belay
    Sitting sitting

    def setup() {
        belay = new Belay(folder)
        sitting = new Sitting(belay)
        belay.file('app/app.env', 'COLOUR=red\n')
        script()
    }

    void script(String check = 'ready', String more = '') {
        belay.file('shop.groovy', """\
            upgrade 'shop', from: '>=1.0 <2.0', to: '2.0.0'
            param 'colour', default: 'blue'
            def home = '$folder/app'
            phase('Back up') { backup files: ["\$home/app.env"], to: "\$home/backup" }
            phase('Configure') {
                configure "\$home/app.env", set: [COLOUR: colour]
                def listing = sh 'ls', dir: home, touches: []
                sh 'test -f $check', dir: home, touches: [], name: 'ready'
                $more
            }
            phase('Verify') { verify file: "\$home/app.env" }
            """.stripIndent())
    }

    int at(List<String> lines, String... words) {
        sitting.type(lines, *(words ?: ['shop.groovy', '--installed', '1.0']), '--state', 'state')
    }

    String env() {
        Files.readString(folder.resolve('app/app.env'))
    }

    String run() {
        folder.resolve('state/runs').toFile().list()[0]
    }

    def "a script is stepped through: a breakpoint, a failing step said otherwise, one left out, one undone, and the rest by resume"() {
        when:
        int left = at([':step', ':back', 'y', ':break ready', ':continue', ':print listing', ':retry', ':edit', 'sh "test -f app.env", dir: home, touches: [], name: "ready"',
                       ':retry', ':quit'])

        then:
        left == 0
        sitting.shown.contains('stopped at breakpoint 1  before ready')
        sitting.shown.contains("'app.env\nbackup'")
        sitting.shown.contains('FAILED step 4/5 ready')
        sitting.shown =~ /again: +:retry/
        env() == 'COLOUR=blue\n'

        when:
        int resumed = belay.run('resume', '--state', 'state')

        then:
        resumed == 0
        belay.out.contains('DONE shop -> 2.0.0')
        belay.run('log', '--state', 'state') == 0
        belay.out =~ /took over edits ready is another/
    }

    def "a step is left out with a reason, and the whole run is undone"() {
        expect:
        at([':s 3', ':skip it will come', ':continue', ':undo', 'yes']) == 0
        sitting.shown =~ /note +step 4\/5 ready: skip by \S+ \(it will come\)/
        sitting.shown.contains('UNDONE')
        env() == 'COLOUR=red\n'
    }

    def "what is typed is done, saved, and does the same as a script on a fresh world"() {
        given:
        def typed = ["upgrade 'shop', to: '2.0.0'", "def home = '$folder/app'", 'for (colour in ["green", "blue"]) {',
                     '    configure "$home/app.env", set: [COLOUR: colour]', '}', 'y',
                     'sh "cp app.env copy.env",', '  dir: home, undo: "rm copy.env", touches: [home]', 'y', ':save typed.groovy']

        when:
        int code = at(typed, '--no-color')

        then:
        code == 0
        env() == 'COLOUR=blue\n'
        Files.readString(folder.resolve('app/copy.env')) == 'COLOUR=blue\n'

        when: 'on a fresh world'
        Files.delete(folder.resolve('app/copy.env'))
        belay.file('app/app.env', 'COLOUR=red\n')
        belay.run('accept', '--state', 'state')

        then:
        belay.run('preview', './typed.groovy', '--state', 'other') == 0
        belay.out =~ /3  sh cp app.env copy.env/
        belay.run('run', './typed.groovy', '--yes', '--state', 'other') == 0
        env() == 'COLOUR=blue\n'
        Files.readString(folder.resolve('app/copy.env')) == 'COLOUR=blue\n'
    }

    def "a script that was edited meanwhile is read anew: what is done stays, what moved is said"() {
        given:
        int lines = 0
        sitting.before = {
            if (lines++ == 1) {
                script('app.env', 'sh "echo more", dir: home, touches: []')
            }
        }

        expect:
        at([':s 2', ':reload', ':continue']) == 0
        sitting.shown.contains('ready is another')
        sitting.shown.contains('sh echo more is new')
        sitting.shown.contains('DONE shop -> 2.0.0')
    }

    def "an edit of what is done already is refused, and nothing changes"() {
        given:
        int lines = 0
        sitting.before = {
            if (lines++ == 1) {
                belay.file('shop.groovy', Files.readString(folder.resolve('shop.groovy')).replace('blue', 'green'))
            }
        }

        expect:
        at([':s 2', ':reload', ':whereami']) == 0
        sitting.shown.contains('was begun as it stood, and is another now')
        env() == 'COLOUR=blue\n'
    }

    def "the lock is held only while a step changes something"() {
        given:
        List<Boolean> held = []
        sitting.before = { held << SiteLock.holder(StateFolder.at(folder.resolve('state'))).present }

        expect:
        at([':step', ':step', ':whereami']) == 0
        held == [false, false, false]
    }

    def "on a production site what has no way back wants the site's name typed, which --yes does not answer"() {
        given:
        belay.file('site.groovy', "site 'gis', app: 'shop', production: true\n")
        belay.file('shop.groovy', "upgrade 'shop', to: '2.0.0'\nsh 'touch made', dir: '$folder/app'\n")

        expect:
        at([':step', answer], './shop.groovy', '--yes') == 0
        sitting.shown.contains('type gis to go on:')
        Files.exists(folder.resolve('app/made')) == done

        where:
        answer || done
        'yes'  || false
        'gis'  || true
    }

    def "#words on the production site gis asks for its name: #asked"() {
        given:
        belay.file('site.groovy', "site 'gis', app: 'shop', production: true\n")
        belay.file('shop.groovy', "upgrade 'shop', to: '2.0.0'\nsh 'touch made', dir: '$folder/app'\n")

        expect:
        at([':step', ''], './shop.groovy', *words) == 0
        sitting.shown.contains('type gis to go on:') == asked
        Files.exists(folder.resolve('app/made')) != asked

        where:
        words                          || asked
        ['--yes', '--confirm', 'gis']  || false
        ['--yes', '--confirm', 'shop'] || true
        ['--confirm', 'gis']           || true
    }

    def "out of a pipe #lines ends with #exit, and what is behind the first that fails is not done"() {
        given:
        def input = (lines + ["configure '$folder/app/app.env', set: [COLOUR: 'violet']"]).join('\n')

        def nowhere = new PrintStream(OutputStream.nullOutputStream())

        expect:
        Main.run(['repl', *words, '--state', 'state'] as String[], new Terminal(new ByteArrayInputStream(input.getBytes('UTF-8')),
                nowhere, nowhere, belay.environment, folder, false)) == exit
        !env().contains('violet')

        where:
        lines                                     | words                                                 || exit
        ["stopp 'web'"]                           | ['--yes']                                             || 2
        [':stepp']                                | ['shop.groovy', '--installed', '1.0', '--yes']        || 2
        [':continue']                             | ['shop.groovy', '--installed', '1.0', '--yes']        || 1
        [':step']                                 | ['shop.groovy', '--installed', '3.0', '--yes']        || 5
        []                                        | ['--no-color']                                        || 7
    }

    def "#line is told as wrong: #told"() {
        expect:
        at([line]) == 0
        sitting.shown.contains(told)

        where:
        line                    || told
        ':stepp'                || "there is no command ':stepp'; did you mean 'step'?"
        ':until'                || ':until STEP: STEP is missing'
        ':until reddy'          || "the plan has no step 'reddy'; did you mean 'ready'?"
        ':until 9'              || 'the plan has steps 1 to 5, and no step 9'
        ':plan all'             || ":plan takes nothing, and 'all' stands behind it"
        ':step x'               || "'x' is no number of steps"
        ':print colur'          || "there is no variable or parameter 'colur'; did you mean 'colour'?"
        ':break ready if colur' || "there is no variable or parameter 'colur'; did you mean 'colour'?"
        ':log'                  || 'nothing was begun yet, so there is no run'
        ':load nowhere'         || 'cannot read nowhere'
        ':help stopp'           || "there is no command and no word 'stopp'; did you mean 'stop'?"
        ':resolve 1 perhaps x'  || "'perhaps' is none of done, redo, skip"
        'restart'               || "'restart' is a verb; what it works on follows it: restart 'subject'"
    }

    def "a breakpoint stops where its condition holds, and one of a line before what that says"() {
        expect:
        at([':break configure if colour == "red"', ':break sh if colour == "blue"', ':break line 4', ':breaks', ':break verify', ':breaks clear 3', ':breaks', ':continue', ':whereami']) == 0
        sitting.shown.contains('stopped at breakpoint 2  before every sh if colour == "blue"')
        sitting.shown =~ /=>b  3  sh ls/
    }

    def "what a site sets is at hand in a session that is typed"() {
        given:
        belay.file('site.groovy', "site 'here', app: 'shop'\nset home: '$folder/app'\nset '9.9.9', other: 'x'\n")

        expect:
        at([':print home', 'sh "touch made", dir: home, touches: []', 'y', ':save typed.groovy'], '--site', folder.resolve('site.groovy').toString()) == 0
        sitting.shown.contains("'$folder/app'")
        Files.exists(folder.resolve('app/made'))
        belay.run('preview', './typed.groovy', '--site', folder.resolve('site.groovy').toString(), '--state', 'other') == 0
    }

    def "a transcript holds what was typed and shown, and no secret"() {
        given:
        belay.file('site.groovy', "site 'here', app: 'shop'\nsecret 'TOKEN', command: ['echo', 'hunter2secret']\n")
        belay.file('shop.groovy', "upgrade 'shop', to: '2.0.0'\nconfigure '$folder/app/app.env', set: [TOKEN: secret('TOKEN')]\n"
                + "sh 'cat app.env', dir: '$folder/app', touches: []\n")

        expect:
        at([':continue', ':output 2', 'def x = "hunter2secret"', ':transcript t.md'], './shop.groovy') == 0
        def text = Files.readString(folder.resolve('t.md'))
        text.startsWith('# shop 2.0.0 on here\n')
        text.contains('shop 2.0.0 on here 1/2> :continue')
        !text.contains('hunter2secret')
        !sitting.shown.replace('def x = "hunter2secret"', '').contains('hunter2secret')
    }

    def "a run that failed is opened at the step where it stands"() {
        given:
        belay.run('run', './shop.groovy', '--installed', '1.0', '--yes', '--state', 'state')

        expect:
        at([':whereami', ':skip no need', ':continue', ':accept', 'y'], '--run', run()) == 0
        sitting.shown =~ /=> +4  ready +FAILED/
        sitting.shown.contains('ACCEPTED')
    }

    def "a step in doubt is settled at the prompt, with a reason; before that nothing goes on"() {
        given: 'a command that may not run twice, and a Belay that is killed with it'
        belay.file('shop.groovy', """\
            upgrade 'shop', to: '2.0.0'
            sh 'touch begun; until test -e go; do sleep 0.05; done', dir: '$folder', touches: []
            configure '$folder/app/app.env', set: [COLOUR: 'blue']
            """.stripIndent())
        def child = ChildJvm.start(belay.environment, [], Main, 'run', folder.resolve('shop.groovy'), '--yes', '--state', folder.resolve('state'))
        new PollingConditions(timeout: 60, delay: 0.02).eventually { assert Files.exists(folder.resolve('begun')) }
        child.kill()
        ProcessHandle.allProcesses()
                .filter { it.info().commandLine().filter { line -> line.contains(folder.toString()) }.present }
                .forEach { it.destroyForcibly() }
        new PollingConditions(timeout: 60, delay: 0.05).eventually {
            assert belay.run('resume', '--state', 'state') == 3
        }

        expect:
        at([':step', ':resolve 1 done it had begun', ':continue'], '--run', run()) == 0
        sitting.shown.contains('step 1 is in doubt')
        sitting.shown.contains('DONE shop -> 2.0.0')
        env() == 'COLOUR=blue\n'
    }

    def "a file's statements are taken in before the step at hand; phase, site, journal and forecast are shown"() {
        given:
        belay.file('more.groovy', "def word = 'loaded'\n// a comment\nsh \"echo \$word\", dir: '$folder/app', touches: [], name: 'more'\n")

        expect:
        at([':next', ':site', ':log 1', ':load more.groovy', 'y', ':output more', ':preview verify', ':why 1', ':whereami', ':log']) == 0
        sitting.shown.contains('site local\n')
        sitting.shown.contains('1/5 backup files: done')
        sitting.shown.contains("> def word = 'loaded'\nnoted\n")
        sitting.shown.contains('2/6 more')
        sitting.shown =~ /> :output more\nloaded\n/
        sitting.shown.contains('backup files is done')
        sitting.shown =~ /=> +3  configure/
        sitting.shown.contains('plan revised by')
    }
}
