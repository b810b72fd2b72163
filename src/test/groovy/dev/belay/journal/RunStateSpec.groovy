package dev.belay.journal

import static dev.belay.journal.Entry.Settled.DONE
import static dev.belay.journal.Entry.Settled.REDO
import static dev.belay.journal.Entry.Settled.SKIP
import static dev.belay.journal.Records.AT
import static dev.belay.journal.Records.decided
import static dev.belay.journal.Records.ended
import static dev.belay.journal.Records.intended
import static dev.belay.journal.Records.opened
import static dev.belay.journal.Records.resolved
import static dev.belay.journal.Records.undoing

import dev.belay.expr.Value
import dev.belay.plan.Plan
import dev.belay.plan.Samples
import dev.belay.plan.Walk
import dev.belay.plan.WalkSpec
import dev.belay.plan.WayBack
import dev.belay.value.Exit
import dev.belay.value.Failure
import spock.lang.Specification

/** What records add up to. The plan has the steps a and b. */
class RunStateSpec extends Specification {

    static final Plan PLAN = Samples.plan('a', 'b')
    static final List<Entry> A_DONE = [intended('a'), ended('a', Outcome.DONE)]
    static final List<Entry> BOTH_DONE = A_DONE + [intended('b'), ended('b', Outcome.DONE)]
    static final List<Entry> A_FAILED = [intended('a'), ended('a', Outcome.FAILED)]
    static final List<Entry> UNDONE = BOTH_DONE + [undoing('b', 'a'), *back('b'), *back('a')]

