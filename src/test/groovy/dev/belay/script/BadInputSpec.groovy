package dev.belay.script

import java.nio.charset.StandardCharsets
import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.attribute.PosixFilePermissions
import spock.lang.Specification
import spock.lang.TempDir
import spock.lang.Timeout

import static dev.belay.script.Sample.HEAD

/** Bad input gets a clear error and nothing else. */
class BadInputSpec extends Specification {

    @TempDir Path folder

    def "a file that is #what is refused"() {
        given:
        def script = Files.write(folder.resolve('script.groovy'), bytes as byte[])

        expect:
        refusal(script).endsWith(message)

        where:
        what            | bytes                                              || message
        'empty'         | ''.bytes                                           || "this file is empty; a script begins with upgrade 'application', to: 'version', a site file with site 'name'"
        'blank'         | ' \n\t\n'.bytes                                    || "this file is empty; a script begins with upgrade 'application', to: 'version', a site file with site 'name'"
        'binary'        | [0x7f, 0x45, 0x4c, 0x46, 0, 1, 2] as byte[]        || 'this file is not a script: it holds binary data'
        'Latin 1'       | 'sh "\u00e9"'.getBytes(StandardCharsets.ISO_8859_1) || 'this file is not text in UTF-8; save it as UTF-8'
        'of 50 MB'      | new byte[50_000_000]                               || 'this file is too large for a script: 50000000 bytes, at most 1000000'
    }

    def "a missing script and a folder are refused"() {
        expect:
        refusal(folder.resolve('none.groovy')).endsWith('cannot read this file: there is no such file')
        refusal(folder).endsWith('this file is not a plain file')
    }

    @Timeout(60)
    def "#what is refused before it breaks the parser"() {
        expect:
        new Sample(folder).mistakes(HEAD + text)*.replaceFirst(/^\d+:\d+: /, '').unique() == [message]

        where:
        what                     | text                                                  || message
        '5,000 nested brackets'  | 'def x = ' + '[' * 5000 + ']' * 5000                  || 'this is nested too deeply: more than 63 brackets'
        '5,000 nested blocks'    | "phase('a') { " * 5000 + '}' * 5000                   || 'this is nested too deeply: more than 63 brackets'
        'a sum of 5,000'         | 'def x = 1' + ' + 1' * 5000                           || "this is too long for one expression; part it with 'def'"
        'a sum over lines'       | 'def x = 1' + ' +\n 1' * 5000                         || "this is too long for one expression; part it with 'def'"
        'a chain of calls'       | "def x = 'a'" + '\n.trim()' * 5000                    || "this is too long for one expression; part it with 'def'"
        '5,000 times not'        | 'def x = ' + '!' * 5000 + 'true'                      || "this is too long for one expression; part it with 'def'"
        '5,000 else'             | "if (true) { }" + ' else if (true) { }\n' * 5000      || "this is too long for one expression; part it with 'def'"
        'too many words'         | "sh 'x'\n" * 100_000                                  || 'this script is too long: more than 200000 words'
        'lists that laugh'       | laughs()                                              || 'this list or map is too large: more than 100000 items in all'
        'texts that laugh'       | "def a0 = 'aaaaaaaaaa'\n" + (1..17).collect { "def a$it = \"\$a${it - 1}\$a${it - 1}\"\n" }.join() || 'this text would be too long: more than 1000000 characters'
        'loops that never end'   | 'for (a in 1..9000) { for (b in 1..9000) { def x = 1 } }' || "this takes too many steps; Belay's language is for short scripts"
        'too many steps'         | "for (a in 1..30000) { sh 'x' }"                      || 'this plan is too long: more than 20000 steps'
    }

    private static String laughs() {
        "def a0 = ['lol']\n" + (1..5).collect { "def a$it = [${(['a' + (it - 1)] * 10).join(', ')}]\n" }.join() + "def b = [a5, a5]\n"
    }

    def "a script that others can write is refused: #permissions"() {
        given:
        def script = new Sample(folder).write('script.groovy', HEAD)
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString(permissions))

        expect:
        refusal(script).contains('can be changed by others than its owner; make it yours alone: chmod go-w')

        where:
        permissions << ['rw-rw-rw-', 'rw-r--rw-']
    }

    def "a script in a folder that others can write is refused"() {
        given:
        def open = Files.createDirectory(folder.resolve('open'))
        def script = new Sample(folder).write('open/script.groovy', HEAD)
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString('rwxrwxrwx'))

        expect:
        refusal(script).contains('the folder of this file can be changed by others')
    }

    def "in a folder like /tmp, where nobody replaces a file of another, a script is read"() {
        given:
        def open = Files.createDirectory(folder.resolve('open'))
        def script = new Sample(folder).write('open/script.groovy', HEAD)
        open.toFile().with { new ProcessBuilder('chmod', '1777', it.path).start().waitFor() }

        expect:
        refusal(script) == ''
    }

    def "a byte order mark, line ends of Windows and tabs are accepted, and places stay right"() {
        given:
        def text = "\uFEFFupgrade 'app', to: '2.0'\r\n\r\n\tsh 'a'\r\n\tshh 'b'\r\n"

        expect:
        new Sample(folder).mistakes(text) == ["4:2: unknown verb or function 'shh'; did you mean 'sh'?"]
        new Sample(folder).load(text.replace('shh', 'sh')).steps()*.at()*.line() == [3, 4]
    }

    def "'import' is a verb, also where Groovy would read its own word, and places stay right"() {
        when:
        def plan = new Sample(folder).load(HEAD + "database 'main', postgresql: 'a/b'\nphase('x') { import 'main', from: 'import me' }\n")

        then:
        plan.steps()*.form() == ['import/postgresql']
        plan.steps()[0].arguments().from.value().text() == 'import me'
        plan.steps()[0].at().column() == 14
        new Sample(folder).mistakes("import java.io.File\n") == ["1:8: there is no 'java' here; classes of Java are not part of the language"]
    }

    def "an include #what is refused"() {
        given:
        def sample = new Sample(folder)
        sample.write('a.groovy', "include 'b.groovy'\n")
        sample.write('b.groovy', "include 'a.groovy'\n")
        Files.createSymbolicLink(folder.resolve('link.groovy'), Path.of('/etc/hostname'))

        expect:
        sample.mistakes(HEAD + include) == [mistake.replace('FOLDER', folder.toString())]

        where:
        what               | include                  || mistake
        'that is missing'  | "include 'c.groovy'"     || "2:9: there is no file 'c.groovy' in FOLDER"
        'of a cycle'       | "include 'a.groovy'"     || "1:9: 'a.groovy' includes itself, by way of this file"
        'of itself'        | "include 'script.groovy'" || "2:9: 'script.groovy' includes itself, by way of this file"
        'outside'          | "include '../x.groovy'"  || "2:9: '../x.groovy' lies outside of the script's folder; only files in it are included"
        'by absolute path' | "include '/etc/passwd'"  || "2:9: '/etc/passwd' lies outside of the script's folder; only files in it are included"
        'by way of a link' | "include 'link.groovy'"  || "2:9: 'link.groovy' lies outside of the script's folder; only files in it are included"
        'of a value'       | 'include "${1}.groovy"'  || "2:1: 'include' is followed by the name of a file, a plain text: include 'common.groovy'"
    }

    private String refusal(Path script) {
        try {
            Scripts.load(script, Optional.empty(), [:], Sample.CATALOG, { Optional.empty() })
            ''
        } catch (Diagnostics wrong) {
            wrong.message
        }
    }
}
