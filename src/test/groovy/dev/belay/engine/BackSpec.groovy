package dev.belay.engine

import dev.belay.driver.Drivers
import dev.belay.journal.Entry
import dev.belay.journal.Next
import dev.belay.journal.RunState.Standing
import dev.belay.journal.RunState.Status
import dev.belay.journal.StateFolder
import dev.belay.plan.Plan
import dev.belay.report.ClosingText
import dev.belay.report.LogText
import dev.belay.report.Page
import dev.belay.report.StatusText
import dev.belay.report.UndoText
import dev.belay.testing.Bench
import dev.belay.testing.Servers
import dev.belay.testing.ToyDriver
import dev.belay.value.Exit
import dev.belay.value.Failure
import spock.lang.AutoCleanup
import spock.lang.Shared
import spock.lang.Specification
import spock.lang.TempDir

import java.nio.file.Files
import java.nio.file.Path

/** Going back to before a step of an open run, which goes on from there. */
class BackSpec extends Specification {

    @TempDir
    Path dir

    def setup() {
        Files.createDirectories(Path.of(at('')))
    }

    def "a run goes back to before a step, and does again what was undone"() {
        given:
        put('a', 'old')
        def ended = run(note('a', '1'), note('b', '1'), note('c', '1'))
        def id = ended.state().run()

        when:
        def preview = engine().previewBack(id, '2/note')

        then: 'it says what would be undone, and changes nothing'
        preview.step() == Optional.of('2/note')
        preview.undone()*.step()*.id() == ['2/note', '3/note']
        preview.steps().plan().steps()*.label() == ['forget', 'forget']
        !preview.restores()
        UndoText.back(preview.run(), '2/note', preview.undone()) ==
                "back to before step 2 note ${at('b')}, from which on it begins anew; undone: 2 note ${at('b')}, 3 note ${at('c')}"
        [text('a'), text('b'), text('c')] == ['1', '1', '1']

        when:
        def back = engine().back(id, '2/note', preview, Listener.none())

        then: 'the run is open, and stands before that step'
        back.exit() == Exit.DONE
        back.state().standing() == Standing.UNFINISHED
        back.state().word() == 'halted'
        back.state().undo().empty
        back.state().steps()*.status() == [Status.DONE, Status.WAITING, Status.WAITING]
        back.state().current().get().step().id() == '2/note'
        [text('a'), text('b'), text('c')] == ['1', '', '']
        new ClosingText(back.state(), Page.plain(), '').render().startsWith("HALTED before step 2/3 note ${at('b')}   run $id\n")

        when:
        def resumed = engine().resume(id, Choices.standard(), Listener.none())

        then:
        resumed.exit() == Exit.DONE
        resumed.state().standing() == Standing.FINISHED
        resumed.state().steps()*.attempts() == [1, 2, 2]
        [text('a'), text('b'), text('c')] == ['1', '1', '1']

        when:
        def undone = undo(id)

        then: 'nothing is undone twice'
        undone.exit() == Exit.DONE
        undone.state().undo().get().steps().size() == 3
        [text('a'), text('b'), text('c')] == ['old', '', '']
    }

    def "after going back, an undo leaves alone what was undone already: #way"() {
        given:
        put('a', 'old')
        put('b', 'old')
        def id = run(note('a', '1'), note('b', '1')).state().run()
        back(id, '2/note')
        put('b', 'by hand')

        when:
        def ended = way == 'undo' ? undo(id) : engine().abandon(id, 'enough', Listener.none())

        then:
        text('a') == left
        text('b') == 'by hand'
        engine().accept(id, Listener.none()).state().standing() == Standing.ACCEPTED

        where:
        way       | left
        'undo'    | 'old'
        'abandon' | '1'
    }

    def "a step that begins anew keeps what it finds then, for its way back is another"() {
        given:
        put('a', 'old')
        def id = run(note('a', '1')).state().run()

        when:
        back(id, '1/note')
        put('a', 'newer')
        engine().resume(id, Choices.standard(), Listener.none())
        undo(id)

        then:
        text('a') == 'newer'
    }

