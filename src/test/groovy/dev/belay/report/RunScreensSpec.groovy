package dev.belay.report

import static dev.belay.report.Sample.*

import dev.belay.journal.Entry
import dev.belay.journal.Outcome
import dev.belay.journal.RunState
import dev.belay.journal.SiteLock
import dev.belay.plan.JsonText
import dev.belay.plan.OnFailure
import dev.belay.plan.Plan
import dev.belay.plan.Resource
import dev.belay.value.Headway
import java.time.Duration
import java.time.ZoneOffset
import spock.lang.Specification

/** The screens of a run, from the records of its journal. */
class RunScreensSpec extends Specification {

    /** Records as the engine would write them, a minute for each. */
    static class Records {
        final List<Entry> entries = []
        private now = EVENING

        Records() {
            entries << new Entry.Opened(now, 1, 'ngw-7f3a', 'cafe' * 16, OnFailure.STOP, 'eve@gis', 4711, '0.1.0')
        }

        Records begin(int step, int attempt = 1) {
            now = now.plusSeconds(60)
            entries << new Entry.Intended(now, STEPS[step].id(), attempt, "t$step-$attempt", predictions()[step])
            this
        }

        Records end(Map of = [:], int step, Outcome outcome) {
            now = now.plusSeconds(20)
            entries << new Entry.Ended(now, STEPS[step].id(), of.attempt ?: 1, "t$step-${of.attempt ?: 1}", outcome, of.message ?: '',
                    of.remedies ?: [], Optional.empty(), of.remarks ?: [], of.deviations ?: [], false, Duration.ofSeconds(20))
            this
        }

        Records done(Map of = [:], int... steps) {
            steps.each { begin(it).end(of, it, Outcome.DONE) }
            this
        }

        Records add(Closure<Entry> entry) {
            now = now.plusSeconds(60)
            entries << entry(now)
            this
        }

        RunState state() {
            RunState.of(plan(STEPS), entries)
        }
    }

    static Records untilMigration() {
        new Records().done(0, 1).done(2, remarks: ['1.2 GB', 'read back 22:06']).done(3, 4, 5)
    }

    static String closing(Records records) {
        new ClosingText(records.state(), Page.plain(), '').render()
    }

    def "a failure says what, what is up and down, and what next"() {
        expect:
        Golden.holds('failed.txt', closing(untilMigration().begin(6).end(6, Outcome.FAILED,
                message: 'migrate main: exit 1\nERROR: canceling statement due to lock timeout',
                remedies: ['look who holds the lock: select * from pg_locks'],
                remarks: ['data: unchanged (transaction rolled back, checked)'])))
    }

    def "a doubt says how to settle it"() {
        expect:
        Golden.holds('doubt.txt', closing(new Records().done(0, 1, 2, 3, 4).begin(5).add {
            new Entry.Resolved(it, STEPS[5].id(), 1, 't5-1', 'unknown', 'world', Optional.empty(), '', Optional.empty()) }))
    }

    def "a finished run says where the world came out other than predicted, and what to do in the morning"() {
        expect:
        Golden.holds('finished.txt', closing(untilMigration()
                .done(6, deviations: ['main had 3 migrations, 2 were predicted'], remarks: ['3 migrations applied'])
                .done(7).add { new Entry.Finished(it, false) }))
    }

    def "a run that was stopped says where"() {
        expect:
        Golden.holds('stopped.txt', closing(new Records().done(0, 1).begin(2).end(2, Outcome.INTERRUPTED, message: 'stopped by eve@gis')))
    }

    def "an undone run says that the site is up"() {
        given:
        def back = step('undo', 'start web', 0)
        def foreseen = prediction(back, changes: predictions()[7].changes())
        def records = untilMigration().begin(6).end(6, Outcome.FAILED, message: 'exit 1').add {
            new Entry.Undoing(it, 'eve@gis', [back], [STEPS[1].id()], ['sh nextgisweb jsrealm install: the script does not say how'], [foreseen])
        }.add { new Entry.Intended(it, back.id(), 1, 'u1', foreseen) }.add {
            new Entry.Ended(it, back.id(), 1, 'u1', Outcome.DONE, '', [], Optional.empty(),
                    ['kept: the database as it was before, main_before_ngw_7f3a, 1.3 GB; until accept'], [], false, Duration.ofSeconds(5))
        }.add { new Entry.Finished(it, true) }

        expect:
        Golden.holds('undone.txt', closing(records))
    }

