package dev.belay.journal

import dev.belay.expr.Value
import dev.belay.plan.OnFailure
import dev.belay.plan.Plan
import dev.belay.plan.Prediction
import dev.belay.plan.Preview
import dev.belay.plan.Samples
import java.time.Duration
import java.time.Instant

/** Records as runs write them, short to say. */
class Records {

    static final Instant AT = Instant.parse('2026-01-31T22:04:00.5Z')

    static Entry.Opened opened(Plan plan, String run = 'app-7f3a', int number = 1) {
        new Entry.Opened(AT, number, run, plan.digest().hex(), OnFailure.STOP, 'anna@gis', 4711, '0.1.0')
    }

    static Entry.Intended intended(Map changes, String step) {
        int attempt = changes.attempt ?: 1
        new Entry.Intended(AT, step, attempt, "$step-$attempt".toString(), Samples.prediction(changes, step))
    }

    static Entry.Intended intended(String step, int attempt = 1) {
        intended(step, attempt: attempt)
    }

    static Entry.Ended ended(String step, Outcome outcome, int attempt = 1, Value value = null) {
        new Entry.Ended(AT, step, attempt, "$step-$attempt".toString(), outcome, outcome == Outcome.FAILED ? 'exit 1' : '',
            [], Optional.ofNullable(value), [], [], false, Duration.ofMillis(1500))
    }

    static Entry.Resolved resolved(String step, String finding, Entry.Settled decision, int attempt = 1) {
        new Entry.Resolved(AT, step, attempt, "$step-$attempt".toString(), finding, 'world', Optional.ofNullable(decision), '', Optional.empty())
    }

    static Entry.Decided decided(String step, String what = 'skip') {
        new Entry.Decided(AT, 'anna@gis', step, what, 'because')
    }

    /** An undo whose steps are named after what they cover: {@code back-a} undoes {@code a}. */
    static Entry.Undoing undoing(String... covers) {
        new Entry.Undoing(AT, 'anna@gis', covers.collect { Samples.step("back-$it") }, covers as List, [], [])
    }

    static Preview shown(Plan plan, String run = 'app-7f3a') {
        new Preview(plan, run, Optional.empty(), [], plan.steps().collect { Samples.prediction(it.id()) }, AT, 'anna@gis')
    }

    /** One of each kind, with all that it can hold, in an order that a run could have. */
    static List<Entry> all(Plan plan) {
        def (a, b) = plan.steps()*.id()
        [
            opened(plan),
            new Entry.Decided(AT, 'anna@gis', '', 'confirm', 'mail sent,\nsee ticket "7" \u0000 🧗'),
            new Entry.Intended(AT, a, 1, 'a-1', Samples.PREDICTIONS[-1]),
            new Entry.Ended(AT, a, 1, 'a-1', Outcome.FAILED, 'exit 1', ['try again'], Optional.of(Value.NOTHING), ['said'], ['came out other'], true, Duration.ofNanos(1)),
            new Entry.Resumed(AT, 'ben@gis', Long.MAX_VALUE),
            intended(a, 2),
            ended(a, Outcome.UNCHANGED, 2, Value.of('/srv/dump')),
            intended(b),
            new Entry.Resolved(AT, b, 1, 'b-1', 'unknown', 'world', Optional.empty(), '', Optional.empty()),
            new Entry.Resolved(AT, b, 1, 'b-1', 'unknown', 'ben@gis', Optional.of(Entry.Settled.DONE), 'saw it', Optional.of(Value.of(1))),
            new Entry.Revised(AT, 'ben@gis', Samples.full().with(plan.steps())),
            new Entry.Undoing(AT, 'ben@gis', [Samples.step('back-b').anew(3)], [b], [], [], Optional.empty(), Optional.of(b)),
            new Entry.WentBack(AT, b),
            new Entry.Finished(AT, false),
            new Entry.Undoing(AT, 'ben@gis', Samples.full().steps().collect { Samples.step('back-' + it.id(), arguments: it.arguments()) }, [a, b], ['b: why'],
                    Samples.PREDICTIONS),
            new Entry.Returned(AT, '2.0.0'),
            new Entry.Revised(AT, 'ben@gis', Samples.full(), Samples.PREDICTIONS),
            new Entry.Undoing(AT, 'ben@gis', [Samples.step('back-c')], [a], [], [], Optional.of('2.0.0')),
            new Entry.Notified(AT, 'chat', 'start', Optional.empty()),
            new Entry.Notified(AT, 'chat', 'start', Optional.of(new Entry.Notified.Told(true, ''))),
            new Entry.Notified(AT, 'chat', 'end', Optional.of(new Entry.Notified.Told(false, 'it answers 500'))),
            new Entry.Finished(AT, true),
            new Entry.Accepted(AT, 'ben@gis'),
            new Entry.Abandoned(AT, 'ben@gis', 'all is well'),
        ]
    }
}
