package dev.belay.engine

import dev.belay.driver.Drivers
import dev.belay.expr.Expr
import dev.belay.expr.Type
import dev.belay.expr.Value
import dev.belay.host.LocalHost
import dev.belay.host.Secrets
import dev.belay.journal.Entry
import dev.belay.journal.RunState.Standing
import dev.belay.journal.RunState.Status
import dev.belay.journal.StateFolder
import dev.belay.plan.OnFailure
import dev.belay.plan.Plan
import dev.belay.plan.Prediction.Fidelity
import dev.belay.plan.Preview
import dev.belay.plan.Site
import dev.belay.plan.Step
import dev.belay.plan.WayBack
import dev.belay.testing.ToyDriver
import dev.belay.value.Exit
import dev.belay.report.ClosingText
import dev.belay.report.Page
import dev.belay.value.Failure
import dev.belay.value.Position
import dev.belay.value.Version
import spock.lang.Specification
import spock.lang.TempDir

import java.nio.file.Files
import java.nio.file.Path

class EngineSpec extends Specification {

    @TempDir
    Path dir

    List<String> answers = []
    List<String> asked = []

    def "a run applies the steps in order, and stays open until it is accepted"() {
        given:
        def preview = preview([note: 'a', text: '1'], [note: 'b', text: '2'])

        when:
        def ended = run(preview)

        then:
        ended.exit() == Exit.DONE
        ended.state().standing() == Standing.FINISHED
        ended.state().steps()*.status() == [Status.DONE, Status.DONE]
        text('a') == '1'
        text('b') == '2'

        when:
        def accepted = engine().accept(ended.state().run(), Listener.none())

        then:
        accepted.state().standing() == Standing.ACCEPTED
    }

    def "a preview sees the world that earlier steps leave, and changes nothing"() {
        given:
        file('web', 'up')

        when:
        def preview = preview([cease: 'web'], [cease: 'web'], [append: 'log', line: 'x'], [note: 'log', text: 'y'], [serve: 'web'])

        then:
        preview.predictions()*.fidelity() ==
                [Fidelity.PREDICTED, Fidelity.UNCHANGED, Fidelity.PREDICTED, Fidelity.LATER, Fidelity.PREDICTED]
        preview.predictions()[0].changes()*.after() == [Optional.of('inactive')]
        preview.predictions()[3].after() == [preview.plan().steps()[2].id()]
        text('web') == 'up'
        !Files.exists(dir.resolve('state'))
    }

    def "after a failure nothing more happens, and resume goes on where it stopped"() {
        given:
        def preview = preview([note: 'a', text: '1'], [flaky: 'f', times: 1], [note: 'b', text: '2'])

        when:
        def ended = run(preview)

        then:
        ended.exit() == Exit.FAILED
        ended.state().steps()*.status() == [Status.DONE, Status.FAILED, Status.WAITING]
        text('b') == ''

        when: 'resumed, the broken rest is cleaned first'
        def resumed = engine().resume(ended.state().run(), Choices.standard(), Listener.none())

        then:
        resumed.exit() == Exit.DONE
        text('f') == 'whole'
        text('b') == '2'
        resumed.state().steps()[1].attempts() == 2
    }

    def "what somebody changed while a run stood failed is overwritten as agreed, but with a remark, and an undo gives it back"() {
        given:
        file('a', '1')
        def failed = run(preview([flaky: 'f', times: 1], [note: 'a', text: '2']))
        file('a', '7')
        def heard = []

        when:
        def resumed = engine().resume(failed.state().run(), Choices.standard(), new Remarks(heard))

        then:
        resumed.exit() == Exit.DONE
        text('a') == '2'
        heard == ['note a: a was 7, not 1 as in the preview']
        resumed.state().steps()[1].ended().get().remarks() == ['a was 7, not 1 as in the preview']
        new ClosingText(resumed.state(), Page.plain(), '').render().contains('a was 7, not 1 as in the preview')

        when:
        undo(resumed)

        then:
        text('a') == '7'
    }