    def "#what: #standing, the steps are #a and #b"() {
        when:
        def state = RunState.of(PLAN, [opened(PLAN)] + entries)

        then:
        state.standing().name() == standing
        state.steps()*.status()*.name() == [a, b]

        where:
        what                                     | entries                                                              || standing     | a             | b
        'opened'                                 | []                                                                   || 'UNFINISHED' | 'WAITING'     | 'WAITING'
        'begun'                                  | [intended('a')]                                                      || 'UNFINISHED' | 'BEGUN'       | 'WAITING'
        'one done'                               | A_DONE                                                               || 'UNFINISHED' | 'DONE'        | 'WAITING'
        'nothing to do'                          | [ended('a', Outcome.UNCHANGED)]                                      || 'UNFINISHED' | 'UNCHANGED'   | 'WAITING'
        'guard false'                            | [ended('a', Outcome.SKIPPED)]                                        || 'UNFINISHED' | 'SKIPPED'     | 'WAITING'
        'failed'                                 | A_FAILED                                                             || 'STOPPED'    | 'FAILED'      | 'WAITING'
        'failed before it began'                 | [ended('a', Outcome.FAILED)]                                         || 'STOPPED'    | 'FAILED'      | 'WAITING'
        'interrupted'                            | [intended('a'), ended('a', Outcome.INTERRUPTED)]                     || 'STOPPED'    | 'INTERRUPTED' | 'WAITING'
        'resumed'                                | A_FAILED + resumed()                                                 || 'STOPPED'    | 'FAILED'      | 'WAITING'
        'tried again'                            | A_FAILED + intended('a', 2)                                          || 'UNFINISHED' | 'BEGUN'       | 'WAITING'
        'done at last'                           | A_FAILED + intended('a', 2) + ended('a', Outcome.DONE, 2)            || 'UNFINISHED' | 'DONE'        | 'WAITING'
        'failed, skipped by the operator'        | A_FAILED + decided('a')                                              || 'UNFINISHED' | 'SKIPPED'     | 'WAITING'
        'skipped beforehand'                     | [decided('b')]                                                       || 'UNFINISHED' | 'WAITING'     | 'SKIPPED'
        'a question answered'                    | [decided('a', 'confirm')]                                            || 'UNFINISHED' | 'WAITING'     | 'WAITING'
        'lost, was done'                         | [intended('a'), resolved('a', 'done', DONE)]                         || 'UNFINISHED' | 'DONE'        | 'WAITING'
        'lost, had not started'                  | [intended('a'), resolved('a', 'not-started', REDO)]                  || 'UNFINISHED' | 'WAITING'     | 'WAITING'
        'lost, in doubt'                         | [intended('a'), resolved('a', 'unknown', null)]                      || 'DOUBT'      | 'DOUBT'       | 'WAITING'
        'in doubt, a person says done'           | doubt('a') + resolved('a', 'unknown', DONE)                          || 'UNFINISHED' | 'DONE'        | 'WAITING'
        'in doubt, a person says redo'           | doubt('a') + resolved('a', 'unknown', REDO)                          || 'UNFINISHED' | 'WAITING'     | 'WAITING'
        'in doubt, a person says skip'           | doubt('a') + resolved('a', 'unknown', SKIP)                          || 'UNFINISHED' | 'SKIPPED'     | 'WAITING'
        'all done, not finished'                 | BOTH_DONE                                                            || 'UNFINISHED' | 'DONE'        | 'DONE'
        'finished'                               | BOTH_DONE + finished()                                               || 'FINISHED'   | 'DONE'        | 'DONE'
        'finished, resumed'                      | BOTH_DONE + finished() + resumed() + finished()                      || 'FINISHED'   | 'DONE'        | 'DONE'
        'finished, then a step again'            | BOTH_DONE + finished() + intended('b', 2)                            || 'UNFINISHED' | 'DONE'        | 'BEGUN'
        'finished, then more of a plan'          | BOTH_DONE + finished() + new Entry.Revised(AT, 'anna', PLAN)         || 'UNFINISHED' | 'DONE'        | 'DONE'
        'accepted'                               | BOTH_DONE + finished() + new Entry.Accepted(AT, 'anna')              || 'ACCEPTED'   | 'DONE'        | 'DONE'
        'abandoned'                              | A_FAILED + new Entry.Abandoned(AT, 'anna', '')                       || 'ABANDONED'  | 'FAILED'      | 'WAITING'
        'undo begins'                            | A_FAILED + undoing('a')                                              || 'UNDOING'    | 'FAILED'      | 'WAITING'
        'undo of one'                            | BOTH_DONE + undoing('b', 'a') + back('b')                            || 'UNDOING'    | 'DONE'        | 'UNDONE'
        'undo fails'                             | BOTH_DONE + undoing('b', 'a') + back('b') + back('a', Outcome.FAILED) || 'UNDOING'   | 'DONE'        | 'UNDONE'
        'undo fails, goes on'                    | BOTH_DONE + undoing('b') + back('b', Outcome.FAILED) + resumed() + back('b', Outcome.UNCHANGED, 2) || 'UNDOING' | 'DONE' | 'UNDONE'
        'undo skips'                             | BOTH_DONE + undoing('b') + back('b', Outcome.FAILED) + decided('back-b') || 'UNDOING' | 'DONE'       | 'DONE'
        'undo lost, in doubt'                    | BOTH_DONE + undoing('b') + doubt('back-b')                           || 'DOUBT'      | 'DONE'        | 'DONE'
        'undo lost, was done'                    | BOTH_DONE + undoing('b') + intended('back-b') + resolved('back-b', 'done', DONE) || 'UNDOING' | 'DONE' | 'UNDONE'
        'undone'                                 | UNDONE + finished(true)                                              || 'UNDONE'     | 'UNDONE'      | 'UNDONE'
        'undone, accepted'                       | UNDONE + finished(true) + new Entry.Accepted(AT, 'anna')             || 'ACCEPTED'   | 'UNDONE'      | 'UNDONE'
        'finished, undo begins'                  | BOTH_DONE + finished() + undoing('b')                                || 'UNDOING'    | 'DONE'        | 'DONE'
        'abandoned, undo begins'                 | A_FAILED + new Entry.Abandoned(AT, 'anna', '') + undoing('a')        || 'UNDOING'    | 'FAILED'      | 'WAITING'
        'undone, then forward again'             | UNDONE + intended('a', 2) + ended('a', Outcome.DONE, 2)              || 'UNDOING'    | 'DONE'        | 'UNDONE'
        'undone in two steps: one is not enough' | BOTH_DONE + undoingTwice('b') + back('b')                            || 'UNDOING'    | 'DONE'        | 'DONE'
        'undone in two steps: both'              | BOTH_DONE + undoingTwice('b') + back('b') + back('b2')               || 'UNDOING'    | 'DONE'        | 'UNDONE'
    }

    def "the way back of the first attempt counts"() {
        given:
        def way = { new WayBack.None(it) }
        def state = RunState.of(PLAN, [opened(PLAN), intended('a', way: way('first')), ended('a', Outcome.FAILED), intended('a', way: way('second'), attempt: 2)])

        expect:
        state.step('a').get().first().get().prediction().way() == way('first')
        state.step('a').get().latest().get().prediction().way() == way('second')
        state.step('a').get().attempts() == 2
    }

    def "#what: the step touched the world: #touched"() {
        expect:
        RunState.of(PLAN, [opened(PLAN)] + entries).step('a').get().touched() == touched

        where:
        what                                          | entries                                                                        || touched
        'waiting'                                     | []                                                                             || false
        'begun'                                       | [intended('a')]                                                                || true
        'done'                                        | A_DONE                                                                         || true
        'failed'                                      | A_FAILED                                                                       || true
        'failed before it began'                      | [ended('a', Outcome.FAILED)]                                                   || false
        'nothing to do'                               | [intended('a'), ended('a', Outcome.UNCHANGED)]                                 || false
        'failed, then nothing was left to do'         | A_FAILED + intended('a', 2) + ended('a', Outcome.UNCHANGED, 2)                 || true
        'failed, then skipped'                        | A_FAILED + decided('a')                                                        || true
        'lost, had not started'                       | [intended('a'), resolved('a', 'not-started', REDO)]                            || false
        'lost, half done, to be done again'           | [intended('a'), resolved('a', 'partial', REDO)]                                || true
    }

