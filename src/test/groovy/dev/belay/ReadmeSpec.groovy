package dev.belay

import dev.belay.value.Exit
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Shared
import spock.lang.Specification

/** The README says what is so, as far as a machine can tell. */
class ReadmeSpec extends Specification {

    @Shared
    String readme = Files.readString(Path.of('README.md'))

    def "exit code #exit is in the table"() {
        expect:
        readme.contains("| ${exit.code()} | ${exit.meaning()} |")

        where:
        exit << Exit.values()
    }

    def "the table has no exit code that does not exist"() {
        given:
        def section = readme.substring(readme.indexOf('## Exit codes'), readme.indexOf('## Writing a driver'))

        expect:
        (section =~ /(?m)^\| (\d+) \|/).collect { it[1] as int } == Exit.values()*.code()
    }

    def "its sections stand in the order that a newcomer needs"() {
        expect:
        (readme =~ /(?m)^## (.*)$/).collect { it[1] } == [
            'A preview', 'The demo', 'Installing', 'Your site in ten minutes', 'The evening itself', 'When it fails',
            'Pull requests, cron, Ansible', 'Writing a script', 'Security and limits', 'Exit codes', 'Writing a driver',
            'Developing',
        ]
    }

    def "an installed Belay has the #file that it names"() {
        expect:
        Files.exists(Path.of('grammar', file))
        Files.readString(Path.of('src/main/assembly/folder.xml')).contains("<include>*.${file.tokenize('.').last()}</include>")

        where:
        file << (Files.readString(Path.of('README.md')) =~ /\/opt\/belay-[\d.]+\/grammar\/([\w.]+)/).collect { it[1] as String }.unique()
    }

    def "every file that it names is there: #path"() {
        expect:
        Files.exists(Path.of(path))

        where:
        path << (Files.readString(Path.of('README.md')) =~ /`((?:src|scripts|grammar)\/[A-Za-z0-9_\/.-]+)`/)
                .collect { it[1] as String }
                .findAll { !it.contains('APP') }
                .unique()
    }
}
