package dev.belay.script

import dev.belay.driver.DriverJars
import dev.belay.driver.Drivers
import dev.belay.plan.Plan
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Shared
import spock.lang.Specification
import spock.lang.TempDir

/** A script whose parsing begins before anybody asks for it. */
class AheadSpec extends Specification {

    @TempDir
    Path folder

    @Shared
    Drivers drivers = new Drivers(DriverJars.own())

    Path script

    def setup() {
        script = folder.resolve('shop.groovy')
    }

    Plan plan(Ahead ahead) {
        Scripts.open([new Scripts.Stop(script, Optional.empty())], Optional.empty(), [:], drivers.catalog(), { Optional.empty() }, ahead).plan()
    }

    def "it gives the plan that it gives otherwise"() {
        given:
        Files.writeString(script, "upgrade 'shop', to: '2.0'\ndef all = [a: '1']\nconfigure '/srv/app.env', set: all\nif (all.a == '1') { sh 'ls' }\n")

        expect:
        plan(Scripts.ahead(Optional.of(script))) == plan(Ahead.nothing())
    }

    def "a text that changed meanwhile is the one that counts"() {
        given:
        Files.writeString(script, "upgrade 'shop', to: '2.0'\nsh 'old'\n")
        def ahead = Scripts.ahead(Optional.of(script))
        assert ahead.module(Source.of('', Files.readString(script))).present

        when:
        Files.writeString(script, "upgrade 'shop', to: '2.0'\nsh 'new'\n")

        then:
        plan(ahead).steps()*.label() == ['sh new']
    }

    def "mistakes are told when it is asked for, and once: #what"() {
        given:
        Files.writeString(script, text)

        when:
        plan(Scripts.ahead(Optional.of(script)))

        then:
        def ahead = thrown(Diagnostics)

        when:
        plan(Ahead.nothing())

        then:
        def later = thrown(Diagnostics)
        ahead.render() == later.render()

        where:
        what              | text
        'an unknown verb' | "upgrade 'shop', to: '2.0'\nstopp 'web'\n"
        'an open text'    | "upgrade 'shop', to: '2.0'\nsh 'x\n"
        'nothing at all'  | ''
        'deep brackets'   | '(' * 5_000
    }

    def "a script that is not there is told when it is asked for"() {
        when:
        plan(Scripts.ahead(Optional.of(script)))

        then:
        thrown(Diagnostics)
        !Files.exists(script)
    }
}
