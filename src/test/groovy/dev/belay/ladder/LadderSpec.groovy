package dev.belay.ladder

import dev.belay.value.Destination
import dev.belay.value.Failure
import dev.belay.value.Version
import dev.belay.value.VersionRange
import spock.lang.Specification

/** Which scripts lead from one version to another: a rung is written from > to, a line with the version that its script names in brackets. */
class LadderSpec extends Specification {

    static Ladder ladder(String... rungs) {
        new Ladder('shop', rungs.collect { rung(it) })
    }

    static Rung rung(String text) {
        def (from, to, target) = (text =~ /^(.*?)\s*=>\s*([^\s(]+)(?:\((.*)\))?$/)[0].drop(1)
        def destination = Destination.parse(to)
        new Rung("${to}.groovy", from ? Optional.of(VersionRange.parse(from)) : Optional.<VersionRange> empty(),
                target ? destination.standard(Version.parse(target)) : destination)
    }

    static String way(Ladder ladder, String from, String to) {
        ladder.way(Version.parse(from), Version.parse(to)).toString()
    }

    static Failure failure(Ladder ladder, String from, String to) {
        try {
            throw new AssertionError("a way: ${way(ladder, from, to)}")
        } catch (Failure failure) {
            return failure
        }
    }

    def "from #from to #to over #rungs: #way"() {
        expect:
        LadderSpec.way(ladder(*rungs), from, to) == way

        where:
        rungs                                                         | from            | to      || way
        ['>=3.6 <3.7 => 3.7.0', '>=3.7.0 <4.4.0 => 4.4.0']            | '3.6.1'         | '4.4.0' || '3.6.1 -> 3.7.0 -> 4.4.0'
        ['>=3.6 <3.7 => 3.7.0', '>=3.7.0 <4.4.0 => 4.4.0']            | '4.2'           | '4.4.0' || '4.2 -> 4.4.0'
        ['>=3.6 <3.7 => 3.7.0', '>=3.7.0 <4.4.0 => 4.4.0']            | '3.6.1'         | '3.7'   || '3.6.1 -> 3.7.0'
        ['>=3.6 <3.7 => 3.7.0', '>=3.7.0 <4.4.0 => 4.4.0']            | 'v3.7.0-3-gabc1' | '4.4.0' || 'v3.7.0-3-gabc1 -> 4.4.0'
        // the fewest stops
        ['1.0 => 2.0', '2.0 => 3.0', '>=1.0 <3.0 => 3.5', '3.0 => 4.0', '3.5 => 4.0'] | '1.0' | '4.0' || '1.0 -> 3.5 -> 4.0'
        ['=> 2.0', '=> 3.0']                                          | '1.0'           | '3.0'   || '1.0 -> 3.0'
        // nothing to do, however it is written
        ['1.0 => 2.0']                                                | 'v2'            | '2.0'   || 'v2'
        // what does not say what it accepts, or accepts what it leads to, leads forward only
        ['=> 2.0', '>=1.0 => 3.0']                                    | '2.5'           | '3.0'   || '2.5 -> 3.0'
        // a line leads to the version that is wanted, and in between to the one that its script names
        ['3.x => 4.4.x']                                              | '3.1'           | '4.4.3' || '3.1 -> 4.4.3'
        ['3.x => 4.4.x(4.4.9)', '4.4.x => 5.0']                       | '3.1'           | '5.0'   || '3.1 -> 4.4.9 -> 5.0'
        ['3.x => 4.4.x(4.4.9)', '4.4.x => 5.0']                       | '4.4.1'         | '5.0'   || '4.4.1 -> 5.0'
        ['>=3 <4.4.3 => 4.4.x']                                       | '4.4.1'         | '4.4.3' || '4.4.1 -> 4.4.3'
        // later scripts are no part of the way
        ['1.0 => 2.0', '2.0 => 3.0']                                  | '1.0'           | '2.0'   || '1.0 -> 2.0'
        // scripts that lead back are no stops
        ['1.0 => 2.0', '2.0 => 1.0', '2.0 => 3.0']                    | '1.0'           | '3.0'   || '1.0 -> 2.0 -> 3.0'
    }

    def "no way from #from to #to over #rungs: #exit"() {
        given:
        def failure = failure(ladder(*rungs), from, to)

        expect:
        failure.exit().code() == exit
        failure.message() == message
        !failure.remedies().empty

        where:
        rungs                                    | from  | to    || exit | message
        ['1.0 => 2.0', '2.0 => 3.0']             | '1.0' | '2.5' || 2    | 'no script of shop leads to 2.5'
        []                                       | '1.0' | '2.5' || 2    | 'no script of shop leads to 2.5'
        ['1.0 => 2.0', '2.0 => 3.0']             | '2.9' | '2.0' || 5    | 'shop 2.9 is installed, which is newer than 2.0; scripts lead forward'
        ['1.x => 2.0', '2.0 => 3.0']             | '0.9' | '3.0' || 5    | 'no script of shop accepts 0.9, which is installed:\n  2.0.groovy leads from 1.x to 2.0\n  3.0.groovy leads from 2.0 to 3.0'
        ['1.x => 2.0', '2.5 => 3.0']             | '1.0' | '3.0' || 5    | 'a gap is in the way from 1.0 to 3.0: scripts lead as far as 2.0, and none leads on from there:\n  3.0.groovy leads from 2.5 to 3.0'
        ['1.x => 2.1.x', '2.1.x => 3.0']         | '1.0' | '3.0' || 5    | 'no script of shop accepts 1.0, which is installed:\n  2.1.x.groovy leads from 1.x to 2.1.x, and does not say to which version of it (target:)\n  3.0.groovy leads from 2.1.x to 3.0'
        ['1.0 => 2.0', '2.0 => 1.0', '2.5 => 3.0'] | '1.0' | '3.0' || 2  | 'scripts lead in a circle: 1.0.groovy accepts 2.0 and leads back to 1.0, and nothing leads on to 3.0'
        ['1.0 => 2.0', '1.0 => 3.0', '2.0 => 4.0', '3.0 => 4.0'] | '1.0' | '4.0' || 2 | 'two ways lead to 4.0 with 2 stops each:\n  1.0 -> 2.0 -> 4.0 (2.0.groovy, 4.0.groovy)\n  1.0 -> 3.0 -> 4.0 (3.0.groovy, 4.0.groovy)'
        ['1.0 => 2.0', '1.0 => 2.x']             | '1.0' | '2.0' || 2    | 'two ways lead to 2.0 with 1 stop each:\n  1.0 -> 2.0 (2.0.groovy)\n  1.0 -> 2.0 (2.x.groovy)'
    }

    def "a tie names the versions over which a person may choose a way, and a gap how far scripts lead"() {
        expect:
        failure(ladder('1.0 => 2.0', '1.0 => 3.0', '2.0 => 4.0', '3.0 => 4.0'), '1.0', '4.0').remedies()[0].contains('--to 2.0')
        failure(ladder('1.0 => 2.0', '1.0 => 2.x'), '1.0', '2.0').remedies()[0] == 'remove one of these scripts, or narrow the from: of one'
        failure(ladder('1.x => 2.0', '2.5 => 3.0'), '1.0', '3.0').remedies()[1] == 'go as far as scripts lead: --to 2.0'
    }

    def "many ways are not counted, only compared"() {
        given: 'fifty layers of three versions each, every one reached from all of the layer below'
        def rungs = (1..50).collectMany { layer -> (0..2).collect { ">=${layer - 1}.0 <$layer.0 => $layer.$it".toString() } } + '>=50 <51 => 51.0'

        expect:
        failure(ladder(*rungs), '0.5', '51.0').message().startsWith('two ways lead to 51.0 with 51 stops each')
    }
}