    static Records undoing(Records records, Outcome outcome, String message) {
        def back = step('undo', 'start web', 0)
        def foreseen = prediction(back, changes: predictions()[7].changes())
        records.begin(6).end(6, Outcome.FAILED, message: 'cannot connect to main: password authentication failed').add {
            new Entry.Undoing(it, 'eve@gis', [back], [STEPS[1].id()], [], [foreseen])
        }.add { new Entry.Intended(it, back.id(), 1, 'u1', foreseen) }.add {
            new Entry.Ended(it, back.id(), 1, 'u1', outcome, message, [], Optional.empty(), [], [], false, Duration.ofSeconds(5))
        }
    }

    static Records undone() {
        undoing(untilMigration(), Outcome.DONE, '').add { new Entry.Finished(it, true) }
    }

    def "an undone run says why first, and at which version the site is"() {
        given:
        def run = undone().state().before(Optional.of('4.3.1'))

        expect:
        Golden.holds('undone-whole.txt', StatusText.steps(run, Page.plain(), Optional.empty()) + '\n' + new ClosingText(run, Page.plain(), '').render())
    }

    def "where the undo fails too, the screen says what failed first, and then"() {
        expect:
        Golden.holds('undo-failed.txt', closing(undoing(untilMigration(), Outcome.FAILED, 'web does not answer')))
    }

    def "an undone run that was accepted was not upgraded"() {
        given:
        def run = undone().add { new Entry.Accepted(it, 'eve@gis') }.state().before(Optional.of('4.3.1'))

        expect:
        new ClosingText(run, Page.plain(), '').render().startsWith('ACCEPTED nextgisweb on gis.example.org, undone: at 4.3.1 ')
        StatusText.runs([run], Page.plain()).endsWith('  accepted, undone  at 4.3.1\n')
    }

    def "a run that somebody works on names the process, and offers to watch it only"() {
        given:
        def run = untilMigration().begin(6).state()
        def holder = Optional.of(new SiteLock.Holder('eve@gis', 4711, EVENING, run.run(), 'run'))

        expect:
        Golden.holds('under-way.txt', StatusText.runs([run], Page.plain(), '', holder) + '\n'
                + StatusText.steps(run, Page.plain(), holder) + '\n'
                + new ClosingText(run, Page.plain(), '', holder).render())
    }

    def "a program is told who works on a run, and since when"() {
        given:
        def run = untilMigration().begin(6).state()
        def held = { String of -> JsonText.parse(RunLines.of(run, Optional.of(new SiteLock.Holder('eve@gis', 4711, EVENING, of, 'resume')))).fields().get('held') }

        expect:
        JsonText.line(held(run.run())) == '{"by":"eve@gis","pid":4711,"since":"2026-11-20T22:04:00Z","command":"resume"}'
        held('another-1234') == null
    }

    def "a run is #word everywhere"() {
        given:
        def run = records.state()
        def screen = new ClosingText(run, Page.plain(), '').render()

        expect:
        run.word() == word
        StatusText.runs([run], Page.plain()).contains("gis.example.org  $word")
        screen.toLowerCase().startsWith(word.tokenize(',')[0])

        where:
        records                                                                        || word
        new Records().done(0)                                                          || 'halted'
        new Records().done(0).begin(1)                                                 || 'broken off'
        new Records().begin(0).end(0, Outcome.FAILED)                                  || 'failed'
        new Records().begin(0).end(0, Outcome.INTERRUPTED)                             || 'stopped'
        new Records().begin(0).add { lost(STEPS[0].id(), 't0-1') }                     || 'in doubt'
        untilMigration().done(6, 7).add { new Entry.Finished(it, false) }              || 'done'
        undoing(untilMigration(), Outcome.FAILED, '')                                  || 'undo failed'
        undoing(untilMigration(), Outcome.INTERRUPTED, '')                             || 'undo stopped'
        undoing(untilMigration(), Outcome.DONE, '')                                    || 'undo halted'
        undone()                                                                       || 'undone'
        undone().add { new Entry.Accepted(it, 'eve@gis') }                             || 'accepted, undone'
        undoing(untilMigration(), Outcome.FAILED, '').add { new Entry.Decided(it, 'eve@gis', step('undo', 'start web', 0).id(), 'skip', '--skip') }.add { new Entry.Finished(it, true) } || 'not wholly undone'
        new Records().done(0).add { new Entry.Abandoned(it, 'eve@gis', 'for now') }    || 'abandoned'
    }

