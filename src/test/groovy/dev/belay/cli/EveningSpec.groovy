package dev.belay.cli

import com.sun.net.httpserver.HttpServer
import dev.belay.plan.Json
import dev.belay.plan.JsonText
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir

/** An evening with the command line, in this process: a script, real commands and files, every command that a run has. */
class EveningSpec extends Specification {

    @TempDir
    Path folder

    Belay belay
    File env

    def setup() {
        belay = new Belay(folder)
        env = belay.file('app.env', 'COLOUR=red\n').toFile()
        belay.file('scripts/shop/1.1.0.groovy', """\
            upgrade 'shop', to: '1.1.0'
            phase('Configure') { configure '$env', set: [COLOUR: 'blue'] }
            phase('Build') { sh 'echo building; test -e built', dir: '$folder', undo: 'true', repeat: true, name: 'build' }
        """.stripIndent())
    }

    int belay(String... words) {
        belay.run(*words, '--state', 'state')
    }

    String id() {
        (belay.out =~ /run (shop-[0-9a-f]{4})/)[0][1]
    }

    def "check, preview, run, success, accept"() {
        given:
        Files.createFile(folder.resolve('built'))

        expect: 'a check contacts nothing'
        belay.run('check', 'shop') == 0
        belay.out == 'scripts/shop/1.1.0.groovy: ok, 2 steps to shop 1.1.0\n'

        and: 'a preview changes nothing'
        belay('preview', 'shop') == 0
        belay.out.contains('red -> blue')
        env.text == 'COLOUR=red\n'
        belay('preview', 'shop', '--detailed-exitcode') == 10

        and: 'without anybody to agree nothing is run'
        belay('run', 'shop') == 7
        belay('run', 'shop', '--no-input') == 7
        env.text == 'COLOUR=red\n'

        and:
        belay('run', 'shop', '--yes') == 0
        belay.out.contains('DONE shop -> 1.1.0')
        env.text == 'COLOUR=blue\n'

        and: 'an open run blocks its site'
        belay('run', 'shop', '--yes') == 4

        and:
        belay('accept') == 0
        belay('status') == 0
        belay.out.contains('accepted')
    }

    def "a person types yes, or nothing is done"() {
        given:
        Files.createFile(folder.resolve('built'))

        expect:
        belay.typing('no\n', 'run', 'shop', '--state', 'state') == 130
        env.text == 'COLOUR=red\n'
        belay.typing('', 'run', 'shop', '--state', 'state') == 130
        belay.err.endsWith('nothing was done: there was no answer\n')
        belay.typing('yes\n', 'run', 'shop', '--state', 'state') == 0
        env.text == 'COLOUR=blue\n'
    }

    def "a failure stops, and is resumed once its cause is mended"() {
        expect:
        belay('run', 'shop', '--yes') == 1
        belay.out.contains('FAILED step 2/2 build')
        belay.out.contains("go on:    belay resume ${id()} --state $folder/state")

        and:
        belay('log', id(), '2') == 0
        belay.out == 'building\n'
        belay('log') == 0
        belay.out.contains('2/2 build: failed')

        when:
        Files.createFile(folder.resolve('built'))

        then:
        belay('resume') == 0
        belay.out.contains('DONE shop -> 1.1.0')
    }

    def "a failure is undone, previewed first"() {
        given:
        belay('run', 'shop', '--yes')

        expect:
        belay('undo', '--preview') == 0
        belay.out.startsWith("undo of shop-")
        env.text == 'COLOUR=blue\n'

        and:
        belay('undo', '--yes') == 0
        belay.out.contains('UNDONE')
        env.text == 'COLOUR=red\n'
        belay('undo') == 2

        and: 'a number is that of the run, also behind an undo'
        belay('status') == 0
        def run = belay.out.find(/shop-[0-9a-f]{4}/)
        belay.out.contains("drop what is kept:  belay accept $run --state $folder/state\n")
        belay('log', run, '2') == 0
        belay.out == 'building\n'
        belay.err.contains('the steps of its undo are undo:1 to undo:')
        belay('log', run, 'undo:1') == 0
        belay('log', run, 'undo:7') == 2
        belay.err.startsWith("the undo of run $run has steps 1 to ")
    }

