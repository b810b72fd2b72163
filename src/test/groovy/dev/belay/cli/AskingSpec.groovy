package dev.belay.cli

import static dev.belay.report.Sample.*

import dev.belay.plan.OnFailure
import dev.belay.plan.Prediction.Fidelity
import dev.belay.plan.Preview
import dev.belay.plan.WayBack
import dev.belay.value.Failure
import java.nio.file.Path
import spock.lang.Specification

/** What destroys something on a production site, or has no way back, wants the site's name, also from cron. */
class AskingSpec extends Specification {

    static Preview shown(boolean production, boolean destructive, Map more = [:]) {
        def step = step('', 'restore main', 1)
        preview(plan: plan([step], production), predictions: [prediction([destroys: destructive ? ['all of main'] : []] + more, step)])
    }

    /** The exit code of agreeing; 0 where the run would begin. */
    static int agree(Preview preview, String typed, boolean yes, String confirm) {
        def input = new ByteArrayInputStream((typed ?: '').bytes)
        def errors = new PrintStream(OutputStream.nullOutputStream())
        def terminal = new Terminal(input, errors, errors, [:], Path.of('/'), typed != null)
        def person = new TerminalPerson(terminal, new Screen(errors, false), 'eve@gis', typed != null)
        def consent = new ConsentOptions(yes: yes, confirm: Optional.ofNullable(confirm))
        try {
            Asking.agreeToRun(preview, OnFailure.STOP, person, consent, new ChoiceOptions())
            0
        } catch (Failure failure) {
            failure.exit().code()
        }
    }

    def "production #production, destructive #destructive, typed #typed, yes #yes, confirm #confirm: #exit"() {
        expect:
        agree(shown(production, destructive), typed, yes, confirm) == exit

        where:
        production | destructive | typed               | yes   | confirm           || exit
        false      | false       | null                | false | null              || 7
        false      | true        | null                | true  | null              || 0
        true       | false       | null                | true  | null              || 0
        true       | true        | null                | true  | null              || 7
        true       | true        | null                | false | 'gis.example.org' || 7
        true       | true        | null                | true  | 'gis.example.org' || 0
        true       | true        | null                | true  | 'gis.example.com' || 2
        false      | false       | null                | true  | 'gis.example.com' || 2
        true       | true        | 'gis.example.org\n' | true  | null              || 0
        true       | true        | 'yes\n'             | true  | null              || 130
        true       | false       | 'yes\n'             | false | null              || 0
    }

    def "an undo that goes back to a backup on a production site wants its name too: #production, #goesBack, #confirm: #exit"() {
        when:
        def code = 0
        try {
            Asking.agreeToUndo(shown(production, false), goesBack, new TerminalPerson(null, null, 'cron@gis', false),
                    new ConsentOptions(yes: true, confirm: Optional.ofNullable(confirm)))
        } catch (Failure failure) {
            code = failure.exit().code()
        }

        then:
        code == exit

        where:
        production | goesBack | confirm           || exit
        true       | true     | null              || 7
        true       | true     | 'gis.example.org' || 0
        true       | false    | null              || 0
        false      | true     | null              || 0
    }

    def "a step without a way back is as grave as one that destroys something, where it changes anything: production #production, #fidelity"() {
        given:
        def shown = shown(production, false, [way: new WayBack.None('the script does not say how'), fidelity: fidelity])

        expect:
        agree(shown, null, true, null) == exit
        agree(shown, 'yes\n', false, null) == (exit == 0 ? 0 : 130)
        agree(shown, 'gis.example.org\n', false, null) == (exit == 0 ? 130 : 0)
        agree(shown, null, true, 'gis.example.org') == 0

        where:
        production | fidelity           || exit
        true       | Fidelity.OPAQUE    || 7
        true       | Fidelity.PREDICTED || 7
        true       | Fidelity.UNCHANGED || 0
        false      | Fidelity.OPAQUE    || 0
    }

    def "who is missing is told exactly what to add"() {
        when:
        Asking.agreeToRun(shown(true, destroys, more), OnFailure.STOP, new TerminalPerson(null, null, 'cron@gis', false), new ConsentOptions(yes: true), new ChoiceOptions())

        then:
        def needed = thrown(Failure)
        needed.message() == "a person is needed: $why on the production site 'gis.example.org'"
        needed.remedies() == ['--yes --confirm gis.example.org agrees beforehand']

        where:
        destroys | more                                          || why
        true     | [:]                                           || '1 step destroys something'
        false    | [way: new WayBack.None('nobody says how')]    || '1 step has no way back'
        true     | [way: new WayBack.None('nobody says how')]    || '1 step destroys something, 1 step has no way back'
    }
}