    static Entry lost(String step, String token) {
        new Entry.Resolved(EVENING, step, 1, token, 'unknown', 'world', Optional.empty(), '', Optional.empty())
    }

    def "the preview of an undo says what is lost, and what stays"() {
        given:
        def finished = untilMigration().done(6, 7).add { new Entry.Finished(it, false) }.state()

        expect:
        Golden.holds('undo-foot.txt', UndoText.foot(finished, finished.steps().findAll { it.touched() }, ['sh nextgisweb jsrealm install: the script does not say how'], [], Page.plain()).join('\n') + '\n')
    }

    def "an undo loses what was written since #since"() {
        given:
        def records = new Records()
        order.each { records.done(it) }
        def run = records.state()

        expect:
        UndoText.foot(run, run.steps().findAll { it.touched() }, [], [], Page.plain()) == [line]

        where: 'step 1 stops the service, 2 backs up, 6 migrates, 7 starts the service; a step takes 80 s, the first begins at 22:05:00'
        since                      | order        || line
        'nothing, while all is down' | [1, 2, 6]  || 'lost: nothing that people wrote; nobody could write since the backup (backup main, 22:06)'
        'a service was started'    | [1, 2, 6, 7] || 'LOST: what was written since 22:09 (start web), by going back to the backup (backup main, 22:06); a copy is kept until accept'
        'the backup, where nothing was stopped' | [2, 6] || 'LOST: what was written since the backup (backup main, 22:05); a copy is kept until accept'
        'the backup, where all was up again'    | [1, 7, 2, 6] || 'LOST: what was written since the backup (backup main, 22:07); a copy is kept until accept'
    }

    def "a service that the run did not stop counts as serving"() {
        given:
        def plan = plan(STEPS).with {
            new Plan(application(), from(), to(), script(), sources(), site(), parameters(), drivers(),
                    [new Resource('service', 'api', 'process', [:])], secrets(), onFailure(), installed(), steps())
        }
        def run = RunState.of(plan, new Records().done(1, 2, 6).entries)

        expect:
        UndoText.foot(run, run.steps().findAll { it.touched() }, [], [], Page.plain()) ==
                ['LOST: what was written since the backup (backup main, 22:06); a copy is kept until accept']
    }

    def "the folder that a backup made for itself is no backup"() {
        given:
        def made = prediction(STEPS[2], backups: predictions()[2].backups(), changes: [
                change('/home/ngw/backup', null, 'folder'), change(DUMP, null, DUMP)])
        def records = new Records()
        records.entries << new Entry.Intended(EVENING, STEPS[2].id(), 1, 't', made)
        records.entries << new Entry.Ended(EVENING, STEPS[2].id(), 1, 't', Outcome.DONE, '', [], Optional.empty(), ['1.2 GB'], [], false, Duration.ofSeconds(5))

        expect:
        RunFacts.of(records.state()).backups() == ["$DUMP, 1.2 GB"]
    }

    def "a list says how to drop what an undone run keeps"() {
        given:
        def undone = new Records().done(0).add { new Entry.Undoing(it, 'eve@gis', [], [], [], []) }.add { new Entry.Finished(it, true) }.state()

        expect:
        StatusText.runs([undone], Page.plain()).endsWith('undone\n  drop what is kept:  belay accept ngw-7f3a\n')
    }

    def "a closed run does not invite to go on"() {
        expect:
        !closing(untilMigration().add { new Entry.Abandoned(it, 'eve@gis', 'mended by hand') }).contains('belay resume')
    }

    def "an abandoned run, after which the site is down, says how to go back: the newest only"() {
        given:
        def run = untilMigration().add { new Entry.Abandoned(it, 'eve@gis', 'for now') }.state()
        def later = new Records().done(0).state()

        expect:
        new ClosingText(run, Page.plain(), '').render().contains('DOWN since')
        new ClosingText(run, Page.plain(), '').render().contains('go back:            belay undo ngw-7f3a')
        StatusText.runs([run], Page.plain()).contains('belay undo ngw-7f3a')
        StatusText.runs([later, run], Page.plain()).count('belay undo') == 1
    }

    def "commands carry what they need to find the run"() {
        expect:
        new ClosingText(new Records().done(0).state(), Page.plain(), ' --state /srv/state').render()
                .contains('belay resume ngw-7f3a --state /srv/state')
    }