    def "on a production site the only copy of what an undo replaced is dropped by the site's name only"() {
        given:
        belay.file('etc/shop.groovy', "site 'shop.example.org', app: 'shop', production: true\n")
        belay.file('data/letter', 'old\n')
        belay.file('scripts/shop/1.1.0.groovy', """\
            upgrade 'shop', to: '1.1.0'
            defaults dir: '$folder'
            backup files: ['data'], to: 'backup'
            sh 'echo new > data/letter', touches: ['data'], repeat: true
        """.stripIndent())
        assert belay('run', 'shop', '--yes', '--confirm', 'shop.example.org') == 0
        def run = id()
        assert belay('undo', '--yes', '--confirm', 'shop.example.org') == 0
        def kept = { folder.toFile().list().findAll { it.startsWith('data.') } }

        expect:
        belay('accept', run) == 7
        belay.err.contains("accept drops what the undo of $run replaced:\n")
        belay.err.contains("a person is needed: accept drops the only copy of what the undo replaced on the production site 'shop.example.org'")
        kept().size() == 1

        and:
        belay('accept', run, '--yes', '--confirm', 'shop.example.org') == 0
        belay.out.contains('ACCEPTED shop on shop.example.org, undone')
        kept() == []
        folder.resolve('data/letter').toFile().text == 'old\n'
    }

    def "a saved plan is run as it was shown, or refused"() {
        given:
        Files.createFile(folder.resolve('built'))

        expect:
        belay('preview', 'shop', '-o', 'plan.json') == 0
        belay('preview', 'shop', '-o', 'plan.md') == 0
        folder.resolve('plan.md').toFile().text.startsWith('### shop')

        when: 'the world moves, and comes back'
        env.text = 'COLOUR=green\n'

        then:
        belay('run', 'plan.json', '--yes') == 6

        when:
        env.text = 'COLOUR=red\n'

        then:
        belay('run', 'plan.json', '--yes') == 0
        env.text == 'COLOUR=blue\n'
    }

    def "a run for programs is JSON lines, the last with the exit code"() {
        given:
        Files.createFile(folder.resolve('built'))

        expect:
        belay('run', 'shop', '--yes', '--format', 'jsonl') == 0

        and:
        def lines = belay.out.readLines().collect { JsonText.parse(it) as Json.Fields }
        lines.first().text('event') == 'opened'
        lines*.text('event').count('ended') == 2
        lines.last().number('exit') == 0
    }

    def "a run is closed as it stands, with a reason"() {
        given:
        belay('run', 'shop', '--yes')

        expect:
        belay('abandon') == 2
        belay('abandon', '--reason', 'mended by hand') == 0
        belay('log', 'shop') == 0
        belay.out.contains('mended by hand')
        belay('resume') == 2
    }

    def "a mistake in a script is told with its place, by every command"() {
        given:
        belay.file('scripts/shop/1.1.0.groovy', "upgrade 'shop', to: '1.1.0'\nconfigur 'x'\n")

        expect:
        belay.run(command, 'shop') == 2
        belay.err.startsWith("$folder/scripts/shop/1.1.0.groovy:2:1: ")
        belay.err.contains('configure')

        where:
        command << ['check', 'preview', 'run', 'doctor']
    }