    def "an attempt that failed and left all as it was has no way back: that of the next one counts"() {
        given: 'a step that fails before it changes anything'
        def failed = run(preview([note: 'folder/a', text: '2']))

        expect:
        failed.exit() == Exit.FAILED
        failed.state().steps()[0].ended().get().untouched()

        when: 'what kept it from working is mended, and more than that is changed'
        Files.createDirectory(dir.resolve('folder'))
        file('folder/a', '7')
        def resumed = engine().resume(failed.state().run(), Choices.standard(), Listener.none())

        then:
        text('folder/a') == '2'

        when:
        undo(resumed)

        then:
        text('folder/a') == '7'
    }

    def "a step with retries is tried again, cleaned between"() {
        expect:
        run(preview([flaky: 'f', times: 1, retries: 2])).exit() == Exit.DONE
        text('f.tries') == 'xx'
    }

    def "a step whose promise did not come true has failed, whatever its driver says"() {
        when:
        def ended = run(preview([lie: 'a', text: 'done']))

        then:
        ended.exit() == Exit.FAILED
        ended.state().steps()[0].ended().get().message() ==
                'it did not come out as foreseen: a is nothing, should be done'
    }

    def "an undo takes the ways back in reverse, does again what derives from them, and brings up last"() {
        given:
        file('web', 'up')
        file('source', 'old')
        file('built', 'old')
        def preview = preview(
                [cease: 'web'], [note: 'source', text: 'new'], [build: 'built', from: 'source'], [serve: 'web'],
                [flaky: 'f', times: 9])

        when:
        def ended = run(preview, OnFailure.UNDO)

        then:
        ended.exit() == Exit.UNDONE
        ended.state().standing() == Standing.UNDONE
        ended.state().undo().get().steps()*.step()*.label() == ['forget', 'cease', 'note old', 'build built', 'serve']
        text('source') == 'old'
        text('built') == 'old'
        text('web') == 'up'
        text('f') == ''
    }

    def "a failed step that changed nothing has nothing to undo, and does not keep the others from it"() {
        when:
        def ended = run(preview([note: 'a', text: '1'], [lie: 'b', text: 'done']), OnFailure.UNDO)

        then:
        ended.exit() == Exit.UNDONE
        ended.state().steps()[1].ended().get().remarks() == ['data: unchanged by this step (looked again)']
        ended.state().undo().get().steps()*.step()*.label() == ['forget']
        text('a') == ''
    }

    def "an accepted run can be accepted again: what a killed accept left is removed"() {
        given:
        def ended = run(preview([note: 'a', text: '1']))
        engine().accept(ended.state().run(), Listener.none())

        expect:
        engine().accept(ended.state().run(), Listener.none()).exit() == Exit.DONE
    }

    def "the way back of a step without one of its own is the latest backup before it"() {
        given:
        file('data', 'good')
        def ended = run(preview([save: 'data', to: 'copy'], [spoil: 'data']))

        expect:
        ended.exit() == Exit.FAILED
        text('data') == 'spoiled'

        when:
        def undone = undo(ended)

        then:
        undone.exit() == Exit.DONE
        text('data') == 'good'
    }

    def "what has no way back is passed over and named, and the undo is not whole"() {
        when:
        def ended = run(preview([note: 'a', text: '1'], [append: 'log', line: 'x'], [flaky: 'f', times: 9]), OnFailure.UNDO)

        then:
        ended.exit() == Exit.FAILED
        ended.state().undo().get().begun().passedOver() == ['append log: a line once written stays']
        text('a') == ''
        text('log') == 'x\n'
    }

    def "an undo that passes over a step that may have changed something ends with 1"() {
        given:
        def ended = run(preview([note: 'a', text: '1'], [append: 'log', line: 'x']))

        when:
        def shown = engine().previewUndo(ended.state().run())

        then: 'the preview says so beforehand'
        shown.passedOver() == ['append log: a line once written stays']

        when:
        def undone = engine().undo(ended.state().run(), shown, Listener.none())

        then:
        undone.exit() == Exit.FAILED
        undone.state().standing() == Standing.UNDONE
        text('a') == ''
        text('log') == 'x\n'
    }

    def "an undo names no step as passed over that left everything as it was"() {
        when:
        def ended = run(preview([note: 'a', text: '1'], [lie: 'b', text: 'done']))

        then:
        engine().previewUndo(ended.state().run()).passedOver() == []
        undo(ended).exit() == Exit.DONE
    }

