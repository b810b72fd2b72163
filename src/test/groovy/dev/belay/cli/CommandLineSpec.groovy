package dev.belay.cli

import dev.belay.plan.JsonText
import dev.belay.value.Failure
import dev.belay.value.Unseen
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir

class CommandLineSpec extends Specification {

    static final SCRIPT =
            "this is a script, and a site file is wanted here; a site file says site 'name', and belay init APP writes one"
    static final SITE =
            'this is a site file, and a script is wanted here; name the application or a script, and this file by --site FILE'

    @TempDir
    Path folder

    def belay = new Belay(folder)

    def setup() {
        belay = new Belay(folder)
    }

    def "what is typed wrong is told with what was meant: #words"() {
        expect:
        belay.run(*words) == 2
        belay.err.readLines()[0] == message
        belay.err.readLines().size() > 1
        belay.out == ''

        where:
        words                                         | message
        ['verbz']                                     | "belay: there is no command 'verbz'; did you mean 'verbs'?"
        ['xyzzy']                                     | "belay: there is no command 'xyzzy'"
        ['--yes', 'run']                              | 'belay: the command comes first, options after it'
        ['preview', '--sitee', 'x']                   | "belay preview: unknown option '--sitee'; did you mean '--site'?"
        ['preview', '--sitee=x']                      | "belay preview: unknown option '--sitee'; did you mean '--site'?"
        ['run', 'a', 'b']                             | "belay run: 'b' is one too many"
        ['verbs', 'bakup']                            | "there is no word 'bakup'; did you mean 'backup'?"
        ['preview']                                   | 'what is to be upgraded? name an application, a script or a saved plan'
        ['run', 'nowhere.groovy']                     | 'there is no script nowhere.groovy'
        ['run', 'nowhere.json']                       | 'cannot read the plan nowhere.json'
        ['verbs', '-o', 'nowhere/verbs.txt']          | 'cannot write nowhere/verbs.txt: its folder does not exist'
        ['verbs', '-o', '.']                          | 'cannot write .: Is a directory'
        ['resume']                                    | 'there is no open run'
        ['resolve', 'a', '1', 'don', '--reason', 'x'] | "belay resolve: 'don' is none of done, redo, skip; did you mean 'done'?"
        ['run', 'a', '--on-failure', 'perhaps']       | "belay run: 'perhaps' is none of stop, undo, ask"
        ['undo', 'ngw-7f3a']                          | "there is no run 'ngw-7f3a'"
        ['preview', 'a', '--set', 'home']             | "belay preview: --set takes NAME=VALUE, found 'home'"
    }

    def "help lists every command, and each tells its options"() {
        expect:
        belay.run() == 0
        Commands.all().every { belay.out.contains(it.summary()) }

        and:
        Commands.all().every { command ->
            assert belay.run(command.name(), '--help') == 0
            belay.out.startsWith("Usage: belay ${command.name()} ")
        }
    }

    def "every command that may ask takes the same options: #command"() {
        expect:
        belay.run(command, '--help') == 0
        options.every { belay.out.contains(" $it") }

        where:
        command   || options
        'run'     || ['--yes', '--confirm=SITE', '--no-input', '--skip', '--until', '--on-failure']
        'resume'  || ['--yes', '--confirm=SITE', '--no-input', '--skip', '--until', '--on-failure']
        'undo'    || ['--yes', '--confirm=SITE', '--no-input']
        'preview' || ['--no-input']
        'doctor'  || ['--no-input']
        'init'    || ['--no-input']
        'log'     || ['--no-input']
    }

    def "a site file for a script is told, and a script for a site file: check #words"() {
        given:
        belay.file('shop.groovy', "upgrade 'shop', to: '1.0'\nparam 'a', default: 1\nphase('x') { sh 'true' }\n")
        belay.file('site.groovy', "site 'here', app: 'shop'\nset a: 2\n")

        expect:
        belay.run('check', *words) == 2
        belay.err.readLines().findAll { it.contains(':1:1: ') }*.replaceAll(/.*:1:1: /, '') == messages

        where:
        words                                     || messages
        ['shop.groovy', '--site', 'shop.groovy']  || [SCRIPT]
        ['./site.groovy']                         || [SITE]
        ['./site.groovy', '--site', 'shop.groovy'] || [SCRIPT, SITE]
    }

