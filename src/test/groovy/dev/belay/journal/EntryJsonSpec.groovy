package dev.belay.journal

import dev.belay.plan.Json
import dev.belay.plan.JsonText
import dev.belay.plan.Samples
import spock.lang.Specification

class EntryJsonSpec extends Specification {

    def "a record comes back as it was: #entry.class.simpleName"() {
        expect:
        EntryJson.read(JsonText.parse(JsonText.line(EntryJson.write(entry)))) == entry

        where:
        entry << Records.all(Samples.plan('a', 'b')) + Outcome.values().collect { Records.ended('a', it) } +
            Entry.Settled.values().collect { Records.resolved('a', 'partial', it) }
    }

    def "every kind of record is among the samples"() {
        expect:
        (Entry.permittedSubclasses.findAll { it.record } as Set) == (Records.all(Samples.plan('a', 'b'))*.class as Set)
    }

    def "what is no record is refused: #json"() {
        when:
        EntryJson.read(JsonText.parse(json))

        then:
        thrown(Json.Misfit)

        where:
        json << [
            '{}',
            '{"type":"opened"}',
            '{"type":"finished","at":"yesterday"}',
            '{"type":"celebrated","at":"2026-01-31T22:04:00Z"}',
            '{"type":"ended","at":"2026-01-31T22:04:00Z","step":"a"}',
            '{"type":"opened","at":"2026-01-31T22:04:00Z","format":2}',
        ]
    }
}
