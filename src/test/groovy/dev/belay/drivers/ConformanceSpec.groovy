package dev.belay.drivers

import dev.belay.drivers.conformance.Cases
import dev.belay.drivers.conformance.ConformanceSpecification
import dev.belay.plan.Prediction.Fidelity
import dev.belay.script.Diagnostics
import dev.belay.value.Exit
import dev.belay.value.Failure
import spock.lang.IgnoreIf

/** What every form of every driver owes: each has a case, and each case is held against all of it. */
class ConformanceSpec extends ConformanceSpecification {

    @IgnoreIf({ System.getProperty('conformance') })
    def "every form of the drivers that come with Belay has a case"() {
        given:
        def forms = drivers.catalog().forms()*.key() as Set
        def tried = Cases.all()*.form() as Set

        expect:
        forms - tried == [] as Set
        tried - forms == [] as Set
    }

    def "#each: what was predicted comes true, and nothing is left to do"() {
        given:
        begin(each)
        def before = tried.look()

        when:
        def shown = preview()

        then: 'looking changed nothing'
        tried.look() == before
        shown.unmet() == []
        prediction(shown).unmet() == []

        when: 'the engine holds every promised fact against the world'
        def ended = bench.run(shown)

        then:
        ended.exit() == Exit.DONE

        and: 'it did change something, unless it only reads'
        readsOnly(tried) || tried.look() != before

        when:
        bench.close(ended)
        def again = prediction(preview())

        then:
        !tried.settles() || again.fidelity() in [Fidelity.UNCHANGED, Fidelity.CHECK]

        where:
        each << Cases.all()
    }

    def "#each: applied twice it is as if applied once"() {
        given:
        begin(each)
        bench.close(bench.run(preview()))
        def once = tried.look()

        when:
        bench.answers.addAll(tried.answers())
        def twice = bench.run(preview())

        then:
        twice.exit() == Exit.DONE
        tried.look() == once

        where:
        each << Cases.all().findAll { it.settles() && !it.brief() }
    }

    def "#each: undone, the world is as it was"() {
        given:
        begin(each)
        def before = tried.look()
        def ended = bench.run(preview())

        when:
        def undone = bench.undo(ended)

        then:
        undone.exit() == Exit.DONE
        tried.look() == before

        where:
        each << Cases.all().findAll { it.undoes() && !readsOnly(it) }
    }

    def "#each: lines that cannot be right are refused before anything happens"() {
        given:
        begin(each)
        def before = tried.look()

        expect:
        tried.badLines().findAll { !refused(it) } == []
        tried.look() == before

        where:
        each << Cases.all().findAll { !it.brief() }
    }

    /** True where a line is refused when the script is read, or at the latest by the preview. */
    private boolean refused(String line) {
        try {
            return bench.preview(script(line)).refused()
        } catch (Diagnostics | Failure refused) {
            return true
        }
    }
}