    def "verbs tells the reference, in text and as JSON"() {
        expect:
        belay.run('verbs') == 0
        belay.out.contains('checkout ')

        and:
        belay.run('verbs', 'checkout', '--format', 'json') == 0
        JsonText.parse(belay.out).fields().get('forms').items().every { it.fields().get('verb').text() == 'checkout' }
    }

    def "verbs tells of an option where it may stand, and of a word that there is not what speaks of it"() {
        expect:
        belay.run('verbs', 'touches:') == 0
        belay.out.startsWith('touches: as an option\n')
        belay.out.contains('of restart; start')

        and:
        belay.run('verbs', 'touches', '--format', 'json') == 0
        JsonText.parse(belay.out).fields().get('options').items()*.fields()*.get('of')*.text().contains("sh '...'")

        and:
        belay.run('verbs', 'rollback') == 2
        belay.err == "there is no word 'rollback'\n  belay verbs lists them all\n"
    }

    def "a completion script knows commands and options"() {
        expect:
        belay.run('completion') == 0
        belay.out.contains('--ask-application')
        belay.out.contains('resume')
    }

    def "an application's scripts are found by its name, the newest first"() {
        given:
        ['1.0.0', '1.10.0', '1.9.0', 'app', 'site'].each { belay.file("scripts/shop/${it}.groovy", '') }
        def finder = new ScriptFinder(terminal(), Optional.empty(), Optional.empty(), folder.resolve('etc'))

        expect:
        finder.scripts('shop', Optional.empty())*.fileName*.toString() == ['1.10.0.groovy', '1.9.0.groovy', '1.0.0.groovy']
        finder.scripts('shop', Optional.of('v1.9'))*.fileName*.toString() == ['1.9.0.groovy']

        when:
        finder.scripts('shop', Optional.of('2.0.0'))

        then:
        def missing = thrown(Failure)
        missing.message() == 'no script for shop 2.0.0 in scripts/shop'
        missing.remedies() == ['there are: 1.10.0, 1.9.0, 1.0.0']

        when:
        finder.scripts('shopp', Optional.empty())

        then:
        def unknown = thrown(Failure)
        unknown.message() == "no scripts for 'shopp'; did you mean 'shop'?"
    }

    def "the site file is the one named, that of /etc/belay, or the one beside the script"() {
        given:
        def script = belay.file('scripts/shop/1.0.0.groovy', '')
        def beside = belay.file('scripts/shop/site.groovy', '')
        def finder = new ScriptFinder(terminal(), Optional.empty(), Optional.empty(), folder.resolve('etc'))

        expect:
        finder.site(Optional.empty(), script).get() == beside

        when:
        def etc = belay.file('etc/shop.groovy', '')

        then:
        finder.site(Optional.empty(), script).get() == etc
        finder.site(Optional.of('scripts/shop/site.groovy'), script).get() == beside
    }

    def "errors say what and what to do, and no stack trace reaches the screen: #thrown.class.simpleName"() {
        given:
        def err = new ByteArrayOutputStream()
        def terminal = new Terminal(InputStream.nullInputStream(), System.out, new PrintStream(err, true), [:], folder, false)

        expect:
        new Errors(terminal, false).report(thrown).code() == code
        err.toString().readLines()[0] == first
        !err.toString().contains('\tat ')

        where:
        thrown                                                | code | first
        Failure.unmet('no space on /srv', 'remove something') | 5    | 'no space on /srv'
        new Unseen('/srv (permission denied)')                | 1    | 'not looked at: /srv (permission denied)'
        new IllegalStateException('x\ny')                     | 9    | 'belay: java.lang.IllegalStateException: x'
        new StackOverflowError()                              | 9    | 'belay: java.lang.StackOverflowError'
    }

    def "the trace of a defect is kept in a file for its owner alone"() {
        given:
        def err = new ByteArrayOutputStream()
        def terminal = new Terminal(InputStream.nullInputStream(), System.out, new PrintStream(err, true), [:], folder, false)

        when:
        new Errors(terminal, false).report(new IllegalStateException('x'))
        def file = Path.of((err.toString() =~ /please report it with (\S+)/)[0][1])

        then:
        Files.readString(file).contains('\tat ')
        Files.getPosixFilePermissions(file)*.name().sort() == ['OWNER_READ', 'OWNER_WRITE']

        cleanup:
        Files.deleteIfExists(file)
    }

    private Terminal terminal() {
        new Terminal(InputStream.nullInputStream(), System.out, System.err, [:], folder, false)
    }
}
