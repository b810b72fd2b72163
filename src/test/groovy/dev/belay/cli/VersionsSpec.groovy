package dev.belay.cli

import dev.belay.testing.GitRepository
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir

/** {@code belay versions}, and {@code --to} where one script leads there: a work tree with tags tells what is installed. */
class VersionsSpec extends Specification {

    @TempDir
    Path folder

    Belay belay
    GitRepository app

    def setup() {
        belay = new Belay(folder)
        app = GitRepository.init(folder.resolve('app'))
        ['1.0.0', '2.0.0', '3.0.0', '3.0.1', '3.1.0'].each { app.commit([VERSION: it], it) }
        app.git('checkout', '-q', '1.0.0')
        script('2.0.0', "from: '>=1.0 <2.0', to: '2.0.0'")
        script('3.0.x', "from: '2.x', to: '3.0.x', target: '3.0.0'")
    }

    def "the ladder shows where this machine stands, and the way to the newest version"() {
        expect:
        belay.run('versions', 'shop') == 0
        belay.out == '''\
            shop on local

               3.0.x  from 2.x         scripts/shop/3.0.x.groovy   stop 2 at 3.0.0
               2.0.0  from >=1.0 <2.0  scripts/shop/2.0.0.groovy   stop 1
            -> 1.0.0  installed

            the way is 1.0.0 -> 2.0.0 -> 3.0.0, 2 stops
              belay preview shop --to 3.0.0
            '''.stripIndent()
        belay.err == ''

        and: 'for programs'
        belay.run('versions', 'shop', '--format', 'json') == 0
        belay.out.contains('"installed":"1.0.0"')
    }

    def "preview and doctor take the script that leads on from what is installed, and say how to go further"() {
        given:
        script('3.1.0', "from: '3.0.x', to: '3.1.0'")

        expect:
        belay.run('preview', 'shop', '--ask-application') == 0
        belay.out.startsWith('shop 1.0.0 -> 2.0.0 on local')
        belay.out.endsWith("""\
            on to the newest version: belay preview shop --to 3.1.0 --ask-application
            save for review: belay preview shop --ask-application -o plan.json
            """.stripIndent())

        and:
        belay.run('doctor', 'shop') == 0
        belay.run('doctor', 'shop', '--to', '3.1.0') == 0
    }

    def "the site file names the site, and what is installed may be told"() {
        given:
        belay.file('etc/shop.groovy', "site 'shop.example.org', app: 'shop', production: true\n")

        expect:
        belay.run('versions', 'shop', '--installed', '2.4', '--to', '3.0.1') == 0
        belay.out.startsWith('shop on shop.example.org (production)\n')
        belay.out.contains('the way is 2.4 -> 3.0.1, 1 stop\n  belay preview shop --to 3.0.1 --installed 2.4\n')
    }

    def "what cannot be told is named: #what"() {
        given:
        app.git(*command)
        script('2.0.0', "from: '>=1.0 <2.0', to: '2.0.0'", where)
        script('3.0.x', "from: '2.x', to: '3.0.x', target: '3.0.0'", where)

        expect:
        belay.run('versions', 'shop') == 0
        belay.out.contains('the installed version is not known')
        belay.out.replaceAll(/\s+/, ' ').contains(trouble)

        where:
        what        | command                                   | where     || trouble
        'no folder' | ['status']                                | 'nowhere' || 'cannot tell the installed version of shop'
        'no tag'    | ['tag', '-d', '1.0.0']                    | 'app'     || 'cannot tell the installed version of shop'
    }

    def "a script that cannot be read whole does not hide what the others tell"() {
        given: 'a parameter without a value'
        script('3.0.x', "from: '2.x', to: '3.0.x', target: '3.0.0'\nparam 'colour'")

        expect:
        belay.run('versions', 'shop') == 0
        belay.out.contains('-> 1.0.0  installed')
    }

    def "without a way the ladder is shown, and the exit code tells: --to #to is #exit"() {
        expect:
        belay.run('versions', 'shop', '--to', to) == exit
        belay.out.contains('-> 1.0.0  installed')
        belay.err.contains(message)

        where:
        to      | exit | message
        '0.9.0' | 2    | 'no script of shop leads to 0.9.0'
    }

    def "where the ladder has a gap it says what is there, also without --to"() {
        given:
        script('5.0.0', "from: '4.x', to: '5.0.0'")

        expect:
        belay.run('versions', 'shop') == 0
        belay.out.contains('a gap is in the way from 1.0.0 to 5.0.0: scripts lead as far as 3.0.0')
        belay.run('versions', 'shop', '--to', '5.0.0') == 5
        belay.err.contains('5.0.0.groovy leads from 4.x to 5.0.0')
    }

    def "of a line --to chooses the target, else the script: #words"() {
        given:
        app.git('checkout', '-q', '2.0.0')

        expect:
        belay.run(*(['preview', 'shop', '--state', 'state'] + words)) == 0
        belay.out.startsWith("shop 2.0.0 -> $target on local")
        belay.out =~ /checkout app +~ .*-> $target /

        where:
        words             || target
        ['--to', '3.0.1'] || '3.0.1'
        ['--to', '3.0.x'] || '3.0.0'
        []                || '3.0.0'
    }

    def "a line of which nothing chooses a version asks for --to"() {
        given:
        script('3.0.x', "from: '2.x', to: '3.0.x'")

        expect:
        belay.run('preview', 'shop', '--installed', '2.0.0') == 2
        belay.err.contains("3.0.x.groovy:1:34: '3.0.x' is a line of versions; choose one by --to, such as --to 3.0.0, or write target: '3.0.0' behind it")
        belay.run('preview', 'shop', '--installed', '2.0.0', '--to', '3.0.x') == 2
        belay.run('check', 'shop') == 0
        belay.out.contains('a run needs values for: --to')
    }

    def "what a script does not lead to is refused: #options"() {
        given:
        script('3.0.x', "from: '2.x', $options")

        expect:
        belay.run('check', 'scripts/shop/3.0.x.groovy') == 2
        belay.err.contains(message)

        where:
        options                          || message
        "to: '3.0.x', target: '3.1.0'"   || "'3.1.0' is not a version of 3.0.x"
        "to: '3.0.0', target: '3.0.0'"   || "only a line of versions, such as 4.4.x, has several"
        "to: 'three'"                    || "'three' is not a version"
    }

    def "parameters of a site may be for a line"() {
        given:
        app.git('checkout', '-q', '2.0.0')
        script('3.0.x', "from: '2.x', to: '3.0.x', target: '3.0.0'\nparam 'colour', default: 'red'")
        belay.file('etc/shop.groovy', "site 'here', app: 'shop'\nset '3.0.x', colour: 'blue'\nset '2.0.0', colour: 'green'\n")

        expect:
        belay.run('preview', 'shop', '--state', 'state', '--to', '3.0.1', '--format', 'json') == 0
        belay.out.contains('"colour" : "blue"')
    }

    private void script(String name, String options, String where = 'app') {
        belay.file("scripts/shop/${name}.groovy", """\
            upgrade 'shop', $options
            installed git: '$folder/$where'
            checkout 'app', tag: target, dir: '$folder'
            """.stripIndent())
    }
}