    def "cron and Ansible read exit codes: #code for #what"() {
        given: 'an upgrade that can be undone and tells the installed version by what it does'
        belay.file('VERSION', "$installed\n")
        def end = what == 'a failure' ? 'false' : 'true'
        belay.file('scripts/shop/1.1.0.groovy', """\
            upgrade 'shop', from: '<1.1.0', to: '1.1.0'
            installed file: '$folder/VERSION', pattern: '(.*)'
            configure '$env', set: [COLOUR: 'blue']
            sh '$end', dir: '$folder', undo: 'true', name: 'end'
        """.stripIndent())

        expect: 'the commands of the README'
        belay('preview', 'shop', '--detailed-exitcode', '--no-input') == wanted
        belay('run', 'shop', '--no-input') == asked
        belay('run', 'shop', '--yes', '--no-input', '--on-failure', 'undo') == code
        env.text == (code == 0 && wanted == 10 ? 'COLOUR=blue\n' : 'COLOUR=red\n')

        where:
        what                 | installed || wanted | asked | code
        'an upgrade'         | '1.0.0'   || 10     | 7     | 0
        'a failure'          | '1.0.0'   || 10     | 7     | 8
        'what is there'      | '1.1.0'   || 0      | 0     | 0
        'an unknown version' | '1.2.0'   || 5      | 5     | 5
    }

    def "nothing is green over a run that stopped half-way"() {
        given: 'the new version is there, and the site is down'
        belay.file('VERSION', '1.0.0\n')
        belay.file('scripts/shop/1.1.0.groovy', """\
            upgrade 'shop', from: '<1.1.0', to: '1.1.0'
            installed file: '$folder/VERSION', pattern: '(.*)'
            sh 'echo 1.1.0 > VERSION', dir: '$folder', undo: 'true', repeat: true, name: 'new version'
            sh 'test -e built', dir: '$folder', undo: 'true', repeat: true, name: 'build'
        """.stripIndent())
        assert belay('run', 'shop', '--yes') == 1

        expect: 'the open run, and nothing else'
        belay('preview', 'shop', *options) == 4
        belay.err.startsWith('the run shop-')
        belay.err.contains(' of shop is open (failed)')
        belay.err.contains('go on: belay resume shop-')
        !belay.err.contains('belay accept')
        belay.out == ''

        when: 'it is finished, and waits to be accepted'
        Files.createFile(folder.resolve('built'))
        belay('resume')

        then: 'there is nothing to do'
        belay('preview', 'shop', *options) == 0
        belay('run', 'shop', '--yes') == 0
        belay.err.contains('nothing to do; the run shop-')

        and: 'which cron mails to nobody'
        belay('run', 'shop', '--yes', '-q') == 0
        belay.out + belay.err == ''

        where:
        options << [[], ['--detailed-exitcode', '--no-input'], ['--format', 'json']]
    }

    def "a run that waits to be accepted is told before the preview of the next"() {
        given:
        Files.createFile(folder.resolve('built'))
        belay('run', 'shop', '--yes')

        expect:
        belay('preview', 'shop') == 4
        belay.err.contains(' of shop is open (done)')
        belay.err.contains('declare good: belay accept shop-')
        !belay.err.contains('belay resume')
        belay.out.contains('shop -> 1.1.0')
    }

    def "a site that was abandoned on its way is not at its version"() {
        given:
        belay.file('VERSION', '1.0.0\n')
        belay.file('scripts/shop/1.1.0.groovy', """\
            upgrade 'shop', from: '<1.1.0', to: '1.1.0'
            installed file: '$folder/VERSION', pattern: '(.*)'
            sh 'echo 1.1.0 > VERSION; false', dir: '$folder', name: 'end'
        """.stripIndent())

        expect:
        belay('run', 'shop', '--yes') == 1
        belay('abandon', '--reason', 'for now') == 0
        belay.out.contains('go back:            belay undo shop-')
        belay('run', 'shop', '--yes') == 5
        belay('preview', 'shop') == 5
        belay.err.contains('go back: belay undo shop-')
        belay('status') == 0
        belay.out.contains('go back:            belay undo shop-')
    }