    def "an earlier run is not undone below what the undo of a later one passed over"() {
        given:
        def first = run(preview([note: 'a', text: '1']))
        engine().abandon(first.state().run(), 'mended by hand', Listener.none())
        undo(run(preview([append: 'log', line: 'x'])))

        when:
        engine().previewUndo(first.state().run())

        then:
        def failure = thrown(Failure)
        failure.exit() == Exit.BLOCKED
        failure.message().endsWith('and its undo passed over steps that have no way back')
    }

    def "the way back of a step that is known later is known later too, and is told before it is applied"() {
        given:
        def preview = preview([append: 'log', line: 'x'], [note: 'log', text: 'y'])

        expect:
        preview.predictions()*.way() == [new WayBack.None('a line once written stays'), new WayBack.Later([preview.plan().steps()[0].id()])]

        when:
        def ended = run(preview)

        then:
        ended.exit() == Exit.DONE
        ended.state().steps()[1].first().get().prediction().way() instanceof WayBack.Steps
    }

    def "an action that came to its end without telling a way back has none"() {
        expect:
        preview([mute: 'a', text: '1']).predictions()*.way() == [new WayBack.None('its driver tells no way back')]
    }

    def "a check behind a condition that waits has nothing to undo"() {
        given:
        def steps = plan([append: 'log', line: 'yes'], [wants: 'log']).steps()
        def guarded = steps[1].with {
            new Step(id(), part(), phase(), form(), arguments(), Optional.of(new Expr.Result(steps[0].id(), Type.TEXT)), label(), at())
        }

        expect:
        engine().preview(plan().with([steps[0], guarded]), Optional.empty()).predictions()[1].way() == new WayBack.Nothing()
    }

    def "a requirement that does not hold refuses the run before anything changes"() {
        when:
        run(preview([note: 'a', text: '1'], [wants: 'missing']))

        then:
        def failure = thrown(Failure)
        failure.exit() == Exit.UNMET
        failure.message().contains('missing; make it')
        text('a') == ''
    }

    def "a plan is refused when what it rests on moved since it was shown"() {
        given:
        file('a', 'old')
        def preview = preview([note: 'a', text: 'new'])
        file('a', 'edited by somebody')

        when:
        run(preview)

        then:
        def failure = thrown(Failure)
        failure.exit() == Exit.MOVED
        failure.message().contains('note a: a was old, is now edited by somebody')
        text('a') == 'edited by somebody'
    }

    def "a plan is refused when its script was edited"() {
        given:
        def script = file('script.groovy', 'upgrade')
        def plan = plan([note: 'a', text: '1'])
        def preview = engine().preview(plan, Optional.empty())
        Files.writeString(script, 'edited')

        when:
        run(preview)

        then:
        def failure = thrown(Failure)
        failure.exit() == Exit.MOVED
        failure.message().contains("$script was edited")
    }

    def "an open run blocks its site until it is accepted, undone or abandoned: #way"() {
        given:
        def first = run(preview([flaky: 'f', times: 1]))

        when:
        run(preview([note: 'b', text: '2']))

        then:
        def failure = thrown(Failure)
        failure.exit() == Exit.BLOCKED
        failure.message().contains(first.state().run())

        when:
        close(first, way)

        then:
        run(preview([note: 'b', text: '2'])).exit() == Exit.DONE

        where:
        way << ['abandoned', 'undone', 'accepted']
    }

    private void close(Ended open, String way) {
        switch (way) {
            case 'abandoned' -> engine().abandon(open.state().run(), 'a rehearsal', Listener.none())
            case 'undone' -> undo(open)
            case 'accepted' -> {
                engine().resume(open.state().run(), Choices.standard(), Listener.none())
                engine().accept(open.state().run(), Listener.none())
            }
        }
    }

    def "an abandoned run can be accepted, which drops what it kept and ends its way back"() {
        given:
        def abandoned = run(preview([flaky: 'f', times: 9]))
        engine().abandon(abandoned.state().run(), 'mended by hand', Listener.none())

        when:
        def accepted = engine().accept(abandoned.state().run(), Listener.none())

        then:
        accepted.exit() == Exit.DONE
        accepted.state().standing() == Standing.ACCEPTED

        when:
        engine().previewUndo(abandoned.state().run())

        then:
        def failure = thrown(Failure)
        failure.exit() == Exit.BLOCKED
    }