    def "one goes back again and again, and every step of the way is one of its own"() {
        given:
        def id = run(note('a', '1'), note('b', '1'), append('log', 'x'), note('c', '1')).state().run()

        when:
        3.times {
            assert back(id, '4/note').exit() == Exit.DONE
            assert engine().resume(id, Choices.standard(), Listener.none()).exit() == Exit.DONE
        }
        def entries = states().find(id).entries()
        def tokens = entries.findAll { it instanceof Entry.Intended }*.token()

        then:
        tokens.toSet().size() == tokens.size()
        entries.findAll { it instanceof Entry.WentBack }.size() == 3
        states().find(id).read().steps()*.attempts() == [1, 1, 1, 4]
        states().find(id).read().steps()[3].step().key() == '4/note+4'
        states().find(id).read().earlier().undone()*.step()*.key() == ['4/note', '4/note+2', '4/note+3']
    }

    def "what looked at the world and found it right looks again"() {
        given:
        put('a', 'there')
        def id = run(note('b', '1'), [form: 'wants', subject: at('a')], note('a', 'there')).state().run()

        when:
        def before = states().find(id).read().steps()*.status()
        def after = back(id, '1/note').state().steps()*.status()

        then:
        before == [Status.DONE, Status.DONE, Status.UNCHANGED]
        after == [Status.WAITING, Status.WAITING, Status.WAITING]
    }

    def "what a person left out stays left out, but for the step to before which they go"() {
        given:
        def preview = toys().preview(note('a', '1'), note('b', '1'), note('c', '1'))
        def ended = engine().run(preview, new Choices(Optional.empty(), ['2'] as Set, Optional.empty()), Listener.none())

        expect:
        back(ended.state().run(), to).state().steps()*.status() == statuses

        where:
        to       || statuses
        '1/note' || [Status.WAITING, Status.SKIPPED, Status.WAITING]
        '2/note' || [Status.DONE, Status.WAITING, Status.WAITING]
    }

    def "what has no way back is passed over, stays done, and makes the exit 1"() {
        given:
        def id = run(note('a', '1'), append('log', 'x'), note('b', '1')).state().run()

        when:
        def preview = engine().previewBack(id, '1/note')
        def back = engine().back(id, '1/note', preview, Listener.none())

        then:
        preview.passedOver() == ["append ${at('log')}: a line once written stays"]
        back.exit() == Exit.FAILED
        back.state().standing() == Standing.UNFINISHED
        back.state().steps()*.status() == [Status.WAITING, Status.DONE, Status.WAITING]
        new ClosingText(back.state(), Page.plain(), '').render().contains('stays   append')

        when:
        def resumed = engine().resume(id, Choices.standard(), Listener.none())

        then: 'it is not done twice'
        resumed.exit() == Exit.DONE
        text('log') == 'x\n'

        and: 'nor does it count twice in the undo of the whole'
        with(undo(id)) {
            exit() == Exit.FAILED
            state().undo().get().passedOver().size() == 1
        }
    }

    def "one does not go back to before a step #why"() {
        given:
        put('same', '1')
        def ended = engine().run(
                toys().preview(note('a', '1'), append('log', 'x'), note('same', '1'), note('later', '1')),
                new Choices(Optional.empty(), [] as Set, Optional.of('3')), Listener.none())

        when:
        engine().previewBack(ended.state().run(), step)

        then:
        def refused = thrown(Failure)
        refused.exit() == Exit.WRONG
        refused.message().contains(says)
        !refused.remedies().empty

        where:
        why                     | step       || says
        'that is not there'     | '9/note'   || "has no step '9/note'"
        'that was not begun'    | '4/note'   || 'nothing was done from step 4'
        'that changed nothing'  | '3/note'   || 'nothing was done from step 3'
        'without a way back'    | '2/append' || 'has no way back: a line once written stays'
    }

    def "a run that is #how goes back to no step"() {
        given:
        def id = run(note('a', '1')).state().run()
        close(engine(), id)

        when:
        engine().previewBack(id, '1/note')

        then:
        def refused = thrown(Failure)
        refused.exit() == Exit.BLOCKED

        where:
        how         | close
        'undone'    | { Engine engine, String run -> engine.undo(run, engine.previewUndo(run), Listener.none()) }
        'accepted'  | { Engine engine, String run -> engine.accept(run, Listener.none()) }
        'abandoned' | { Engine engine, String run -> engine.abandon(run, 'enough', Listener.none()) }
    }

