package dev.belay.drivers.command

import dev.belay.driver.Resolving
import dev.belay.driver.Standing
import dev.belay.host.Context
import dev.belay.host.Host
import dev.belay.plan.Again
import dev.belay.plan.Prediction.Fidelity
import dev.belay.plan.WayBack
import dev.belay.testing.Bench
import dev.belay.value.Exit
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir

class ShSpec extends Specification {

    @TempDir
    Path folder

    Bench bench

    def setup() {
        bench = new Bench(folder)
    }

    private String sh(String text, String more = '') {
        "sh '$text', dir: '$folder'$more"
    }

    def "a preview shows the text, says what it takes to be touched, and runs nothing"() {
        when:
        def prediction = bench.preview(sh('touch done', ", check: 'touch checked; false'")).predictions()[0]

        then:
        prediction.fidelity() == Fidelity.OPAQUE
        prediction.notes()*.text() == ['touch done', "touches: is not given; only $folder is taken to be touched" as String]
        prediction.way() == new WayBack.None('the script says neither how to undo it (undo:) nor what it touches (touches:)')
        !Files.exists(folder.resolve('done'))
        !Files.exists(folder.resolve('checked'))
    }

    def "a script can say that it touches nothing"() {
        when:
        def predictions = bench.preview("${sh('true', ', touches: []')}\nconfigure '$folder/app.env', from: '$folder/app.env.example'").predictions()

        then:
        predictions[0].notes()*.text() == ['true']
        predictions[1].fidelity() != Fidelity.LATER
    }

    def "what it prints is the result, and each interpolated value is one word"() {
        when:
        def ended = bench.run(bench.preview("def name = 'a b; touch bad'\ndef x = sh \"echo \$name\", dir: '$folder'\nsh \"printf %s \$x > out\", dir: '$folder'"))

        then:
        ended.exit() == Exit.DONE
        Files.readString(folder.resolve('out')) == 'a b; touch bad'
        !Files.exists(folder.resolve('bad'))
    }

    def "#text fails"() {
        when:
        def ended = bench.run(bench.preview(sh(text)))

        then:
        ended.exit() == Exit.FAILED
        Bench.message(ended).contains(says)

        where:
        text                      || says
        'false | cat'             || 'exit 1'
        'false; true'             || 'exit 1'
        'echo $UNKNOWN'           || 'UNKNOWN'
        'echo why >&2; exit 7'    || 'why'
    }

    def "its standard input is empty"() {
        expect:
        bench.run(bench.preview(sh('test -z "$(cat)"'))).exit() == Exit.DONE
    }

    def "where its check holds it does not run"() {
        expect:
        bench.run(bench.preview(sh('touch done', ", check: 'true'"))).exit() == Exit.DONE
        !Files.exists(folder.resolve('done'))
    }

    def "one that broke half way is undone, though its check says that it is not done"() {
        when:
        def ended = bench.run(bench.preview(sh('echo half > log; exit 3', ", check: 'test -e done', undo: 'rm log'")))

        then:
        ended.exit() == Exit.FAILED
        Files.exists(folder.resolve('log'))

        when:
        def undone = bench.undo(ended)

        then:
        undone.exit() == Exit.DONE
        !Files.exists(folder.resolve('log'))
    }

    def "#more makes it #again"() {
        expect:
        bench.preview(sh('true', more)).predictions()[0].again() == again

        where:
        more              || again
        ''                || Again.ONCE
        ", check: 'true'" || Again.IDEMPOTENT
        ', repeat: true'  || Again.IDEMPOTENT
        ", repeat: true, check: 'true'" || Again.IDEMPOTENT
    }

    def "lost with attempts whose commands #attempts, it is #once once only and #repeat where it may be repeated"() {
        given:
        def world = [attempts: { attempts }] as Resolving

        expect:
        lost(false).resolve(world) == once
        lost(true).resolve(world) == repeat

        where:
        attempts                  || once                 | repeat
        [[]]                      || Standing.NOT_STARTED | Standing.NOT_STARTED
        [[new Host.Ended(0)]]     || Standing.DONE        | Standing.DONE
        [[new Host.Ended(4)]]     || Standing.PARTIAL     | Standing.PARTIAL
        [[new Host.Lost()]]       || Standing.UNKNOWN     | Standing.PARTIAL
        [[new Host.Ended(4)], []] || Standing.PARTIAL     | Standing.PARTIAL
        [[new Host.Lost()], []]   || Standing.UNKNOWN     | Standing.PARTIAL
        [[new Host.Ended(4)], [new Host.Ended(0)]] || Standing.DONE | Standing.DONE
    }

    private static Sh lost(boolean repeat) {
        new Sh('true', Context.own(), Optional.empty(), Optional.empty(), Optional.empty(), repeat, Optional.empty(), new dev.belay.driver.Back.Nothing())
    }

    def "a person's answer #answers ends a confirm with #exit"() {
        given:
        bench.answers.addAll(answers)

        when:
        def ended = bench.run(bench.preview("confirm 'Snapshot?', evidence: 'its id'"))

        then:
        ended.exit() == exit
        Bench.message(ended).contains(says)

        where:
        answers            || exit        | says
        ['yes', 'snap-1']  || Exit.DONE   | ''
        ['Y', 'snap-1']    || Exit.DONE   | ''
        ['yes', '']        || Exit.FAILED | 'without evidence'
        ['no']             || Exit.FAILED | "answered with 'no'"
        ['']               || Exit.FAILED | 'answered with nothing'
        []                 || Exit.PERSON | 'a person must answer'
    }

    def "answer and evidence are kept"() {
        given:
        bench.answers.addAll(['yes', 'snap-1'])

        when:
        def ended = bench.run(bench.preview("confirm 'Snapshot?', evidence: 'its id'")).state().steps()[0].ended().get()

        then:
        ended.value().get().text() == 'snap-1'
        ended.remarks() == ['answered: yes', 'its id: snap-1']
    }
}