    def "status tells of a site before its first run, and after, and only reads"() {
        given:
        Files.createFile(folder.resolve('built'))
        belay.file('VERSION', '1.0.0\n')
        belay.file('scripts/shop/1.1.0.groovy', """\
            upgrade 'shop', from: '<1.1.0', to: '1.1.0'
            service 'web', process: '/bin/true', dir: '$folder', pidfile: 'web.pid'
            installed file: '$folder/VERSION', pattern: '(.*)'
            configure '$env', set: [COLOUR: 'blue']
        """.stripIndent())

        expect: 'nothing to tell of'
        belay.run('status') == 0
        belay.out.startsWith("no runs on this machine yet, and no site file in $folder/etc\n")

        when:
        belay.file('etc/shop.groovy', "site 'shop.example.org', app: 'shop', production: true, state: '$folder/kept'\n")

        then:
        belay.run('status') == 0
        belay.out == """\
            shop on shop.example.org (production)
              installed  1.0.0
              service    web inactive
              state      $folder/kept

            no runs yet
            """.stripIndent()
        !Files.exists(folder.resolve('kept'))

        when: 'something ran'
        assert belay.run('run', 'shop', '--yes') == 0

        then:
        belay.run('status', '--state', 'kept') == 0
        belay.out.contains('  installed  1.0.0\n')
        belay.out.contains('  done  waits to be accepted\n  declare good:  belay accept shop-')
        belay.run('status') == 0
        belay.out.contains('  done  waits to be accepted\n  declare good:  belay accept shop-')
    }

    def "a resume says that a file was edited since, and that the run keeps its plan: #file"() {
        given:
        belay.file('scripts/shop/site.groovy', "site 'gis', app: 'shop'\n")
        belay('run', 'shop', '--yes')
        folder.resolve(file).toFile() << '\n// mended\n'

        expect:
        belay('resume') == 1
        belay.out.contains("$folder/$file was edited since the run was begun\n")
        belay.out.contains('the run keeps the plan that it was begun with')
        belay.out.indexOf('keeps the plan') < belay.out.indexOf('FAILED')

        and: 'what was not edited is not named'
        belay.out.count('was edited since') == 1

        and: 'an undo does not run what was edited either way'
        belay('undo', '--yes') == 0
        !belay.out.contains('was edited')

        where:
        file << ['scripts/shop/1.1.0.groovy', 'scripts/shop/site.groovy']
    }

    def "a resume of what was not edited says nothing of it"() {
        given:
        belay('run', 'shop', '--yes')

        expect:
        belay('resume') == 1
        !belay.out.contains('keeps the plan')
    }

    def "an undo whose step fails can go on without it, and is not whole"() {
        given:
        belay.file('scripts/shop/1.1.0.groovy', """\
            upgrade 'shop', to: '1.1.0'
            sh 'true', dir: '$folder', undo: 'echo first >> undone', repeat: true
            sh 'true', dir: '$folder', undo: 'echo cannot; exit 3', repeat: true
        """.stripIndent())
        belay('run', 'shop', '--yes')
        def run = id()

        expect:
        belay('undo', '--yes') == 1
        belay.out.contains("  without it:  belay undo $run --skip undo:1 --state $folder/state  what it would put back stays as it is\n")

        and: 'a run in the way names the same, where the site is'
        belay('run', 'shop', '--yes') == 4
        belay.err.contains("go on: belay undo $run --state $folder/state\n")
        belay.err.contains("without it: belay undo $run --state $folder/state --skip undo:1 ")

        and:
        belay('undo', '--skip', 'undo:1', '--yes') == 1
        belay.out.contains('NOT WHOLLY UNDONE')
        Files.readString(folder.resolve('undone')) == 'first\n'
        belay('status') == 0
        belay.out.contains(' not wholly undone')
    }