    def "an undo is refused once a later run changed the site"() {
        given:
        def first = run(preview([flaky: 'f', times: 9]))
        engine().abandon(first.state().run(), 'seen to by hand', Listener.none())
        def second = run(preview([note: 'b', text: '2']))

        when:
        engine().previewUndo(first.state().run())

        then:
        def failure = thrown(Failure)
        failure.exit() == Exit.BLOCKED
        failure.message().contains(second.state().run())
    }

    def "a lost attempt of a once-only step is in doubt until a person says what happened: #decision"() {
        given: 'a run that was killed after the intent, before the outcome'
        def preview = preview([append: 'log', line: 'x'], [note: 'b', text: '2'])
        def folder = states().create(preview, OnFailure.STOP, 'me@here', '1')
        folder.open().withCloseable { journal ->
            journal.append(new Entry.Intended(java.time.Instant.now(), preview.plan().steps()[0].id(), 1, 'lost', preview.predictions()[0]))
        }

        when:
        def doubt = engine().resume(preview.run(), Choices.standard(), Listener.none())

        then:
        doubt.exit() == Exit.DOUBT
        doubt.state().standing() == Standing.DOUBT
        text('b') == ''

        when: 'asked again it is still in doubt'
        def again = engine().resume(preview.run(), Choices.standard(), Listener.none())

        then:
        again.exit() == Exit.DOUBT

        when:
        engine().resolve(preview.run(), '1', decision, 'looked into the log')
        def resumed = engine().resume(preview.run(), Choices.standard(), Listener.none())

        then:
        resumed.exit() == Exit.DONE
        text('log') == log
        text('b') == '2'

        where:
        decision           || log
        Entry.Settled.DONE || ''
        Entry.Settled.REDO || 'x\n'
        Entry.Settled.SKIP || ''
    }

    def "a step in doubt is left out for a reason only, and the screens name both"() {
        given:
        def preview = preview([append: 'log', line: 'x'], [note: 'b', text: '2'])
        states().create(preview, OnFailure.STOP, 'me@here', '1').open().withCloseable { journal ->
            journal.append(new Entry.Intended(java.time.Instant.now(), preview.plan().steps()[0].id(), 1, 'lost', preview.predictions()[0]))
        }
        def choices = new Choices(Optional.empty(), ['1'] as Set, Optional.empty())

        when:
        engine().resume(preview.run(), choices.because(Optional.ofNullable(reason)), Listener.none())

        then:
        def refused = thrown(Failure)
        refused.exit() == Exit.WRONG
        refused.message().contains('is in doubt')
        text('b') == ''

        when:
        def ended = engine().resume(preview.run(), choices.because(Optional.of('the log has no x')), Listener.none())

        then:
        ended.exit() == Exit.DONE
        text('log') == ''
        text('b') == '2'
        ended.state().decisions()*.text() == ['the log has no x']
        new ClosingText(ended.state(), Page.plain(), '').render() =~ /note    step 1\/2 append log: in doubt, settled as skip by \S+ \(the log has no x\)\n/

        where:
        reason << [null, ' ']
    }

    def "a lost attempt whose result a later step needs is not taken for done without it"() {
        given:
        def steps = plan([append: 'log', line: 'x'], [note: 'b', text: '2']).steps()
        def guard = new Expr.Binary(dev.belay.expr.Operator.EQUAL, new Expr.Result(steps[0].id(), Type.TEXT), Expr.text('x'))
        def guarded = steps[1].with { new Step(id(), part(), phase(), form(), arguments(), Optional.of(guard), label(), at()) }
        def preview = engine().preview(plan().with([steps[0], guarded]), Optional.empty())
        def folder = states().create(preview, OnFailure.STOP, 'me@here', '1')
        folder.open().withCloseable { journal ->
            journal.append(new Entry.Intended(java.time.Instant.now(), steps[0].id(), 1, 'lost', preview.predictions()[0]))
        }
        engine().resume(preview.run(), Choices.standard(), Listener.none())

        when:
        engine().resolve(preview.run(), '1', decision, 'seen in the log')

        then:
        def failure = thrown(Failure)
        failure.message() == 'a later step needs the result of append log, and it is lost'
        failure.remedies()[0].contains('redo')

        when:
        engine().resolve(preview.run(), '1', Entry.Settled.REDO, 'seen in the log')

        then:
        engine().resume(preview.run(), Choices.standard(), Listener.none()).exit() == Exit.DONE
        text('b') == '2'

        where:
        decision << [Entry.Settled.DONE, Entry.Settled.SKIP]
    }