    def "a failed step is undone too, and the run stands before it as if it had not been begun"() {
        given:
        put('a', 'old')
        def ended = run([form: 'save', subject: at('a'), to: at('copy')], note('b', '1'), [form: 'spoil', subject: at('a')])
        def id = ended.state().run()

        when:
        def back = back(id, '3/spoil')

        then:
        ended.exit() == Exit.FAILED
        back.exit() == Exit.DONE
        text('a') == 'old'
        back.state().standing() == Standing.UNFINISHED
        back.state().steps()[2].status() == Status.WAITING
        back.state().steps()[2].ended().empty
        Next.of(back.state())*.command() == ["resume $id", "undo $id"]*.toString()
        Next.of(back.state())[0].comment() == 'previewed first'
    }

    def "a backup that several steps go back to is restored for all of them, which the preview says"() {
        given:
        put('a', 'old')
        def id = run([form: 'save', subject: at('a'), to: at('copy')],
                [form: 'taint', subject: at('a'), text: 'one'], note('b', '1'), [form: 'taint', subject: at('a'), text: 'two']).state().run()

        when:
        def preview = engine().previewBack(id, '4/taint')

        then:
        text('a') == 'two'
        preview.step() == Optional.of('2/taint')
        preview.undone()*.step()*.id() == ['2/taint', '3/note', '4/taint']
        preview.restores()

        when:
        def back = engine().back(id, '4/taint', preview, Listener.none())

        then:
        back.exit() == Exit.DONE
        [text('a'), text('b')] == ['old', '']
        back.state().steps()*.status() == [Status.DONE] + [Status.WAITING] * 3

        and: 'all of it is done again, and undone'
        engine().resume(id, Choices.standard(), Listener.none()).exit() == Exit.DONE
        [text('a'), text('b')] == ['two', '1']
        undo(id).exit() == Exit.DONE
        [text('a'), text('b')] == ['old', '']
    }

    def "a backup does not take along what a step did that stays done"() {
        given:
        put('a', 'old')
        def id = run([form: 'save', subject: at('a'), to: at('copy')], note('a', 'between'), [form: 'taint', subject: at('a'), text: 'two']).state().run()

        when:
        engine().previewBack(id, '3/taint')

        then:
        def refused = thrown(Failure)
        refused.exit() == Exit.WRONG
        refused.message().contains("goes to the backup of step 1 (save ${at('a')}), and so would take along what step 2 (note ${at('a')}) did")
        refused.remedies().any { it.contains("belay undo $id") }

        when: 'it goes along'
        def back = back(id, '2/note')

        then:
        back.exit() == Exit.DONE
        text('a') == 'old'
    }

    def "it is refused where the world moved since it was shown"() {
        given:
        def id = run(note('a', '1'), note('b', '1')).state().run()
        def preview = engine().previewBack(id, '2/note')
        put('b', 'by hand')

        when:
        engine().back(id, '2/note', preview, Listener.none())

        then:
        def refused = thrown(Failure)
        refused.exit() == Exit.MOVED
        text('b') == 'by hand'
        states().find(id).read().standing() == Standing.FINISHED
    }

    def "one that was broken off is told as such, and is taken to its end by #command"() {
        given: 'the operator stops it behind the first of its steps'
        def id = run(note('a', '1'), note('b', '1')).state().run()
        def stopped = engine()
        def broken = stopped.back(id, '1/note', stopped.previewBack(id, '1/note'), new After({ stopped.stop().ask() }))
        def state = states().find(id).read()

        expect:
        broken.exit() == Exit.INTERRUPTED
        state.standing() == Standing.UNDOING
        state.word() == 'going back halted'
        state.steps()*.status() == [Status.DONE, Status.UNDONE]
        Next.of(state)[0].command() == "undo $id"
        new ClosingText(state, Page.plain(), '').render().startsWith("GOING BACK to before step 1 note ${at('a')}: HALTED before step 2/2 forget")
        StatusText.steps(state, Page.plain(), Optional.empty()).contains("  back to before step 1 note ${at('a')}, begun ")
        states().find(id).entries().collect { new LogText(state, Page.plain()).render(it) }.join('')
                .contains("going back to before 1/2 note ${at('a')}: undo of 2 steps begun by")

        when: 'another undo does not come between'
        engine().previewUndo(id, Optional.of('1.0'))

        then:
        def refused = thrown(Failure)
        refused.exit() == Exit.BLOCKED

        when:
        def ended = command == 'undo' ? undo(id) : command == 'back' ? back(id, '2/note') : engine().resume(id, Choices.standard(), Listener.none())

        then: 'and no further'
        ended.exit() == Exit.DONE
        ended.state().standing() == Standing.UNFINISHED
        ended.state().steps()*.status() == [Status.WAITING] * 2
        [text('a'), text('b')] == ['', '']

        where:
        command << ['undo', 'resume', 'back']
    }

