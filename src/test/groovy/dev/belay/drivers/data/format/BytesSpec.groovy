package dev.belay.drivers.data.format

import spock.lang.Specification

/** Bytes that grow at their end. */
class BytesSpec extends Specification {

    def "a number is added as its digits"() {
        given:
        def bytes = new Bytes(1)

        when:
        bytes.add('#')
        bytes.addDigits(number)

        then:
        bytes.text(0, bytes.length()) == "#$number"

        where:
        number << [0L, 7L, 10L, 99L, -1L, -100L, 1234567890L, Long.MAX_VALUE, Long.MIN_VALUE, 999999999999999999L, 1000000000000000000L, -999999999999999999L]
    }

    def "whether they end with some characters"() {
        given:
        def bytes = new Bytes(1)
        bytes.add('abc')

        expect:
        bytes.endsWith(end) == answer

        where:
        end    || answer
        'bc'   || true
        'abc'  || true
        ''     || true
        'zabc' || false
        'ab'   || false
    }
}