    def "an undo that cannot be done as things are is refused before its first step"() {
        given:
        belay.file('data/letter', 'old\n')
        belay.file('scripts/shop/1.1.0.groovy', """\
            upgrade 'shop', to: '1.1.0'
            defaults dir: '$folder'
            sh 'true', undo: 'echo first >> undone', repeat: true
            backup files: ['data'], to: 'backup'
            sh 'echo new > data/letter', touches: ['data'], repeat: true
            mkdir 'fresh'
        """.stripIndent())
        belay('run', 'shop', '--yes')
        def run = id()
        folder.resolve('backup').toFile().listFiles().each { it.delete() }

        expect:
        belay('undo', '--yes') == 5
        belay.err.startsWith('this undo cannot begin: restore ')
        Files.exists(folder.resolve('fresh'))

        and: 'its commands can be pasted'
        def command = (belay.err =~ /belay (undo .* --skip \S+)/)[0][1].tokenize(' ')
        command.containsAll([run, '--state'])
        belay.run(*command, '--yes') == 1
        Files.readString(folder.resolve('undone')) == 'first\n'
        !Files.exists(folder.resolve('fresh'))
        belay.out.contains('NOT WHOLLY UNDONE')
        Files.readString(folder.resolve('data/letter')) == 'new\n'
    }

    def "a step is named alone where one run is open"() {
        given:
        belay('run', 'shop', '--yes')
        def run = id()

        expect:
        belay('log', '2') == 0
        belay.out == 'building\n'
        belay('resolve', '2', 'redo', '--reason', 'x') == 2
        belay.err == "no step 'build' of $run is in doubt\n  belay status $run --state $folder/state\n"
    }

    def "doctor tells what is fine and what is not"() {
        given:
        belay.file('scripts/shop/1.1.0.groovy', "upgrade 'shop', to: '1.1.0'\nrequire command: 'no-such-program'\nconfigure '$env', set: [A: secret('SHOP_SECRET')]\n")

        expect:
        belay('doctor', 'shop') == 5
        belay.out.contains('FAILED  secret SHOP_SECRET')
        belay.out.contains('FAILED  step require')
    }

    def "doctor tells of a server that is down once, however many steps need it"() {
        given:
        belay.file('scripts/shop/1.1.0.groovy', """\
            upgrade 'shop', to: '1.1.0'
            database 'main', postgresql: '127.0.0.1:1/shop', user: 'shop'
            require disk: '$folder', free: size('main')
            backup 'main', to: '$folder/backup'
        """.stripIndent())

        expect:
        belay('doctor', 'shop') == 5
        belay.out == """\
            FAILED  step require disk: not looked at: cannot connect to PostgreSQL on 127.0.0.1:1: connection refused; is the server running, and are host and port of 'main' right?
            -       step backup main: not looked at, for the same reason as step require disk
            1 of 1 failed
            """.stripIndent()
    }

    def "doctor asks the server of a download whether it has the file: #what"() {
        given:
        def server = HttpServer.create(new InetSocketAddress(InetAddress.loopbackAddress, 0), 0)
        server.createContext('/') { exchange ->
            exchange.sendResponseHeaders(status, status == 200 ? 300_000 : -1)
            exchange.close()
        }
        server.start()
        def address = "http://127.0.0.1:$server.address.port/app.zip"
        if (status == 0) {
            server.stop(0)
        }
        belay.file('scripts/shop/1.1.0.groovy', "upgrade 'shop', to: '1.1.0'\ndownload '$address', to: '$folder/app.zip', sha256: '${'0' * 64}'\n")

        expect:
        belay('doctor', 'shop') == exit
        belay.out.replace(address, 'ADDRESS').startsWith(line)

        and: 'a preview asks nobody'
        belay('preview', 'shop') == 0

        cleanup:
        server.stop(0)

        where:
        what                   | status || exit | line
        'it has'               | 200    || 0    | 'ok      step download ADDRESS: ADDRESS answers, 300 kB'
        'it has not'           | 404    || 5    | 'FAILED  step download ADDRESS: ADDRESS answers 404\n        correct the address'
        'it is out of order'   | 503    || 0    | '-       step download ADDRESS: ADDRESS answers 503 now'
        'nobody is there'      | 0      || 0    | '-       step download ADDRESS: ADDRESS does not answer now: '
    }

