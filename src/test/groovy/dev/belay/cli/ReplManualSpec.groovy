package dev.belay.cli

import dev.belay.repl.command.HelpText
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Specification

/** The examples of REPL.md, run line by line; {@code -Drenew=true} writes what comes into the page. */
class ReplManualSpec extends Specification {

    static final MANUAL = Path.of('REPL.md')

    /** A folder whose path is as long as the one of the manual, for columns to stand as they do there. */
    Path folder = Files.createTempDirectory(Path.of('/tmp'), '').with { made ->
        Files.delete(made)
        Files.createDirectory(Path.of('/tmp', made.fileName.toString().takeRight(4).padLeft(4, '0')))
    }
    Belay belay = new Belay(folder)
    Sitting sitting = new Sitting(belay)

    def cleanup() {
        folder.toFile().deleteDir()
    }

    def "every example does what the page shows, and the reference is what help tells"() {
        given:
        def page = Files.readString(MANUAL)
        belay.file('app/shop.env', 'COLOUR=red\n')

        when:
        def found = page
                .replaceAll(/(?s)`(\w+\.groovy)`:\n\n```groovy\n(.*?)```\n/) { all, name, text ->
                    belay.file(name, there(text))
                    all
                }
                .replaceAll(/(?s)```console\n(.*?)```\n/) { all, example -> "```console\n${played(example)}```\n" }
                .replaceAll(/(?s)(<!-- commands -->\n).*?(<!-- end of commands -->)/) { all, begin, end ->
                    begin + HelpText.markdown() + '\n' + end
                }
        if (System.getProperty('renew')) {
            Files.writeString(MANUAL, found)
        }

        then:
        found == page
    }

    /** The manual's paths in this test's folder, and back. */
    String there(String text) {
        text.replace('/srv/shop', folder.toString())
    }

    String here(String text) {
        text.replace(folder.toString(), '/srv/shop')
                .replaceAll(/shop-[0-9a-f]{4}/, 'shop-7f3a')
                .replaceAll(/shop-7f3a-[0-9a-f]{4}\.tar/, 'shop-7f3a-b97c.tar')
                .replaceAll(/read back, \d+ B/, 'read back, 198 B')
                .replaceAll(/in \d:\d\d\b/, 'in 0:01')
                .replaceAll(/(done|FAILED) +\d+ s\b/, '\$1')
                .replaceAll(/\d\d:\d\d\b(?!:)/, '22:04')
                .replaceAll(/session \d+\.\d+\.\d+/, 'session 2026.11.20')
                .replaceAll(/\S+@[\w.-]+/, 'anna@shop')
                .replaceAll(/(?m) +$/, '')
    }

    /** An example as it really comes: its command, and what stands in it behind prompts typed anew. */
    String played(String example) {
        def lines = example.readLines()
        def words = lines[0].replaceFirst(/^\$ belay /, '').split(' ') as List<String>
        if (words[0] != 'repl') {
            assert belay.run(*words) == 0
            return "${lines[0]}\n${here(belay.out)}"
        }
        def typed = lines.drop(1).findResults { line ->
            def prompt = line =~ /^(?:[a-z]+ [\d.]+ on \S+ \S+> |\.\.\. |[^:]*\[y\/N\] )(.*)$/
            prompt ? there(prompt[0][1] as String) : null
        }
        assert sitting.type(typed, *words.drop(1)) == 0
        "${lines[0]}\n${here(sitting.shown)}"
    }
}
