package dev.belay.drivers.service

import dev.belay.value.Failure
import spock.lang.Specification

class WordsSpec extends Specification {

    def "the command line <#line> has the words #words"() {
        expect:
        Words.of(line) == words

        where:
        line                              || words
        ''                                || []
        '  '                              || []
        'python3 app.py'                  || ['python3', 'app.py']
        " a\t b  c "                      || ['a', 'b', 'c']
        "a 'b c' d"                       || ['a', 'b c', 'd']
        'a "b \'c\'" d'                   || ['a', "b 'c'", 'd']
        'a\\ b'                           || ['a b']
        "a '' b"                          || ['a', '', 'b']
        'x="a b"c'                        || ['x=a bc']
        'a $HOME ; rm * | b'              || ['a', '$HOME', ';', 'rm', '*', '|', 'b']
    }

    def "a quote that is not closed is refused"() {
        when:
        Words.of("a 'b")

        then:
        def failure = thrown(Failure)
        failure.message().contains("opens a quote")
    }
}