    def "check names what a site file declares and no script of the application names"() {
        given:
        belay.file('scripts/shop/1.1.0.groovy', "upgrade 'shop', to: '1.1.0'\nstop 'web'\n")
        belay.file('scripts/shop/1.2.0.groovy', "upgrade 'shop', to: '1.2.0'\nbackup 'main', to: '/srv/backup'\n")
        belay.file('site.groovy', """\
            site 'here', app: 'shop'
            service 'web', systemd: 'web.service'
            database 'main', postgresql: 'localhost/shop', user: 'shop'
            service 'old-worker', systemd: 'worker.service'
        """.stripIndent())

        expect:
        belay('check', 'shop', '--site', 'site.groovy') == 0
        belay.out.endsWith("site.groovy:4:13: no script of shop names the service 'old-worker'\n")
        belay.out.readLines().size() == 3
    }

    def "doctor does not say ok of what it cannot try before the upgrade"() {
        given:
        belay.file('scripts/shop/1.1.0.groovy', "upgrade 'shop', to: '1.1.0'\nverify http: 'http://127.0.0.1:9/'\n")

        expect:
        belay('doctor', 'shop') == 0
        belay.out == '-       step verify http: not tried, it is to hold after the upgrade\nall 0 fine\n'
    }

    def "a file in the place of the backups is found before anything stops"() {
        given:
        belay.file('backup', 'a file')
        belay.file('data/letter', 'old')
        belay.file('scripts/shop/1.1.0.groovy', "upgrade 'shop', to: '1.1.0'\nbackup files: ['data'], dir: '$folder', to: 'backup'\n")

        expect:
        belay('preview', 'shop') == 5
        belay.out.contains('NOT MET: a run would not begin') && belay.out.contains(' is a file,')
        belay('doctor', 'shop') == 5
    }

    def "init writes a site file that previews unedited, and asks for what has no value"() {
        given:
        belay.file('scripts/shop/1.1.0.groovy',
                "upgrade 'shop', to: '1.1.0'\nparam 'colour', doc: 'of the door'\nconfigure '$env', set: [COLOUR: colour]\n")

        expect: 'nobody is there to ask'
        belay.run('init', 'shop') == 7
        belay.err.contains('--set colour=VALUE')

        and:
        belay.typing("sky's\n", 'init', 'shop') == 0
        belay.out.contains("written: $folder/etc/shop.groovy")

        and: 'the site file is found by the name of the application'
        belay('preview', 'shop') == 0
        belay.out.contains("red -> sky's")
        belay.out.contains('(production)')

        and: 'nothing is overwritten'
        belay.typing("grey\n", 'init', 'shop') == 2
    }

    def "init asks for a parameter that a service waits for, which is declared all the same"() {
        given:
        belay.file('scripts/shop/1.1.0.groovy', """\
            upgrade 'shop', to: '1.1.0'
            param 'url', doc: 'where the shop answers'
            service 'web', process: '/bin/true', dir: '$folder', pidfile: 'web.pid', health: url
            start 'web'
        """.stripIndent())

        expect: 'one thing is missing, and nothing else is said'
        belay('preview', 'shop') == 2
        belay.err.contains("the parameter 'url' has no value")
        !belay.err.contains('no service is called')
        belay.run('check', 'shop') == 0

        and:
        belay.typing('http://127.0.0.1:9/\n', 'init', 'shop') == 0
        belay('doctor', 'shop') == 0
    }

    def "a run is found by the beginning of its id, and watched to its end"() {
        given:
        Files.createFile(folder.resolve('built'))
        belay('run', 'shop', '--yes')

        expect:
        belay('attach', id()[0..-3]) == 0
        belay.out.contains('all steps done')
        belay('status', id()) == 0
        belay.out.contains('declare good:')
    }
}