    def "a step that was undone and is done again has the way back of then"() {
        given:
        def again = intended('a', way: new WayBack.None('of then'), attempt: 2)

        expect:
        RunState.of(PLAN, [opened(PLAN)] + UNDONE + again).step('a').get().first().get() == again
    }

    def "an undo that begins anew begins its steps anew, and goes on counting attempts"() {
        when:
        def state = RunState.of(PLAN, [opened(PLAN)] + BOTH_DONE + undoing('b') + back('b', Outcome.FAILED) + undoing('b'))

        then:
        with(state.undo().get().steps()[0]) {
            status() == RunState.Status.WAITING
            attempts() == 1
            first().empty
        }
    }

    def "back before a step, what was undone begins anew: it has no result yet, and goes on counting its attempts"() {
        given:
        def way = new WayBack.Steps([new WayBack.Deed('restore', [:], 'restore main')])
        def entries = [opened(PLAN)] + ['a', 'b'].collectMany { [intended(it, way: way), ended(it, Outcome.DONE, 1, Value.of(it))] } + finished()
        entries << new Entry.Undoing(AT, 'anna@gis', [Samples.step('back-b')], ['b'], ['c: why'], [], Optional.empty(), Optional.of('b'))

        expect: 'on its way'
        with(RunState.of(PLAN, entries)) {
            standing().name() == 'UNDOING'
            goesBackTo().get().step().id() == 'b'
            word() == 'going back halted'
        }

        when:
        def state = RunState.of(PLAN, entries + back('b') + new Entry.WentBack(AT, 'b'))

        then: 'another step with the same way back stays done, since it stands before'
        state.standing().name() == 'UNFINISHED'
        state.goesBackTo().empty
        state.steps()*.status()*.name() == ['DONE', 'WAITING']
        state.steps()*.attempts() == [1, 1]
        state.plan().steps()*.key() == ['a', 'b+2']
        state.results().keySet() == ['a'] as Set
        state.waitsAnew()
        state.earlier().undone()*.step()*.key() == ['b']
        state.earlier().passedOver() == ['c: why']
        state.holding([Samples.prediction('a'), Samples.prediction('b')])*.step() == ['a']

        when: 'a person agrees to what it would do now'
        def agreed = Samples.prediction('b')
        def again = RunState.of(PLAN, entries + back('b') + new Entry.WentBack(AT, 'b') + new Entry.Revised(AT, 'anna', state.plan(), [agreed]))

        then:
        !again.waitsAnew()
        again.holding([agreed]) == [agreed]
    }

    def "undone to a version in between, it stands there until it goes on: what was undone is then behind it"() {
        given: 'a run over 2.0 and 3.0, whose steps behind 2.0 have one way back'
        def plan = WalkSpec.walk()
        def way = new WayBack.Steps([new WayBack.Deed('restore', [:], 'restore main')])
        def ways = ['2.0/dump': new WayBack.Nothing(), '3.0/dump': way, '3.0/send': way]
        def entries = [opened(plan)] + ways.collectMany { id, back -> [intended(id, way: back), ended(id, Outcome.DONE)] } + finished()
        entries << new Entry.Undoing(AT, 'anna@gis', [Samples.step('back-3.0/send')], ['3.0/send'], ['b: why'], [], Optional.of('2.0'))

        expect: 'on its way'
        with(RunState.of(plan, entries)) {
            standing().name() == 'UNDOING'
            undoUnderWay()
            undoneParts() == []
        }

        when:
        entries += back('3.0/send') + new Entry.Returned(AT, '2.0')

        then: 'back at 2.0; the step that shares the way back is undone with the one that took it'
        with(RunState.of(plan, entries)) {
            standing().name() == 'RETURNED'
            standing().open()
            !undoUnderWay()
            at() == Optional.of('2.0')
            undoneParts() == ['3.0']
            steps()*.status()*.name() == ['DONE', 'UNDONE', 'UNDONE']
            word() == 'not wholly undone'
        }

        and: 'abandoned there, it is still known to stand there'
        RunState.of(plan, entries + new Entry.Abandoned(AT, 'anna', '')).undoneParts() == ['3.0']

        when:
        def anew = Walk.again(plan, ['3.0'] as Set)
        def state = RunState.of(plan, entries + new Entry.Revised(AT, 'anna', anew, Samples.PREDICTIONS))

        then:
        state.standing().name() == 'UNFINISHED'
        state.plan() == anew
        state.undo().empty
        state.steps()*.status()*.name() == ['DONE', 'WAITING', 'WAITING']
        state.earlier().undone()*.step()*.id() == ['3.0/dump', '3.0/send']
        state.earlier().passedOver() == ['b: why']
        state.agreed() == Samples.PREDICTIONS
    }

