package dev.belay.script

import spock.lang.Specification

class TypingSpec extends Specification {

    def "#typed.inspect() goes on in the next line: #unfinished"() {
        expect:
        Typing.unfinished(typed) == unfinished

        where:
        typed                                    || unfinished
        "stop 'web'"                             || false
        "phase('Stop') {"                        || true
        "phase('Stop') {\n    stop 'web'\n}"     || false
        "backup files: ['/srv/a'],"              || true
        "backup files: ['/srv/a',"               || true
        "def home ="                             || true
        "def a = b &&"                           || true
        "sh '''make"                             || true
        "sh '''make\n  all'''"                   || false
        'sh """make'                             || true
        '/* a comment'                           || true
        '/* a comment */'                        || false
        '// a comment {'                         || false
        "sh 'an open quote"                      || false
        "sh 'it\\'s {'"                          || false
        "sh '/* no comment'"                     || false
        'if (a) { stop "b" } else'               || true
        ''                                       || false
        "stop 'web') }"                          || false
    }
}
