package dev.belay.cli

import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir

class InitSpec extends Specification {

    @TempDir
    Path folder

    Belay belay

    def setup() {
        belay = new Belay(folder)
        belay.file('app.env', 'COLOUR=red\n')
        belay.file('scripts/shop/1.1.0.groovy', """\
            upgrade 'shop', to: '1.1.0'
            param 'home', default: '$folder', doc: 'where it lives'
            configure "\$home/app.env", set: [COLOUR: 'blue']
            """.stripIndent())
    }

    def "--site #site is the site '#name' in #file"() {
        expect:
        belay.run(*(['init', 'shop'] + (site ? ['--site', site] : []))) == 0
        belay.out.contains("written: $folder/$file")
        Files.readString(folder.resolve(file)).readLines()[0] ==~ /site '$name', app: 'shop', production: true/

        and: 'it previews as it is, by the command that init tells'
        def command = belay.out.readLines().find { it.contains('belay preview') }.strip().split(' ').drop(1) as String[]
        belay.run(*command, '--state', 'state') == 0
        belay.out.contains('red -> blue')
        site != 'second' || belay.run('preview', 'shop', '--site', 'second', '--state', 'state') == 0

        where:
        site                | name     | file
        ''                  | '.+'     | 'etc/shop.groovy'
        'second'            | 'second' | 'etc/second.groovy'
        'sites/gis.groovy'  | 'gis'    | 'sites/gis.groovy'
        'sites/site.groovy' | '.+'     | 'sites/site.groovy'
    }

    def "a site file that is there is never overwritten, and nothing is asked first"() {
        given:
        belay.file('etc/shop.groovy', "site 'mine'\n")

        expect:
        belay.typing('', 'init', 'shop') == 2
        belay.err.contains("$folder/etc/shop.groovy is there already, and is not overwritten")
        belay.err.contains('--site FILE')
        Files.readString(folder.resolve('etc/shop.groovy')) == "site 'mine'\n"
    }

    def "a script named by its path is drafted for its application"() {
        expect:
        belay.run('init', 'scripts/shop/1.1.0.groovy') == 0
        belay.out.contains("written: $folder/etc/shop.groovy")
    }

    def "a value given on the command line is written, and not looked for"() {
        expect:
        belay.run('init', 'shop', '--set', "home=$folder/elsewhere") == 0
        Files.readString(folder.resolve('etc/shop.groovy')).contains("set home: '$folder/elsewhere'")
        belay.run('check', 'shop') == 0
    }
}