    def "what a person leaves out on the way back stays, and the next undo takes it up again"() {
        given:
        def id = run(note('a', '1'), note('b', '1')).state().run()
        def preview = engine().previewBack(id, '1/note')

        when:
        def back = engine().back(id, '1/note', preview, ['undo/2/note'] as Set, Listener.none())

        then:
        back.exit() == Exit.FAILED
        back.state().steps()*.status() == [Status.WAITING, Status.DONE]
        [text('a'), text('b')] == ['', '1']

        when:
        def undone = undo(id)

        then:
        undone.exit() == Exit.DONE
        [text('a'), text('b')] == ['', '']
    }

    def "a step that was undone may be edited, and its names go on from where they were"() {
        given:
        def id = run(note('a', '1'), note('b', '1')).state().run()
        back(id, '2/note')
        def edited = toys().plan([note('a', '1'), note('b', '2')])

        when:
        def preview = engine().previewEdited(id, edited)
        engine().revise(id, edited, preview)
        def ended = engine().resume(id, Choices.standard(), Listener.none())

        then:
        ended.exit() == Exit.DONE
        text('b') == '2'
        ended.state().steps()[1].step().key() == '2/note+2'
    }

    def "going on is previewed anew, for nobody agreed to it as the world is now"() {
        given:
        put('b', 'old')
        def id = run(note('a', '1'), note('b', '1')).state().run()

        expect:
        engine().previewAnew(id).empty

        when:
        back(id, '2/note')
        put('b', 'other')
        def preview = engine().previewAnew(id).get()

        then:
        preview.plan().steps()*.id() == ['2/note']
        preview.predictions()[0].changes()[0].before() == Optional.of('other')

        when:
        engine().renew(id, preview)

        then:
        engine().previewAnew(id).empty

        and:
        engine().resume(id, Choices.standard(), Listener.none()).exit() == Exit.DONE
    }

    private Map note(String name, String text) {
        [form: 'note', subject: at(name), text: text]
    }

    private Map append(String name, String line) {
        [form: 'append', subject: at(name), line: line]
    }

    private Bench toys() {
        new Bench(dir, new Drivers([new ToyDriver()]))
    }

    private Engine engine() {
        toys().engine()
    }

    private StateFolder states() {
        StateFolder.at(dir.resolve('state'))
    }

    private Ended run(Map<String, Object>... steps) {
        toys().run(steps)
    }

    private Ended back(String id, String step) {
        engine().back(id, step, engine().previewBack(id, step), Listener.none())
    }

    private Ended undo(String id) {
        engine().undo(id, engine().previewUndo(id), Listener.none())
    }

    private String at(String name) {
        dir.resolve('world').resolve(name)
    }

    private void put(String name, String text) {
        def path = Path.of(at(name))
        Files.createDirectories(path.parent)
        Files.writeString(path, text)
    }

    private String text(String name) {
        def path = Path.of(at(name))
        Files.exists(path) ? Files.readString(path) : ''
    }

    /** Does something after each step. */
    private static class After implements Listener {
        @Delegate
        private final Listener nobody = Listener.none()
        private final Runnable then

        After(Runnable then) {
            this.then = then
        }

        @Override
        void ended(dev.belay.plan.Step step, int number, int total, Entry.Ended ended) {
            then.run()
        }
    }
}
