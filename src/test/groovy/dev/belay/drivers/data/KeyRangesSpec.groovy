package dev.belay.drivers.data

import spock.lang.Specification

/** Keys are cut where about as many rows lie between the cuts. */
class KeyRangesSpec extends Specification {

    def "#rows, #most of them in a range: #cuts"() {
        expect:
        KeyRanges.cuts(rows.min().toBigInteger(), rows.max().toBigInteger(), 4, most, { from, to -> rows.count { it >= from && it <= to } as long }) == cuts*.toBigInteger()

        where:
        rows                 | most || cuts
        1..8                 | 2    || [3, 5, 7]
        1..8                 | 8    || []
        -4..3                | 4    || [0]
        [-3, -2, -1]         | 1    || [-2, -1]
        [1, 2, 3, 4, 1000]   | 2    || [3, 501]
        [5]                  | 1    || []
    }

    def "it ends where the server estimates nonsense, and the cuts are sorted still"() {
        given:
        int asked = 0

        when:
        def cuts = KeyRanges.cuts(Long.MIN_VALUE.toBigInteger(), Long.MAX_VALUE.toBigInteger(), 10, 10, { from, to -> asked++; 1000L })

        then:
        asked < 1000
        cuts == cuts.sort(false)
        cuts.size() < 1000
    }
}
