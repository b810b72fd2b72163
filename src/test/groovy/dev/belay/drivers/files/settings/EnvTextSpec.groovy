package dev.belay.drivers.files.settings

import dev.belay.value.Failure
import spock.lang.Specification
import spock.lang.TempDir

import java.nio.file.Path

class EnvTextSpec extends Specification {

    @TempDir
    Path folder

    def "setting a key changes its value and nothing else: #what"() {
        expect:
        EnvText.parse(before).with('KEY', value).text() == after

        where:
        what                       | before                          | value       || after
        'a bare value'             | 'KEY=old\n'                     | 'new'       || 'KEY=new\n'
        'the same value'           | 'KEY = "old"  # why\n'          | 'old'       || 'KEY = "old"  # why\n'
        'double quotes kept'       | 'KEY="old"\n'                   | 'new'       || 'KEY="new"\n'
        'single quotes kept'       | "KEY='old'\n"                   | 'new'       || "KEY='new'\n"
        'quotes that no longer do' | 'KEY="old"\n'                   | 'a$b'       || "KEY='a\$b'\n"
        'quotes where needed'      | 'KEY=old\n'                     | 'two words' || "KEY='two words'\n"
        'a comment behind'         | 'KEY=old # why\nB=2\n'          | 'new'       || 'KEY=new # why\nB=2\n'
        'a hash inside'            | 'KEY=o#ld\n'                    | 'new'       || 'KEY=new\n'
        'comments around'          | '# KEY=x\n\n; y\nKEY=old\n#z'   | 'new'       || '# KEY=x\n\n; y\nKEY=new\n#z'
        'export'                   | 'export KEY=old\n'              | 'new'       || 'export KEY=new\n'
        'indented'                 | '  KEY=old\n'                   | 'new'       || '  KEY=new\n'
        'no end of line'           | 'KEY=old'                       | 'new'       || 'KEY=new'
        'CRLF'                     | 'A=1\r\nKEY=old\r\n'            | 'new'       || 'A=1\r\nKEY=new\r\n'
        'several lines'            | "KEY='a\nb'\nB=2\n"             | 'new'       || "KEY='new'\nB=2\n"
        'a continued line'         | 'KEY=a\\\nb\nB=2\n'             | 'new'       || 'KEY=new\nB=2\n'
        'twice: the last'          | 'KEY=1\nKEY=2\n'                | 'new'       || 'KEY=1\nKEY=new\n'
        'a longer key'             | 'KEYS=1\nKEY=2\n'               | 'new'       || 'KEYS=1\nKEY=new\n'
        'an empty value'           | 'KEY=\nB=2\n'                   | 'new'       || 'KEY=new\nB=2\n'
        'to an empty value'        | 'KEY=old\n'                     | ''          || 'KEY=\n'
        'a new key'                | '# x\nA=1\n'                    | 'new'       || '# x\nA=1\nKEY=new\n'
        'new, no end of line'      | 'A=1'                           | 'new'       || 'A=1\nKEY=new\n'
        'new among exports'        | 'export A=1\n'                  | 'new'       || 'export A=1\nexport KEY=new\n'
        'new in CRLF'              | 'A=1\r\n'                       | 'new'       || 'A=1\r\nKEY=new\r\n'
        'an empty file'            | ''                              | 'new'       || 'KEY=new\n'
        'a byte order mark'        | '\uFEFFKEY=old\n'               | 'new'       || '\uFEFFKEY=new\n'
    }

    def "removing a key removes its lines, wherever it stands"() {
        expect:
        EnvText.parse(before).without('KEY').text() == after

        where:
        before                      || after
        'A=1\nKEY=2 # x\nB=3\n'     || 'A=1\nB=3\n'
        'KEY=1\nA=1\nKEY=2'         || 'A=1\n'
        "KEY='a\nb'\n# KEY=1\n"     || '# KEY=1\n'
        'KEYS=1\n'                  || 'KEYS=1\n'
    }

    def "reads the value that #raw means"() {
        expect:
        EnvText.parse("KEY=$raw\n").value('KEY').get() == value

        where:
        raw                 || value
        ''                  || ''
        'plain'             || 'plain'
        'two words'         || 'two words'
        'x # comment'       || 'x'
        "'single \\n'"      || 'single \\n'
        '"a\\"b\\\\c\\$d"'  || 'a"b\\c$d'
        '"a\nb"'            || 'a\nb'
        '"a" # comment'     || 'a'
        '"a"b'              || '"a"b'
    }

    def "a written value is read alike by a shell and by Belay: #value"() {
        given:
        def file = folder.resolve('x.env').toFile()
        def text = EnvText.parse(before).with('KEY', value)
        file.setText(text.text(), 'UTF-8')

        expect:
        EnvText.parse(text.text()).value('KEY').get() == value
        ['bash', '-c', '. "$1"; printf "%s|" "$KEY"', 'bash', file.path].execute().text == value + '|'

        where:
        [value, before] << [
                ['plain', 'a b', 'a$HOME', 'a`id`b', 'say "hi"', "it's", 'a#b', 'a #b', '~/x', '!x', 'back\\slash',
                 'line\nline', "it's\ntwo", '(x)', 'a;b', '*', 'é😀', 'a=b', '{"json": [1, "$x"]}', ' padded ', 'x' * 100_000],
                ['', 'KEY=bare\n', "KEY='single'\n", 'KEY="double"\n']
        ].combinations()
    }

    def "a value that readers would take differently is refused, and not shown"() {
        when:
        EnvText.parse('').with('KEY', value)

        then:
        def failure = thrown(Failure)
        failure.message().contains('KEY')
        failure.message().contains(reason)
        !failure.message().contains(value)

        where:
        value           || reason
        'it\'s "x" too' || 'a single quote together'
        'it\'s $x now'  || 'a single quote together'
        'ends with \\'  || 'a backslash'
        'two \\\\ here' || 'a backslash'
        'a\u0000b'      || 'a control character'
        'a\rb'          || 'a control character'
    }

    def "other formats and broken quotes are refused with their line: #text"() {
        when:
        EnvText.parse(text)

        then:
        def failure = thrown(Failure)
        failure.message().contains("line $line")

        where:
        text                 || line
        '[section]\nkey=1'   || 1
        '# x\nkey: value\n'  || 2
        '{"a": 1}'           || 1
        '<a/>'               || 1
        'A=1\nB="open\n'     || 2
        "A='open"            || 1
    }

    def "shell lines that are no assignments stay as they are"() {
        expect:
        EnvText.parse('set -a\nunset X\nKEY=1\n').with('KEY', '2').text() == 'set -a\nunset X\nKEY=2\n'
    }

    def "keys stand in the order of their first use"() {
        expect:
        EnvText.parse('B=1\n#C=2\nA=1\nB=3\n').keys() as List == ['B', 'A']
        EnvText.parse('B=1\n#C=2\nA=1\nB=3\n').count('B') == 2
    }

    def "'#key' as a key is refused"() {
        when:
        EnvText.checkKey(key)

        then:
        thrown(Failure)

        where:
        key << ['', 'A B', '1A', 'A-B', 'A=B', 'A\nB']
    }
}
