package dev.belay.cli

import dev.belay.testing.ChildJvm
import dev.belay.testing.GitRepository
import dev.belay.testing.Port
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir
import spock.util.concurrent.PollingConditions

/** From version 1 over 2 to 3 in one run: a work tree with tags, an env file, data that is backed up, and a process. */
class WalkSpec extends Specification {

    @TempDir
    Path folder

    Belay belay
    GitRepository app
    Port port = new Port()
    def eventually = new PollingConditions(timeout: 60, delay: 0.05)

    def setup() {
        belay = new Belay(folder)
        app = GitRepository.init(folder.resolve('app'))
        ['1.0.0', '2.0.0', '3.0.0'].each { app.commit(['serve.sh': serving(it)], it) }
        app.git('checkout', '-q', '1.0.0')
        belay.file('app.env', "VERSION=1.0.0\n")
        belay.file('data/log', "1.0.0\n")
        belay.file('scripts/shop/common.groovy', """\
            param 'colour', default: 'none'
            service 'web', process: 'bash app/serve.sh', dir: '$folder', pidfile: 'web.pid', log: 'web.log', health: $port.number
            installed git: '$folder/app'
            defaults dir: '$folder'

            def step() {
                phase('Stop') { stop 'web', timeout: 10.seconds }
                phase('Back up') { backup files: ['data'], to: 'backup' }
                phase('Move') {
                    checkout 'app', tag: target
                    configure 'app.env', set: [VERSION: target, BEFORE: "\$installed", COLOUR: colour]
                    sh "echo begun \$target >> begun; until test -e go; do sleep 0.05; done; echo \$target >> data/log; test ! -e fail-\$target",
                        touches: ['data'], name: 'migrate'
                }
                phase('Start') { start 'web' }
            }
        """.stripIndent())
        script('2.0.0', '>=1.0 <2.0')
        script('3.0.0', '2.x')
        serve()
    }

    def cleanup() {
        Files.exists(folder.resolve('go')) ?: Files.createFile(folder.resolve('go'))
        pid().ifPresent { it.destroyForcibly().with { true } && it.onExit().join() }
        port.close()
    }

    def "a preview shows a part for each version, each on what the ones before leave"() {
        expect:
        act('preview', 'shop', '--to', '3.0.0') == 0

        and:
        def lines = belay.out.readLines()
        lines[0] == 'shop 1.0.0 -> 2.0.0 -> 3.0.0 on local'
        lines.findAll { it =~ /^\d.* -> / }*.replaceAll(' +', ' ') == [
                "1.0.0 -> 2.0.0 $folder/scripts/shop/2.0.0.groovy".toString(),
                "2.0.0 -> 3.0.0 $folder/scripts/shop/3.0.0.groovy".toString()]
        belay.out =~ /checkout app +~ .*1\.0\.0 \(\w+\) -> 2\.0\.0/
        belay.out =~ /checkout app +~ .*2\.0\.0 \(\w+\) -> 3\.0\.0/
        belay.out =~ /app\.env VERSION +1\.0\.0 -> 2\.0\.0/
        belay.out =~ /app\.env VERSION +2\.0\.0 -> 3\.0\.0/
        belay.out =~ /app\.env BEFORE +1\.0\.0 -> 2\.0\.0/

        and: 'the second part stops the service that the first one starts, and has a backup of its own as the way back'
        belay.out.count(' active -> inactive') == 2
        belay.out.count(' inactive -> active') == 2
        belay.out.contains('! the way back is the backup of step 2\n')
        belay.out.contains('! the way back is the backup of step 8\n')

        and: 'nothing was changed'
        app.head() == app.git('rev-parse', '1.0.0')
        text('app.env') == 'VERSION=1.0.0\n'
    }