    def "a run is not resumed with other drivers than it was begun with; an undo of it says so"() {
        given:
        def ended = run(preview([note: 'a', text: '1'], [flaky: 'f', times: 9]))
        def later = new Engine(new Drivers([new NewerToys()]), { new LocalHost(Secrets.undeclared()) }, states(), new Answers(answers, asked), '1')

        when:
        later.resume(ended.state().run(), Choices.standard(), Listener.none())

        then:
        def failure = thrown(Failure)
        failure.exit() == Exit.MOVED
        failure.message().contains('the driver toy was 1, is now 2')

        when:
        def shown = later.previewUndo(ended.state().run())

        then:
        shown.otherDrivers() == ['the driver toy was 1, is now 2']
        later.undo(ended.state().run(), shown, Listener.none()).exit() == Exit.DONE
        text('a') == ''
    }

    def "an undo is refused when what it rests on moved since it was shown"() {
        given:
        def ended = run(preview([note: 'a', text: '1']))
        def shown = engine().previewUndo(ended.state().run())
        file('a', 'precious')

        when:
        engine().undo(ended.state().run(), shown, Listener.none())

        then:
        def failure = thrown(Failure)
        failure.exit() == Exit.MOVED
        failure.message().contains('forget: a was 1, is now precious')
        text('a') == 'precious'
        states().newest().get().read().standing() == Standing.FINISHED
    }

    def "an undo that goes on holds each step against what was foreseen when it began"() {
        given: 'a step that somebody undid by hand, so that the undo foresees no change'
        def ended = run(preview([note: 'a', text: '1'], [note: 'b', text: '2']))
        def id = ended.state().run()
        Files.delete(dir.resolve('a'))
        def engine = engine()
        def stopsAfterFirst = new Stops({ engine.stop().ask() })

        when:
        def stopped = engine.undo(id, engine.previewUndo(id), stopsAfterFirst)

        then:
        stopped.exit() == Exit.INTERRUPTED
        text('b') == ''

        when: 'and that somebody else did again since'
        file('a', 'precious')
        def resumed = this.engine().resume(id, Choices.standard(), Listener.none())

        then:
        resumed.exit() == Exit.MOVED
        text('a') == 'precious'

        when: 'it is shown anew'
        def shown = this.engine().previewUndo(id)

        then:
        this.engine().undo(id, shown, Listener.none()).exit() == Exit.DONE
        text('a') == ''
    }

    def "a failed step of an undo can be skipped: it is named as passed over, and the undo is not whole"() {
        given:
        file('source', 'old')
        def ended = run(preview([note: 'source', text: 'new'], [build: 'built', from: 'source']))
        def id = ended.state().run()
        Files.delete(dir.resolve('built'))
        Files.createDirectory(dir.resolve('built'))

        when:
        def failed = undo(ended)

        then:
        failed.exit() == Exit.FAILED
        failed.state().standing() == Standing.UNDOING
        failed.state().undo().get().steps()*.step()*.label() == ['note old', 'build built']

        when:
        engine().resume(id, new Choices(Optional.empty(), [unknown] as Set, Optional.empty()), Listener.none())

        then:
        def refused = thrown(Failure)
        refused.exit() == Exit.WRONG
        refused.message() == "the undo of $id has no step '$unknown' to skip"

        when:
        def undone = engine().resume(id, new Choices(Optional.empty(), ['undo:2'] as Set, Optional.empty()), Listener.none())

        then:
        undone.exit() == Exit.FAILED
        undone.state().standing() == Standing.UNDONE
        undone.state().undo().get().passedOver() == ['build built: skipped']
        new ClosingText(undone.state(), Page.plain(), '').render().startsWith('NOT WHOLLY UNDONE toy -> 2.0')
        text('source') == 'old'

        where:
        unknown << ['2', 'undo:1', 'undo:3', '2/build']
    }

