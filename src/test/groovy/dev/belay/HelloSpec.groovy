package dev.belay

import dev.belay.value.Size
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres
import spock.lang.Specification

class HelloSpec extends Specification {
    def "a server starts"() {
        given:
        def pg = EmbeddedPostgres.start()
        expect:
        pg.postgresDatabase.connection.withCloseable { c -> c.createStatement().executeQuery('select version()').with { it.next(); println it.getString(1); true } }
        new Size(3).bytes() == 3
        cleanup:
        pg?.close()
    }
}
