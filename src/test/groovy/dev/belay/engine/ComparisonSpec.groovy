package dev.belay.engine

import dev.belay.plan.Again
import dev.belay.plan.Change
import dev.belay.plan.Prediction
import dev.belay.plan.Prediction.Fidelity
import dev.belay.plan.Reading
import dev.belay.plan.Step
import dev.belay.plan.WayBack
import dev.belay.value.Position
import dev.belay.value.Size
import spock.lang.Specification

import static dev.belay.plan.Prediction.Fidelity.LATER
import static dev.belay.plan.Prediction.Fidelity.OPAQUE
import static dev.belay.plan.Prediction.Fidelity.PREDICTED
import static dev.belay.plan.Prediction.Fidelity.UNCHANGED

class ComparisonSpec extends Specification {

    def step = new Step('stop/web', '', '', 'stop/systemd', [:], Optional.empty(), 'stop web', new Position('a.groovy', 1, 1))

    def "a fact that a step rests on must be what it was: #before -> #now"() {
        given:
        def then = prediction(readings: [reading('Active', before)], changes: [])
        def today = prediction(readings: [reading('Active', now, estimate)], changes: [])

        expect:
        Comparison.moved(step, then, today) == moved

        where:
        before   | now        | estimate || moved
        'active' | 'active'   | false    || []
        'active' | 'inactive' | false    || ['stop web: ngw.service was active, is now inactive']
        '1.2 GB' | '1.3 GB'   | true     || []
        'active' | ''         | false    || ['stop web: ngw.service was active, is now nothing']
    }

    def "a step may shrink, and never grow: shown #shown, now #now"() {
        expect:
        Comparison.grown(step, prediction(fidelity: fidelity, changes: shown), prediction(changes: now)) == grown

        where:
        fidelity  | shown                | now                  || grown
        PREDICTED | [change('a', 'off')] | [change('a', 'off')] || []
        PREDICTED | [change('a', 'off')] | []                   || []
        PREDICTED | []                   | [change('a', 'off')] || ['stop web: would now also change a to off']
        PREDICTED | [change('a', 'off')] | [change('a', 'on')]  || ['stop web: would now change a to on, shown was off']
        UNCHANGED | []                   | [change('a', 'off')] || ['stop web: would now also change a to off']
        LATER     | []                   | [change('a', 'off')] || []
        OPAQUE    | []                   | [change('a', 'off')] || []
        LATER     | [change('a', 'off')] | [change('a', 'on')]  || ['stop web: would now change a to on, shown was off']
    }

    def "a service that was to be started, and is active meanwhile, is only waited for"() {
        given:
        def answers = new Change('web (http://localhost)', 'Answering', Optional.of('no answer'), Optional.of('answers'), false, Change.Service.STARTS)
        def active = new Change('web', 'Active', Optional.of('inactive'), Optional.of('active'), false, Change.Service.STARTS)

        expect:
        Comparison.grown(step, prediction(changes: [active]), prediction(changes: [answers])) == []
        Comparison.grown(step, prediction(changes: []), prediction(changes: [answers])).size() == 1
    }

    def "an estimate never refuses"() {
        expect:
        Comparison.grown(
                step,
                prediction(changes: [change('dump', '1.2 GB', true)]),
                prediction(changes: [change('dump', '1.3 GB', true)])) == []
    }

    def "a step that would destroy more than was shown is refused"() {
        expect:
        Comparison.grown(step, prediction(changes: []), prediction(changes: [], destroys: ['all rows of t'])) ==
                ['stop web: would now also destroy all rows of t']
    }

    def "what a step finds other than was shown, and changes still, is said: #then, then #now"() {
        expect:
        Comparison.found(prediction(changes: [change('A', '2', estimate, then)]), prediction(changes: [change('A', '2', estimate, now)])) == found

        where:
        then | now  | estimate || found
        '1'  | '1'  | false    || []
        '1'  | '7'  | false    || ['A was 7, not 1 as in the preview']
        null | '7'  | false    || ['A was 7, not nothing as in the preview']
        '1'  | null | false    || ['A was nothing, not 1 as in the preview']
        '1'  | '7'  | true     || []
        '?'  | '7'  | false    || []
    }

    def "what was not shown as a change is no surprise"() {
        expect:
        Comparison.found(prediction(fidelity: LATER), prediction(changes: [change('A', '2')])) == []
    }

    private static Reading reading(String fact, String value, boolean estimate = false) {
        new Reading(fact, 'ngw.service', value, estimate)
    }

    private static Change change(String fact, String after, boolean estimate = false, String before = 'x') {
        new Change(fact, fact, Optional.ofNullable(before), Optional.of(after), estimate, Change.Service.UNTOUCHED)
    }

    private static Prediction prediction(Map parts) {
        new Prediction('stop/web', parts.fidelity ?: PREDICTED, [], parts.changes as List ?: [], parts.readings as List ?: [],
                parts.destroys as List ?: [], [], [], new WayBack.Nothing(), [], [], [], Again.IDEMPOTENT, Size.ZERO, Optional.empty(),
                Optional.empty())
    }
}