    def "who was told does not change how a run stands, nor how long it took; who was not is named"() {
        given:
        def later = AT.plusSeconds(60)
        def told = { String whom, Entry.Notified.Told how -> new Entry.Notified(later, whom, 'end', Optional.ofNullable(how)) }
        def entries = [opened(PLAN)] + UNDONE + finished(true)

        when:
        def state = RunState.of(PLAN, entries + told('a', null) + told('a', new Entry.Notified.Told(true, '')) +
                told('b', null) + told('b', new Entry.Notified.Told(false, 'it answers 500')) + told('c', null))

        then:
        state.standing().name() == 'UNDONE'
        state.last() == AT
        state.untold() == ['b was not told of the end: it answers 500', 'c: whether the notice of the end got there is not known']
    }

    def "results are those of the latest attempts"() {
        given:
        def state = RunState.of(PLAN, [opened(PLAN), intended('a'), ended('a', Outcome.DONE, 1, Value.of('old')),
            intended('a', 2), ended('a', Outcome.DONE, 2, Value.of('new')), intended('b')])

        expect:
        state.results() == [a: Value.of('new')]
    }

    def "a revised plan is the plan from then on, and steps keep what came of them"() {
        given:
        def longer = PLAN.with(PLAN.steps() + Samples.step('c'))
        def state = RunState.of(PLAN, [opened(PLAN)] + A_DONE + new Entry.Revised(AT, 'anna', longer))

        expect:
        state.plan() == longer
        state.steps()*.status()*.name() == ['DONE', 'WAITING', 'WAITING']
    }

    def "what cannot be is refused: #why"() {
        when:
        RunState.of(PLAN, entries)

        then:
        def failure = thrown(Failure)
        failure.exit() == Exit.DAMAGED
        failure.message().contains(why)

        where:
        entries                                                                     || why
        [intended('a')]                                                             || 'opened once, by its first record'
        [opened(PLAN), opened(PLAN)]                                                || 'opened once, by its first record'
        [opened(PLAN), intended('c')]                                               || "no step 'c'"
        [opened(PLAN), decided('c')]                                                || "no step 'c'"
        [opened(PLAN), intended('a'), intended('a', 2)]                             || 'begun before, and nobody settled'
        [opened(PLAN)] + doubt('a') + intended('a', 2)                              || 'begun before, and nobody settled'
        [opened(PLAN), intended('a', 2), ended('a', Outcome.DONE, 1)]               || 'not its latest'
        [opened(PLAN), ended('a', Outcome.DONE)]                                    || 'done without having begun'
        [opened(PLAN), resolved('a', 'done', DONE)]                                 || 'nothing to settle'
        [opened(PLAN)] + A_DONE + resolved('a', 'done', REDO)                       || 'nothing to settle'
        [opened(PLAN)] + A_DONE + new Entry.Revised(AT, '', Samples.plan('b'))      || "lacks the step 'a'"
        [opened(PLAN), new Entry.Undoing(AT, '', [Samples.step('x')], [], [], [])]      || 'what it undoes'
        [opened(PLAN), new Entry.Undoing(AT, '', [Samples.step('a')], ['a'], [], [])]   || 'and so has the plan'
        [opened(PLAN)] + A_DONE + new Entry.WentBack(AT, 'a')                       || "no undo to before the step 'a' is under way"
        [opened(PLAN), new Entry.Accepted(AT, ''), intended('a')]                   || 'accepted'
        [opened(PLAN)] + UNDONE + finished(true) + intended('a')                    || 'undone'
    }

    private static List<Entry> back(String step, Outcome outcome = Outcome.DONE, int attempt = 1) {
        [intended("back-$step", attempt), ended("back-$step", outcome, attempt)]
    }

    private static List<Entry> doubt(String step) {
        [intended(step), resolved(step, 'unknown', null)]
    }

    private static Entry finished(boolean undone = false) {
        new Entry.Finished(AT, undone)
    }

    private static Entry resumed() {
        new Entry.Resumed(AT, 'ben@gis', 1)
    }

    private static Entry undoingTwice(String step) {
        new Entry.Undoing(AT, 'anna', [Samples.step("back-$step"), Samples.step("back-${step}2")], [step, step], [], [])
    }
}