    def "a walk is one run: one journal, and one way back to where it began"() {
        given:
        go()

        expect:
        act('run', 'shop', '--to', '3.0.0', '--yes') == 0
        serves('3.0.0')
        text('app.env') == "VERSION=3.0.0\nBEFORE=2.0.0\nCOLOUR=none\n"
        text('data/log') == '1.0.0\n2.0.0\n3.0.0\n'
        folder.resolve('state/runs').toFile().list().size() == 1
        folder.resolve('backup').toFile().list().findAll { it.endsWith('.tar.zst') }*.replaceAll('shop-....', 'RUN')*.take(14).sort() ==
                ['data-RUN-2-0-0', 'data-RUN-3-0-0']

        and:
        act('status') == 0
        belay.out.contains('shop -> 3.0.0 on local')

        and: 'the preview of the way back names the versions of its legs, and of the backups'
        act('undo', '--preview') == 0
        belay.out.readLines().findAll { it =~ /^  \w/ } == ['  Undo 2.0.0 -> 3.0.0', '  Undo 1.0.0 -> 2.0.0', '  Bring up']
        belay.out =~ /by going back to the backup \(backup files, 1\.0\.0 -> 2\.0\.0, /
        belay.out =~ /by going back to the backup \(backup files, 2\.0\.0 -> 3\.0\.0, /

        when: 'back over both'
        assert act('undo', '--yes') == 0

        then:
        serves('1.0.0')
        app.head() == app.git('rev-parse', '1.0.0')
        text('app.env') == 'VERSION=1.0.0\n'
        text('data/log') == '1.0.0\n'
    }

    def "an undo stops at a version in between, goes on from there on a new preview, and back again"() {
        given:
        go()
        assert act('run', 'shop', '--to', '3.0.0', '--yes') == 0

        expect: 'the way back to 2 is previewed'
        act('undo', '--to', '2.0.0', '--preview') == 0
        belay.out =~ /^undo of shop-\w+ to 2\.0\.0, shop 3\.0\.0 on local/
        !belay.out.contains('-> 1.0.0')
        serves('3.0.0')

        and: 'and taken'
        act('undo', '--to', '2.0.0', '--yes') == 0
        belay.out.contains('PARTLY UNDONE shop on local: at 2.0.0')
        belay.out =~ /go on: +belay resume shop-\w+ --state \S+ +previewed first/
        belay.out =~ /go back: +belay undo shop-\w+/
        belay.out =~ /stay here: +belay accept shop-\w+/
        at('2.0.0', '1.0.0')

        and: 'the run is open'
        act('status') == 0
        belay.out =~ /on local  partly undone  at 2\.0\.0\n/
        act('status', '--format', 'json') == 0
        belay.out =~ /"standing" ?: ?"returned"/
        belay.out =~ /"at" ?: ?"2\.0\.0"/
        act('preview', 'shop', '--to', '3.0.0') == 4
        belay.err.contains('is open (partly undone)')
        act('run', 'shop', '--to', '3.0.0', '--yes') == 4
        act('undo', '--to', '2.0.0') == 2
        belay.err.contains('went back to 2.0.0 already')

        and: 'each step of the first part was begun once'
        def first = begun('2.0.0/')
        !first.empty

        when: 'people work with 2, and then it goes on'
        folder.resolve('data/log').toFile() << 'work\n'

        then: 'nobody agreed to that yet'
        act('resume') == 7
        belay.out.startsWith('shop 2.0.0 -> 3.0.0 on local')

        and: 'its steps are counted as they will be when they run'
        belay.out =~ /\n +7  stop web /
        belay.out.contains('! the way back is the backup of step 8\n')
        belay.out.contains('(steps 7 to 12')

        and: 'a new backup is made: what was written since is in it'
        act('resume', '--yes') == 0
        serves('3.0.0')
        text('data/log') == '1.0.0\n2.0.0\nwork\n3.0.0\n'
        begun('2.0.0/') == first
        act('log', run()) == 0
        belay.out.contains('back at 2.0.0')

        and: 'back to 2 once more: nothing that people wrote there is lost'
        act('undo', '--to', '2.0.0', '--yes') == 0
        at('2.0.0', '1.0.0', 'work\n')

        and: 'and to 1'
        act('undo', '--yes') == 0
        belay.out.contains('UNDONE')
        at('1.0.0', '')
        act('accept', run()) == 0
    }

    def "no undo stops at a version in between where the way back leads further than that"() {
        given:
        go()
        belay.file('scripts/shop/3.0.0.groovy', """\
            upgrade 'shop', from: '2.x', to: '3.0.0'
            include 'common.groovy'
            sh 'echo 3.0.0 >> data/log', touches: ['data'], name: 'without a backup of its own'
            """.stripIndent())
        assert act('run', 'shop', '--to', '3.0.0', '--yes') == 0

        expect: 'the data of before 2.0.0 are not for 2.0.0'
        act('undo', '--to', '2.0.0', '--yes') == 2
        belay.err.contains("cannot stop at 2.0.0: the way back of 'without a backup of its own' is a backup that was made before 2.0.0 was there")
        serves('2.0.0')
        text('data/log') == '1.0.0\n2.0.0\n3.0.0\n'

        and:
        act('undo', '--yes') == 0
        serves('1.0.0')
        text('data/log') == '1.0.0\n'
    }

    def "an earlier run is not undone over what a later one left that went back in part"() {
        given:
        go()
        app.git('checkout', '-q', '3.0.0')
        app.commit(['serve.sh': serving('4.0.0')], '4.0.0')
        app.git('checkout', '-q', '1.0.0')
        script('4.0.0', '3.x')
        assert act('run', 'shop', '--to', '2.0.0', '--yes') == 0
        def earlier = run()
        assert act('abandon', '--reason', 'it goes on elsewhere') == 0
        assert act('run', 'shop', '--to', '4.0.0', '--yes') == 0
        assert act('undo', '--to', '3.0.0', '--yes') == 0
        assert act('accept') == 0

        expect:
        act('undo', earlier, '--yes') == 4
        belay.err.contains("changed the site after $earlier")
        serves('3.0.0')
    }

    def "a run that went back to a version in between may be accepted there"() {
        given:
        go()
        assert act('run', 'shop', '--to', '3.0.0', '--yes') == 0
        assert act('undo', '--to', '2.0.0', '--yes') == 0

        expect:
        act('accept') == 0
        at('2.0.0', '1.0.0')
        act('status') == 0
        belay.out =~ /accepted, partly undone  at 2\.0\.0\n/
        act('preview', 'shop', '--to', '3.0.0') == 0
        belay.out.startsWith('shop 2.0.0 -> 3.0.0 on local')
        act('run', 'shop', '--to', '3.0.0', '--yes') == 0
        serves('3.0.0')
    }

    def "a run that failed in its second part goes back to the first one's version; one that goes on fails again, and goes on again"() {
        given:
        go()
        belay.file('scripts/shop/3.0.0.groovy', """\
            upgrade 'shop', from: '2.x', to: '3.0.0'
            include 'common.groovy'
            step()
            sh 'test -e mended', dir: '$folder', undo: 'true', repeat: true, name: 'fragile'
            """.stripIndent())
        assert act('run', 'shop', '--to', '3.0.0', '--yes') == 1

        expect:
        act('undo', '--to', '2.0.0', '--yes') == 0
        at('2.0.0', '1.0.0')

        and: 'steps that are begun anew fail anew, and are resumed like any other'
        act('resume', '--yes') == 1
        belay.out.contains('FAILED step 13/13 fragile')

        when:
        belay.file('mended', '')

        then:
        act('resume') == 0
        serves('3.0.0')
    }

    def "an undo to a version in between that was killed goes there by #command, and no further"() {
        given:
        go()
        script('3.0.0', '2.x', "sh 'true', undo: 'touch undoing; until test -e on; do sleep 0.05; done', dir: '$folder', touches: [], name: 'wait'")
        assert act('run', 'shop', '--to', '3.0.0', '--yes') == 0
        ChildJvm.start(Main, 'undo', '--to', '2.0.0', '--yes', '--state', folder.resolve('state')).withCloseable {
            eventually.eventually { assert Files.exists(folder.resolve('undoing')) }
            it.kill()
        }
        Files.createFile(folder.resolve('on'))

        expect: 'another undo does not begin in its middle'
        act('undo', '--to', '1.0.0', '--yes') == 4
        belay.err.contains('another undo of shop-')

        when: 'the command that the dead one began is at its end'
        eventually.eventually { assert act(*command) == 0 }

        then:
        belay.out.contains('PARTLY UNDONE shop on local: at 2.0.0')
        at('2.0.0', '1.0.0')

        and: 'abandoned there, the way back is there still'
        act('abandon', '--reason', 'later') == 0
        act('undo', run(), '--yes') == 0
        at('1.0.0', '')

        where:
        command << [['undo', '--yes'], ['resume']]
    }

    def "going on from a version in between that fails goes back to that, where a failure is to be undone"() {
        given:
        go()
        assert act('run', 'shop', '--to', '3.0.0', '--yes') == 0
        assert act('undo', '--to', '2.0.0', '--yes') == 0
        belay.file('fail-3.0.0', '')

        expect:
        act('resume', '--yes', '--on-failure', 'undo') == 8
        belay.out.contains('PARTLY UNDONE shop on local: at 2.0.0')
        at('2.0.0', '1.0.0')
    }

    def "what an undo to a version in between passes over stays passed over"() {
        given:
        go()
        script('3.0.0', '2.x', "sh 'touch one-way', dir: '$folder', touches: ['one-way'], name: 'one way'")
        assert act('run', 'shop', '--to', '3.0.0', '--yes') == 0

        expect:
        act('undo', '--to', '2.0.0', '--yes') == 1
        belay.out.contains('NOT WHOLLY UNDONE shop -> 3.0.0 on local: 1 step stays')
        act('status') == 0
        belay.out =~ /not wholly undone  1 step stays\n/

        and:
        act('undo', '--yes') == 1
        belay.out.contains('NOT WHOLLY UNDONE shop -> 3.0.0 on local: 1 step stays')
        at('1.0.0', '')
    }

    def "an undo cannot stop at #to"() {
        given:
        go()
        belay.file('scripts/shop/2.0.0.groovy', """\
            upgrade 'shop', from: '>=1.0 <2.0', to: '2.0.0'
            include 'common.groovy'
            sh 'test -e no-such-file', dir: '$folder', undo: 'true', name: 'fails'
            """.stripIndent())
        assert act('run', 'shop', '--to', '3.0.0', '--yes') == 1

        expect:
        act('undo', '--to', to, '--yes') == 2
        belay.err.contains(message)

        where:
        to      || message
        '2.5.0' || 'cannot stop at 2.5.0: the run came by 2.0.0'
        '3.0.0' || 'cannot stop at 3.0.0: the run came by 2.0.0'
        '2.0.0' || 'did not come to 2.0.0'
    }

    def "a run that was killed in the second part goes on there"() {
        given:
        go()
        script('3.0.0', '2.x', "sh 'touch there; until test -e on; do sleep 0.05; done', dir: '$folder', touches: [], name: 'wait'")
        ChildJvm.start(Main, 'run', 'shop', '--to', '3.0.0', '--yes', '--state', folder.resolve('state'), '--scripts', folder.resolve('scripts')).withCloseable {
            eventually.eventually { assert Files.exists(folder.resolve('there')) }
            it.kill()
        }
        Files.createFile(folder.resolve('on'))

        expect: 'the new version of the first part is whole'
        text('app.env').startsWith('VERSION=2.0.0\n')

        and:
        act('resume') == 0
        serves('3.0.0')
        text('data/log') == '1.0.0\n2.0.0\n3.0.0\n'
        text('begun') == 'begun 2.0.0\nbegun 3.0.0\n'
    }

    def "a plan that was saved is one hash over all scripts: an edited #edited is refused"() {
        given:
        go()

        expect:
        act('preview', 'shop', '--to', '3.0.0', '-o', 'plan.json') == 0

        when:
        folder.resolve("scripts/shop/$edited").toFile() << '\n// edited\n'

        then:
        belay.run('run', 'plan.json', '--yes', '--state', 'state') == 6
        belay.err.contains("scripts/shop/$edited was edited")
        app.head() == app.git('rev-parse', '1.0.0')

        where:
        edited << ['2.0.0.groovy', '3.0.0.groovy', 'common.groovy']
    }

    def "the world of the second part is the world of the plan: what moved is refused before anything changes"() {
        given:
        go()
        act('preview', 'shop', '--to', '3.0.0', '-o', 'plan.json')
        belay.file('app.env', 'VERSION=1.0.1\n')

        expect:
        belay.run('run', 'plan.json', '--yes', '--state', 'state') == 6
        belay.err.contains('app.env')
        serves('1.0.0')
    }

    def "parameters of a site may be for one part"() {
        given:
        go()
        belay.file('etc/shop.groovy', "site 'here', app: 'shop'\nset colour: 'red'\nset '3.0.0', colour: 'blue'\n")

        expect:
        act('preview', 'shop', '--to', '3.0.0') == 0
        belay.out =~ /app\.env COLOUR +red\n/
        belay.out =~ /app\.env COLOUR +red -> blue/

        and: 'and those of the command line are for all'
        act('preview', 'shop', '--to', '3.0.0', '--set', 'colour=green') == 0
        belay.out =~ /app\.env COLOUR +green\n/
        !(belay.out =~ /COLOUR +red/)
        act('preview', 'shop', '--to', '3.0.0', '--set', 'color=green') == 2
        belay.err.contains("the script has no parameter 'color'; did you mean 'colour'?")
    }

    def "what only one part declares another way is refused, with what to do"() {
        given:
        belay.file('scripts/shop/3.0.0.groovy', """\
            upgrade 'shop', from: '2.x', to: '3.0.0'
            service 'web', process: 'bash other.sh', dir: '$folder', pidfile: 'web.pid'
            stop 'web'
            """.stripIndent())

        expect:
        act('preview', 'shop', '--to', '3.0.0') == 2
        belay.err.contains("the service 'web' is not the same in $folder/scripts/shop/2.0.0.groovy and in $folder/scripts/shop/3.0.0.groovy")
        belay.err.contains('declare it in the site file')
    }

    def "without a way nothing is shown: #from to #to"() {
        expect:
        act('preview', 'shop', '--to', to, '--installed', from) == exit
        belay.err.contains(message)
        act('run', 'shop', '--to', to, '--installed', from, '--yes') == exit

        where:
        from    | to      || exit | message
        '0.9.0' | '3.0.0' || 5    | 'no script of shop accepts 0.9.0, which is installed'
        '2.5.0' | '2.0.0' || 5    | 'shop 2.5.0 is installed, which is newer than 2.0.0'
    }

    private int act(String... words) {
        belay.run(*words, '--state', 'state')
    }

    private void script(String version, String from, String more = '') {
        belay.file("scripts/shop/${version}.groovy", """\
            upgrade 'shop', from: '$from', to: '$version'
            include 'common.groovy'
            $more
            step()
            """.stripIndent())
    }

    /** Everything is as the version leaves it, and the version serves. */
    private boolean at(String version, String before, String written = '') {
        assert serves(version)
        assert app.head() == app.git('rev-parse', version)
        assert text('app.env') == (before ? "VERSION=$version\nBEFORE=$before\nCOLOUR=none\n" : "VERSION=$version\n")
        assert text('data/log') == (before ? "1.0.0\n$version\n$written" : '1.0.0\n')
        true
    }

    /** What was begun of the steps whose ids begin so, in order. */
    private List<String> begun(String beginning) {
        Files.readAllLines(folder.resolve("state/runs/${run()}/journal.jsonl"))
                .findAll { it.contains('"intended"') }
                .collectMany { (it =~ /"step" ?: ?"([^"]+)"/).collect { match -> match[1] } }
                .findAll { it.startsWith(beginning) }
    }

    private String run() {
        folder.resolve('state/runs').toFile().list().sort()[0]
    }

    private void go() {
        belay.file('go', '')
    }

    private String text(String name) {
        Files.readString(folder.resolve(name))
    }

    /** Starts the version that is checked out, by Belay itself. */
    private String serving(String version) {
        "echo serves $version\nexec perl - <<'END'\n${port.server}END\n"
    }

    private void serve() {
        belay.file('start.groovy', """\
            upgrade 'shop', to: '1.0.0'
            service 'web', process: 'bash app/serve.sh', dir: '$folder', pidfile: 'web.pid', log: 'web.log', health: $port.number
            start 'web'
            """.stripIndent())
        assert belay.run('run', 'start.groovy', '--yes', '--state', 'before') == 0
    }

    private boolean serves(String version) {
        eventually.eventually { assert text('web.log').readLines().last() == "serves $version" }
        pid().get().alive
    }

    private Optional<ProcessHandle> pid() {
        Path file = folder.resolve('web.pid')
        Files.exists(file) ? ProcessHandle.of(Files.readAllLines(file)[0] as long) : Optional.empty()
    }
}