    def "a step that is over is not skipped any more"() {
        given:
        def ended = run(preview([note: 'a', text: '1'], [flaky: 'f', times: 9]))

        when:
        engine().resume(ended.state().run(), new Choices(Optional.empty(), ['1'] as Set, Optional.empty()), Listener.none())

        then:
        def refused = thrown(Failure)
        refused.exit() == Exit.WRONG
        refused.message() == 'note a cannot be skipped: it is over already'
    }

    def "what a broken attempt left is removed at the end of an undo"() {
        when:
        def ended = run(preview([note: 'a', text: '1'], [litter: 'b']))

        then:
        text('b.part') == 'half'

        when:
        def undone = undo(ended)

        then:
        undone.exit() == Exit.DONE
        text('b.part') == ''
    }

    def "what a broken attempt left is removed at accept, where its step was skipped"() {
        given:
        def ended = run(preview([litter: 'b'], [note: 'a', text: '1']))
        def finished = engine().resume(ended.state().run(), new Choices(Optional.empty(), ['1'] as Set, Optional.empty()), Listener.none())

        when:
        def accepted = engine().accept(ended.state().run(), Listener.none())

        then:
        finished.exit() == Exit.DONE
        accepted.exit() == Exit.DONE
        text('b.part') == ''
    }

    def "what cannot be removed is named, and does not keep an undo from its end"() {
        given:
        def ended = run(preview([note: 'a', text: '1'], [litter: 'b']))
        file('b.held', 'x')
        def remarks = []
        def listener = [remark: { remarks << it }, opened: {}, begun: { a, b, c, d -> }, line: { a, b -> }, progress: { a, b -> },
                        ended: { a, b, c, d -> }, resolved: { a, b -> }] as Listener

        when:
        def undone = engine().undo(ended.state().run(), engine().previewUndo(ended.state().run()), listener)

        then:
        undone.exit() == Exit.DONE
        remarks == ["litter b: what a broken attempt left could not be removed: ${dir.resolve('b')} is held" as String]
    }

    def "asked to stop, the step at hand ends cleanly and is journalled"() {
        given:
        def engine = engine()
        def preview = engine.preview(plan([note: 'a', text: '1'], [await: 'never'], [note: 'b', text: '2']), Optional.empty())
        def listener = new ListensTo({ line -> engine.stop().ask() })

        when:
        def ended = engine.run(preview, Choices.standard(), listener)

        then:
        ended.exit() == Exit.INTERRUPTED
        ended.state().steps()*.status() == [Status.DONE, Status.INTERRUPTED, Status.WAITING]
    }

    def "a step that a later one needs cannot be skipped"() {
        given:
        file('data', 'good')

        when:
        engine().run(preview([save: 'data', to: 'copy'], [spoil: 'data']),
                new Choices(Optional.empty(), ['1'] as Set, Optional.empty()), Listener.none())

        then:
        def failure = thrown(Failure)
        failure.exit() == Exit.WRONG
        failure.message() == 'step 1 (save data) cannot be skipped: step 2 (spoil data) needs its backup as the way back'
    }

    def "a step to skip that the plan does not have opens no run"() {
        when:
        engine().run(preview([note: 'a', text: '1']), new Choices(Optional.empty(), ['99'] as Set, Optional.empty()), Listener.none())

        then:
        def failure = thrown(Failure)
        failure.exit() == Exit.WRONG
        states().runs().empty
    }

    def "a run stops after the step named by --until, and resume goes on"() {
        given:
        def preview = preview([note: 'a', text: '1'], [note: 'b', text: '2'])

        when:
        def ended = engine().run(preview, new Choices(Optional.empty(), [] as Set, Optional.of('1')), Listener.none())

        then:
        ended.exit() == Exit.DONE
        ended.state().standing() == Standing.UNFINISHED
        text('b') == ''

        when:
        def resumed = engine().resume(preview.run(), Choices.standard(), Listener.none())

        then:
        resumed.state().standing() == Standing.FINISHED
        text('b') == '2'
    }

