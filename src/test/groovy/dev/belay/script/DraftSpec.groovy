package dev.belay.script

import dev.belay.value.Position
import spock.lang.Specification

class DraftSpec extends Specification {

    static final TEXT = '''\
        upgrade 'shop', to: '2.0'
        phase('Stop') { stop 'web' }
        phase('Build') {
            sh 'make',
                dir: '/srv'
            def made = sh 'make list', dir: '/srv'
            if (made) {
                import 'a', mode: 'x'
            }
        }
        verify file: '/srv/a'
        '''.stripIndent()

    def draft = new Draft(TEXT)

    static Position at(int line, int column) {
        new Position('shop.groovy', line, column)
    }

    def "the statement at #line:#column is the innermost around it"() {
        expect:
        draft.statement(at(line, column)) == Optional.of(statement)

        where:
        line | column || statement
        2    | 17     || "stop 'web'"
        4    | 5      || "sh 'make',\n        dir: '/srv'"
        6    | 16     || "def made = sh 'make list', dir: '/srv'"
        8    | 9      || "import 'a', mode: 'x'"
        11   | 1      || "verify file: '/srv/a'"
    }

    def "a statement is replaced, and all else stays as it is written"() {
        expect:
        draft.replace(at(4, 5), "sh 'make all'").get().text() == TEXT.replace("sh 'make',\n        dir: '/srv'", "sh 'make all'")
    }

    def "a statement is put before another with its margin, on a line of its own where that begins one"() {
        expect:
        draft.insert(at(11, 1), "sh 'a',\n    dir: '/b'").get().text() == TEXT.replace('verify', "sh 'a',\n    dir: '/b'\nverify")
        draft.insert(at(8, 9), "start 'a'").get().text().contains("if (made) {\n        start 'a'\n        import 'a'")
        draft.insert(at(2, 17), "start 'a'").get().text().contains("phase('Stop') { start 'a'; stop 'web' }")
    }

    def "a statement is added at the end"() {
        expect:
        new Draft('').append("stop 'a'").text() == "stop 'a'\n"
        new Draft("stop 'a'").append("stop 'b'").text() == "stop 'a'\nstop 'b'\n"
    }

    def "where no statement stands there is none"() {
        expect:
        draft.statement(at(3, 1)).present
        !draft.statement(at(12, 1)).present
        !new Draft('').statement(at(1, 1)).present
    }

    def "a text falls into its statements, comments between them left out"() {
        expect:
        Draft.statements("// first\ndef a = 1; stop 'x'\n\ndef f(b) {\n    stop b\n}\n") ==
                ['def a = 1', "stop 'x'", 'def f(b) {\n    stop b\n}']

        when:
        Draft.statements("stop 'x")

        then:
        thrown(Diagnostics)
    }
}
