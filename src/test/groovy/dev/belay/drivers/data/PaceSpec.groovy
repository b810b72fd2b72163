package dev.belay.drivers.data

import dev.belay.driver.Limit
import dev.belay.driver.Work
import dev.belay.drivers.data.format.Row
import dev.belay.value.Headway
import java.time.Duration
import spock.lang.Specification

class PaceSpec extends Specification {

    long seconds = 0
    def told = []
    def checked = []
    def limit = [check: { checked << it }, close: {}] as Limit
    def work = [progress: { told << it }] as Work

    Row row(String text) {
        def row = new Row(1)
        row.put(Row.Form.TEXT, text.bytes, 0, text.length())
        row
    }

    def "rows are told table by table, and the time that is left for all of them"() {
        given:
        def pace = new Pace(work, limit, [video: 4000L, tag: 4000L], { seconds * 1_000_000_000L }).lane()

        when:
        500.times { pace.row('video', row('1234567890')) }
        seconds = 10
        3500.times { pace.row('video', row('1234567890')) }
        seconds = 40
        500.times { pace.row('tag', row('12')) }

        then:
        told == [
            new Headway('video', 1000, 4000, 'rows', 10_000, 100, Optional.of(Duration.ofSeconds(70))),
            new Headway('tag', 500, 4000, 'rows', 1000, 0, Optional.of(Duration.ofMillis(31_111))),
        ]
        checked == ['video', 'tag']
    }

    def "#done of #total rows in #elapsed s: #left left"() {
        expect:
        Headway.left(done, total, Duration.ofSeconds(elapsed)).map { it.toSeconds() }.orElse(null) == left

        where:
        done | total | elapsed || left
        500  | 1000  | 2       || null
        500  | 1000  | 3       || 3
        9    | 1000  | 60      || null
        10   | 1000  | 60      || 5940
        1000 | 1000  | 60      || null
        1200 | 1000  | 60      || null
        500  | 0     | 60      || null
    }
}
