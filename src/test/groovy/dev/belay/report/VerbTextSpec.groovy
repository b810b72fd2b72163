package dev.belay.report

import dev.belay.catalog.Catalog
import dev.belay.catalog.Effect
import dev.belay.catalog.Form
import dev.belay.catalog.Option
import dev.belay.catalog.Options
import dev.belay.catalog.Subject
import dev.belay.catalog.Technology
import dev.belay.driver.Driver
import dev.belay.driver.Drivers
import dev.belay.expr.Type
import dev.belay.expr.Value
import java.time.Duration
import spock.lang.Specification

class VerbTextSpec extends Specification {

    static final CATALOG = Catalog.of([
        Form.of('stop', Subject.resource('service')).technology('systemd')
                .option(Options.TIMEOUT.standard(new Value.Span(Duration.ofSeconds(60))))
                .worst(Effect.REVERSIBLE).doc('Stops units. What was not active stays so.').example("stop 'web', timeout: 2.minutes").form(),
        Form.of('migrate', Subject.resource('database'), 'sql', Type.PATH, 'the folder of SQL files')
                .option(Option.of('accept', new Type.ListOf(Type.TEXT), 'errors that are tolerated'))
                .worst(Effect.RESTORABLE).doc('Applies SQL files in order.').form(),
    ], [
        new Technology('service', 'systemd', new Type.ListOf(Type.TEXT), [], [], 'Units of systemd.', "service 'web', systemd: ['ngw.service']"),
        new Technology('database', 'mariadb', Type.TEXT, [], [], 'A database.', "database 'main', mariadb: 'localhost/shop'"),
    ])

    def "all of the language in a list"() {
        expect:
        Golden.holds('verbs.txt', new VerbText(CATALOG, Page.plain()).all())
    }

    def "one verb with its options and an example"() {
        expect:
        Golden.holds('verb.txt', new VerbText(CATALOG, Page.plain()).one('param') + new VerbText(CATALOG, Page.plain()).one('stop') + new VerbText(CATALOG, Page.plain()).one('migrate'))
    }

    def "a technology is told with the verbs for it, an option with all that it means"() {
        given:
        def text = new VerbText(CATALOG, Page.plain())

        expect:
        Golden.holds('verb-option.txt', ['systemd', 'timeout', 'name', 'doc'].collect { text.one(it) }.join())
        text.words().containsAll(['systemd', 'timeout', 'retries', 'production'])
    }

    def "every word that can be asked for is told, and says which verb it belongs to"() {
        given:
        def text = new VerbText(new Drivers(ServiceLoader.load(Driver).toList()).catalog(), Page.plain())

        expect:
        text.all().readLines().every { it.length() <= 100 }
        text.words().every { text.one(it).readLines().size() > 2 }
        text.one('touches').contains('of sh\n')
        text.one('pip').contains('of installed pip: ...')
    }

    def "of a word that there is not it tells which speak of it"() {
        expect:
        new VerbText(CATALOG, Page.plain()).speakingOf('units') == ['stop', 'service']
        new VerbText(CATALOG, Page.plain()).speakingOf('unit') == []
    }
}
