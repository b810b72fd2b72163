package dev.belay.cli

import static dev.belay.report.Sample.*

import dev.belay.plan.Preview
import dev.belay.value.Failure
import java.nio.file.Path
import spock.lang.Specification

/** What destroys something on a production site wants the site's name, also from cron. */
class AskingSpec extends Specification {

    static Preview shown(boolean production, boolean destructive) {
        def step = step('', 'restore main', 1)
        preview(plan: plan([step], production), predictions: [prediction(step, destroys: destructive ? ['all of main'] : [])])
    }

    /** The exit code of agreeing; 0 where the run would begin. */
    static int agree(Preview preview, String typed, boolean yes, String confirm) {
        def input = new ByteArrayInputStream((typed ?: '').bytes)
        def errors = new PrintStream(OutputStream.nullOutputStream())
        def terminal = new Terminal(input, errors, errors, [:], Path.of('/'), typed != null)
        def person = new TerminalPerson(terminal, new Screen(errors, false), 'eve@gis', typed != null)
        def consent = new ConsentOptions(yes: yes, confirm: Optional.ofNullable(confirm))
        try {
            Asking.agree(preview, person, consent, 'run')
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
            Asking.agree(shown(production, false), goesBack, new TerminalPerson(null, null, 'cron@gis', false),
                    new ConsentOptions(yes: true, confirm: Optional.ofNullable(confirm)), 'run')
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

    def "who is missing is told exactly what to add"() {
        when:
        Asking.agree(shown(true, true), new TerminalPerson(null, null, 'cron@gis', false), new ConsentOptions(yes: true), 'run')

        then:
        def needed = thrown(Failure)
        needed.message() == "a person is needed: this plan destroys something on the production site 'gis.example.org'"
        needed.remedies() == ['--yes --confirm gis.example.org agrees beforehand']
    }
}
