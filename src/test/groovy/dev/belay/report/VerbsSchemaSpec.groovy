package dev.belay.report

import dev.belay.catalog.Catalog
import dev.belay.catalog.Effect
import dev.belay.catalog.Form
import dev.belay.catalog.Option
import dev.belay.catalog.Subject
import dev.belay.driver.Driver
import dev.belay.driver.Drivers
import dev.belay.expr.Type
import dev.belay.expr.Value
import dev.belay.plan.Json
import dev.belay.plan.JsonText
import java.nio.file.Files
import java.nio.file.Path
import java.time.Duration
import spock.lang.Specification

/** {@code grammar/verbs.schema.json} says what the catalogue says. */
class VerbsSchemaSpec extends Specification {

    static final Path COMMITTED = Path.of('grammar/verbs.schema.json')
    static final String RENEW = 'mvn -q test -Dtest=VerbsSchemaSpec -Drenew'

    def "the committed copy is what the installed drivers offer"() {
        given:
        def made = VerbsSchema.of(new Drivers(ServiceLoader.load(Driver).toList()).catalog())

        when:
        if (System.getProperty('renew') != null) {
            Files.writeString(COMMITTED, made)
        }

        then:
        assert Files.exists(COMMITTED) && Files.readString(COMMITTED) == made:
                "$COMMITTED is stale; renew it by: $RENEW"
    }

    def "a form becomes an object that allows its options and no others"() {
        given:
        def form = Form.of('stop', Subject.resource('service')).technology('systemd')
                .option(Option.of('timeout', Type.DURATION, 'how long').standard(new Value.Span(Duration.ofMinutes(2))))
                .option(Option.required('units', new Type.ListOf(Type.TEXT), 'which'))
                .worst(Effect.REVERSIBLE).doc('Stops it.').example("stop 'web'").form()

        when:
        def stop = definition(VerbsSchema.of(Catalog.of([form], [])), 'stop/systemd')

        then:
        stop.text('description') == 'Stops it.'
        stop.list('required', Json::text) == ['form', 'subject', 'units']
        stop.fields()['additionalProperties'] == new Json.Bool(false)
        option(stop, 'timeout').text('default') == '2.minutes'
        option(stop, 'subject').text('x-resource') == 'service'
        option(stop, 'units').list('anyOf', Json::fields)*.text('type') as Set == ['string', 'array'] as Set
    }

    private static Json.Fields definition(String schema, String key) {
        Json.fields(JsonText.parse(schema)).get('$defs', Json::fields).get(key, Json::fields)
    }

    private static Json.Fields option(Json.Fields form, String name) {
        form.get('properties', Json::fields).get(name, Json::fields)
    }
}
