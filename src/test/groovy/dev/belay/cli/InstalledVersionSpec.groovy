package dev.belay.cli

import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir

/** An application that tells its version by a program of its own, which notes every time that it is asked. */
class InstalledVersionSpec extends Specification {

    @TempDir
    Path folder

    Belay belay

    def setup() {
        belay = new Belay(folder)
        application('app 4.3.1')
    }

    def "a preview does not ask a program of the application, and says so"() {
        given:
        script('4.x')

        expect:
        act('preview', 'app.groovy') == 0
        belay.out.contains('installed version not asked (a program of the application; --ask-application)')
        belay.out.readLines()[0].startsWith('app -> 5.0')
        asked() == 0

        and:
        act('preview', 'app.groovy', '--format', 'markdown') == 0
        belay.out.contains('installed version not asked')
    }

    def "a preview that may ask applications tells the version: #options, #site"() {
        given:
        script('4.x')
        belay.file('site.groovy', site)

        expect:
        act(*(['preview', 'app.groovy'] + options)) == 0
        belay.out.readLines()[0].startsWith('app 4.3.1 -> 5.0')
        !belay.out.contains('not asked')
        asked() == 1

        where:
        options               | site
        ['--ask-application'] | "site 'here'\n"
        []                    | "site 'here', askApplication: true\n"
    }

    def "a run asks it once the person agreed, before its first step"() {
        given:
        script('4.x')

        expect:
        act('run', 'app.groovy', '--yes', '--no-input') == 0
        asked() == 1
        written() == 'from 4.3.1'
    }

    def "a run asks nothing before the person agreed"() {
        given:
        script('4.x')

        expect:
        belay.typing('no\n', 'run', 'app.groovy', '--state', 'state') != 0
        asked() == 0
    }

    def "a run refuses a version that the script does not accept: #says"() {
        given:
        application(says)
        script('4.x')

        expect:
        act('run', 'app.groovy', '--yes', '--no-input') == 5
        (belay.out + belay.err).contains(message)
        written() == ''

        and: 'nothing was begun'
        folder.resolve('state/runs').toFile().list().size() == 0

        where:
        says        | message
        'app 3.6.0' | 'app 3.6.0 is installed; this script upgrades from 4.x'
        'app 5.0'   | 'app 5.0 is installed already; there is nothing to do'
        'no idea'   | 'prints no version'
    }

    def "a program that fails tells no version"() {
        given:
        script('4.x')
        Files.writeString(folder.resolve('app'), '#!/bin/sh\necho broken >&2\nexit 3\n')

        expect:
        act('run', 'app.groovy', '--yes', '--no-input') == 5
        (belay.out + belay.err).contains('ends with exit code 3: broken')

        and:
        act('preview', 'app.groovy', '--ask-application') == 5
        belay.out.replaceAll(/\s+/, ' ').contains('ends with exit code 3: broken; or give it with')
    }

    def "a version told on the command line is not asked for"() {
        given:
        script('4.x')

        expect:
        act('run', 'app.groovy', '--yes', '--no-input', '--installed', '4.2') == 0
        asked() == 0
        written() == 'from 4.2'
    }

    def "what rests on a version that is not known yet is known later"() {
        given:
        script('4.x')

        expect:
        act('preview', 'app.groovy') == 0
        belay.out.contains('? known once the installed version is')
    }

    def "versions are ordered as versions: #condition of #version is #holds"() {
        given:
        application("app $version")
        belay.file('app.groovy', """\
            upgrade 'app', to: '5.0'
            installed command: '$folder/app --version'
            if ($condition) {
                configure '$folder/app.env', set: [FROM: "from \$installed"]
            }
            """.stripIndent())

        expect:
        act('run', 'app.groovy', '--yes', '--no-input') == 0
        (written() == "from $version") == holds

        where:
        version | condition                                | holds
        '4.9'   | "installed < '4.10'"                     | true
        '4.10'  | "installed < '4.9'"                      | false
        '4.10'  | "installed >= '4.10.0'"                  | true
        '4.10'  | "installed == '4.10.0'"                  | true
        '4.9'   | "'4.10' > installed"                     | true
        '4.9'   | "installed != '4.9' || installed < '5'"  | true
        '4.9'   | "installed.startsWith('4.')"             | true
    }

    def "a resumed run and its undo know the version that was installed"() {
        given:
        belay.file('app.groovy', """\
            upgrade 'app', from: '4.x', to: '5.0'
            installed command: '$folder/app --version'
            sh 'test -e $folder/go', touches: []
            configure '$folder/app.env', set: [FROM: "from \$installed"]
            """.stripIndent())

        expect:
        act('run', 'app.groovy', '--yes', '--no-input') == 1

        when:
        application('app 5.0')
        belay.file('go', '')

        then:
        act('resume', '--no-input') == 0
        written() == 'from 4.3.1'

        and:
        act('undo', '--yes', '--no-input') in [0, 8]
        written() == ''
    }

    def "the name stands for the version only behind the line that tells how it is found"() {
        given:
        belay.file('app.groovy', """\
            upgrade 'app', to: '5.0'
            $lines
            """.stripIndent())

        expect:
        belay.run('check', 'app.groovy') == 2
        (belay.out + belay.err).contains(message)

        where:
        lines                                                       | message
        'confirm "from $installed"'                                 | "'installed' is a verb, not a value"
        "def installed = '4'\ninstalled command: 'app --version'"   | "'installed' names a value of the script already"
    }

    private int act(String... words) {
        belay.run(*words, '--state', 'state')
    }

    private void script(String from) {
        belay.file('app.groovy', """\
            upgrade 'app', from: '$from', to: '5.0'
            installed command: '$folder/app --version'
            configure '$folder/app.env', set: [FROM: "from \$installed"]
            """.stripIndent())
    }

    private void application(String says) {
        def program = belay.file('app', "#!/bin/sh\necho asked >> $folder/asked\necho '$says'\n")
        program.toFile().setExecutable(true)
    }

    private int asked() {
        def log = folder.resolve('asked')
        Files.exists(log) ? Files.readAllLines(log).size() : 0
    }

    private String written() {
        def file = folder.resolve('app.env')
        Files.exists(file) ? (Files.readString(file) =~ /FROM='?(from [^'\n]*)'?/).with { it.find() ? it.group(1) : '' } : ''
    }
}
