package dev.belay.drivers.service

import dev.belay.expr.Value
import dev.belay.value.Failure
import spock.lang.Specification

class HealthSpec extends Specification {

    def "health: #written is #health"() {
        expect:
        Health.of(written instanceof Integer ? Value.of(written as long) : Value.of(written)).toString() == health

        where:
        written                  || health
        8080                     || 'localhost:8080'
        '8080'                   || 'localhost:8080'
        'db.example.org:5432'    || 'db.example.org:5432'
        '::1:8080'               || '::1:8080'
        'http://localhost:80/x'  || 'http://localhost:80/x'
        'https://a.example/'     || 'https://a.example/'
    }

    def "health: #written is refused"() {
        when:
        Health.of(Value.of(written))

        then:
        thrown(Failure)

        where:
        written << ['', 'localhost', 'localhost:', 'localhost:99999', 'ftp://x/', 'http://a b/', 'http://[', '-1']
    }
}