    def "runs in a list, and the steps of one"() {
        given:
        def failed = untilMigration().begin(6).end(6, Outcome.FAILED, message: 'exit 1').begin(6, 2).state()

        expect:
        Golden.holds('status.txt', StatusText.runs([failed], Page.plain()) + '\n' + StatusText.steps(failed, Page.plain(), Optional.empty()))
    }

    def "the journal in lines"() {
        given:
        def records = untilMigration().begin(6).end(6, Outcome.FAILED, message: 'exit 1\nERROR: lock timeout').add {
            new Entry.Resumed(it, 'bob@gis', 4712) }.begin(6, 2).add {
            new Entry.Resolved(it, STEPS[6].id(), 2, 't6-2', 'done', 'world', Optional.of(Entry.Settled.DONE), '', Optional.empty()) }.add {
            new Entry.Decided(it, 'bob@gis', STEPS[7].id(), 'skip', 'started by hand') }
        def log = new LogText(records.state(), Page.plain())

        expect:
        Golden.holds('log.txt', records.entries.collect { log.render(it) }.join(''))
    }

    def "a step in a line: #outcome"() {
        expect:
        new ProgressText(Page.plain()).ended('checkout package/nextgisweb', 3, 10, new Entry.Ended(EVENING, 'x', 1, 't', outcome, '', [],
                Optional.empty(), [], [], false, Duration.ofMillis(took))) == line

        where:
        outcome           | took    | line
        Outcome.DONE      | 2000    | '  3/10 checkout package/nextgisweb   done       2 s'
        Outcome.UNCHANGED | 20      | '  3/10 checkout package/nextgisweb   unchanged'
        Outcome.FAILED    | 131_000 | '  3/10 checkout package/nextgisweb   FAILED     2 min'
    }

    def "the live line fits its page: #width columns"() {
        when:
        def line = new ProgressText(new Page(width, false, ZoneOffset.UTC))
                .live('install pip', 4, 10, Duration.ofSeconds(41), 'Building wheel for a package with a long name\u001B[K', Duration.ofSeconds(3))

        then:
        line.length() < width
        line ==~ /  4\/10 install pip +0:41    Building.*/ || width < 60
        line.endsWith('(last output 3 s ago)') || width < 80

        where:
        width << [30, 80, 100, 200]
    }

    def "how far a step is: #line"() {
        when:
        def told = ProgressText.progress(new Headway(what, done, total, unit, bytes, rate, Optional.ofNullable(left).map { Duration.ofSeconds(it) }))

        then:
        told == line
        told.length() <= 60

        where:
        what                   | done      | total     | unit    | bytes      | rate    | left || line
        ''                     | 3         | 12        | 'files' | 0          | 0       | null || '3 of 12 files'
        ''                     | 2_400_000 | 0         | 'bytes' | 0          | 0       | null || '2.4 MB'
        ''                     | 2_400_000 | 9_000_000 | 'bytes' | 0          | 400_000 | 16   || '2.4 MB of 9.0 MB, 16 s left, 400 kB/s'
        'video'                | 9_000     | 9_500     | 'rows'  | 850_000    | 0       | null || 'video: 9000 of 9500 rows, 850 kB'
        'video'                | 1_234_567 | 2_000_000 | 'rows'  | 85_000_000 | 210_000 | 200  || 'video: 1.2M of 2.0M rows, 3 min left, 210k/s, 85 MB'
        'video'                | 2_100_000 | 2_000_000 | 'rows'  | 85_000_000 | 210_000 | null || 'video: 2.1M rows, 210k/s, 85 MB'
        'a_table_of_long_name' | 1_234_567 | 2_000_000 | 'rows'  | 85_000_000 | 210_000 | 6000 || 'a_table_…: 1.2M of 2.0M rows, 1 h 40 min left, 210k/s, 85 MB'
        'keys and indexes'     | 0         | 0         | ''      | 0          | 0       | null || 'keys and indexes'
    }

    def "the label gives up its blanks before the line is cut"() {
        when:
        def line = new ProgressText(new Page(80, false, ZoneOffset.UTC))
                .live('import v4', 4, 10, Duration.ofSeconds(41), 'video: 1.2M of 2.0M rows, 3 min left, 210k/s, 85 MB', Duration.ofSeconds(1))

        then:
        line == '  4/10 import v4  0:41    video: 1.2M of 2.0M rows, 3 min left, 210k/s, 85 MB'
    }
}