    def "a step whose condition waits for a result runs only where that holds: #wanted"() {
        given:
        def steps = plan([append: 'log', line: 'yes'], [note: 'b', text: '2']).steps()
        def guard = new Expr.Binary(dev.belay.expr.Operator.EQUAL, new Expr.Result(steps[0].id(), Type.TEXT), Expr.text(wanted))
        def guarded = steps[1].with { new Step(id(), part(), phase(), form(), arguments(), Optional.of(guard), label(), at()) }
        def preview = engine().preview(plan().with([steps[0], guarded]), Optional.empty())

        expect:
        preview.predictions()[1].fidelity() == Fidelity.LATER

        when:
        def ended = run(preview)

        then:
        ended.state().steps()[1].status() == status

        where:
        wanted || status
        'yes'  || Status.DONE
        'no'   || Status.SKIPPED
    }

    private Engine engine() {
        new Engine(new Drivers([new ToyDriver()]), { plan -> new LocalHost(Secrets.undeclared()) }, states(), new Answers(answers, asked), '1')
    }

    private StateFolder states() {
        StateFolder.at(dir.resolve('state'))
    }

    private Preview preview(Map<String, Object>... steps) {
        engine().preview(plan(steps), Optional.empty())
    }

    private Ended run(Preview preview, OnFailure onFailure = OnFailure.STOP) {
        engine().run(preview, new Choices(Optional.of(onFailure), [] as Set, Optional.empty()), Listener.none())
    }

    private Ended undo(Ended ended) {
        def id = ended.state().run()
        engine().undo(id, engine().previewUndo(id), Listener.none())
    }

    /** A plan of toy steps: the first entry of each map is verb and file, the others are options. */
    private Plan plan(Map<String, Object>... steps) {
        int number = 0
        def made = steps.collect { step ->
            def verb = step.keySet().first()
            def arguments = step.collectEntries { name, value ->
                boolean path = name == verb || name in ['to', 'from']
                Value known = value instanceof Number ? Value.of(value as long) : Value.of(path ? dir.resolve("$value") as String : value as String)
                [name == verb ? 'subject' : name, new Expr.Constant(known)]
            }
            new Step("${++number}/$verb", '', '', verb, arguments, Optional.empty(), "$verb ${step[verb]}", new Position('script.groovy', number, 1))
        }
        def script = dir.resolve('script.groovy')
        def sources = Files.exists(script) ? [new Plan.Source(script as String, dev.belay.value.Digest.of(Files.readAllBytes(script)).hex())] : []
        new Plan('toy', Optional.empty(), Version.parse('2.0'), 'script.groovy', sources, Site.local(), [:], [toy: '1'], [], [],
                OnFailure.STOP, Optional.empty(), made)
    }

    private Path file(String name, String text) {
        Files.writeString(dir.resolve(name), text)
    }

    private String text(String name) {
        def path = dir.resolve(name)
        Files.exists(path) ? Files.readString(path) : ''
    }

    /** A person who answers what was laid down beforehand. */
    private static class Answers implements Person {
        final List<String> answers
        final List<String> asked

        Answers(List<String> answers, List<String> asked) {
            this.answers = answers
            this.asked = asked
        }

        @Override
        String name() {
            'me@here'
        }

        @Override
        Optional<String> ask(String question) {
            asked << question
            answers ? Optional.of(answers.remove(0)) : Optional.empty()
        }

        @Override
        Optional<String> askSecret(String question) {
            ask(question)
        }
    }

    /** Hears the lines of steps. */
    private static class ListensTo implements Listener {
        @Delegate
        private final Listener others = Listener.none()
        private final Closure heard

        ListensTo(Closure heard) {
            this.heard = heard
        }

        @Override
        void line(Step step, String line) {
            heard(line)
        }
    }

    /** Hears remarks. */
    private static class Remarks implements Listener {
        @Delegate
        private final Listener others = Listener.none()
        private final List<String> heard

        Remarks(List<String> heard) {
            this.heard = heard
        }

        @Override
        void remark(String text) {
            heard << text
        }
    }

    /** The same toys of a later version. */
    private static class NewerToys extends ToyDriver {
        @Override
        String version() {
            '2'
        }
    }

    /** Does something once a step ended. */
    private static class Stops implements Listener {
        @Delegate
        private final Listener nobody = Listener.none()
        private final Runnable then

        Stops(Runnable then) {
            this.then = then
        }

        @Override
        void ended(Step step, int number, int total, Entry.Ended ended) {
            then.run()
        }
    }
}
