package dev.belay.drivers.data.comparison

import spock.lang.Specification

/** The numbers that everybody else's XXH64 gives. */
class XxHash64Spec extends Specification {

    def "'#text' has the number #number"() {
        expect:
        Long.toHexString(XxHash64.of(text.bytes, text.length())) == number

        where:
        text                                      || number
        ''                                        || 'ef46db3751d8e999'
        'a'                                       || 'd24ec4f1a98c6e5b'
        'abc'                                     || '44bc2cf5ad770999'
        'Nobody inspects the spammish repetition' || 'fbcea83c8a378bf1'
    }

    def "only the first bytes count"() {
        expect:
        XxHash64.of('abcdef'.bytes, 3) == XxHash64.of('abc'.bytes, 3)
    }
}
