package dev.belay.drivers.source

import dev.belay.value.Failure
import dev.belay.value.Suggestion
import spock.lang.Specification
import spock.lang.Timeout

class VersionPatternSpec extends Specification {

    def "#regex finds #found"() {
        expect:
        VersionPattern.of(regex).find(text).orElse(null) == found

        where:
        regex                | text                                    || found
        'VERSION = "(.*)"'   | 'NAME = "pod"\nVERSION = "3.8.1"\n'     || '3.8.1'
        '[0-9.]+'            | 'app 4.4.0 (linux)'                     || '4.4.0'
        'version (.*)'       | 'nothing here'                          || null
    }

    def "an expression that is none is refused"() {
        when:
        VersionPattern.of('(a')

        then:
        thrown(Failure)
    }

    @Timeout(20)
    def "an expression that looks for ever is stopped"() {
        when:
        VersionPattern.of('(.*)(.*)(.*)(.*)(.*)(.*)(.*)x').find('a' * 200)

        then:
        def failure = thrown(Failure)
        failure.message().contains('takes too long')
    }

    def "the tag #tag is the version #version"() {
        expect:
        InstalledGit.version(tag).orElse(null) == version

        where:
        tag                   || version
        '4.4.0'               || '4.4.0'
        'v4.4.0'              || 'v4.4.0'
        'release-4.4.0'       || '4.4.0'
        'app/4.4.0-3-gabc123' || '4.4.0-3-gabc123'
        'stable'              || null
    }

    def "of the tags #tags, #best tells most"() {
        expect:
        Head.best(tags).orElse(null) == best

        where:
        tags                          || best
        []                            || null
        ['stable']                    || 'stable'
        ['stable', '4.4.0', 'latest'] || '4.4.0'
        ['4.9', '4.10']               || '4.10'
    }

    def "the tag nearest to #wanted is #near"() {
        expect:
        Suggestion.closest(wanted, ['4.3.1', '4.3.2', 'v4.4.0', '4.4.0rc1']).get() == near

        where:
        wanted  || near
        '4.4.0' || 'v4.4.0'
        '4.3.3' || '4.3.2'
    }
}
