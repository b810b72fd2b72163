package dev.belay.journal

import static dev.belay.journal.Records.ended
import static dev.belay.journal.Records.intended
import static dev.belay.journal.Records.shown

import dev.belay.journal.ForgetfulStorage.PowerCut
import dev.belay.journal.ForgetfulStorage.Survival
import dev.belay.plan.OnFailure
import dev.belay.plan.Plan
import dev.belay.plan.Samples
import java.nio.file.Path
import spock.lang.Specification

/**
 * SIGKILL never loses written pages, a power cut does. So here the power goes before every single operation on the disk, and the
 * disk comes up again in every way that it may; the journal must then hold every record of which the engine was told that it does.
 */
class PowerCutSpec extends Specification {

    static final Plan PLAN = Samples.plan('a', 'b')
    static final Path SITE = Path.of('/var/lib/belay/site')
    static final List<Entry> RECORDS = ['a', 'b'].collectMany { [intended(it), ended(it, Outcome.DONE)] }

    def "whatever a power cut loses, it loses no record of which was told that it is kept (#survival)"() {
        given:
        long all = operations()

        expect:
        all > 20
        (0..all).every { long power ->
            def disk = new ForgetfulStorage(power: power)
            def told = run(disk)
            def after = new StateFolder(SITE, disk.after(survival))
            check(after, told)
            true
        }

        where:
        survival << Survival.values()
    }

    def "a second power cut, while the journal is opened again, loses nothing either (#first, then #second)"() {
        given:
        long all = operations()

        expect:
        (1..all).every { long power ->
            def disk = new ForgetfulStorage(power: power)
            def told = run(disk)
            (0..3).each { int more ->
                def again = disk.after(first)
                again.power = more
                cut { new StateFolder(SITE, again).runs().each { it.open().close() } }
                check(new StateFolder(SITE, again.after(second)), told)
            }
            true
        }

        where:
        [first, second] << [[Survival.HALF, Survival.HOLE, Survival.ALL], [Survival.NOTHING, Survival.HALF]].combinations()
    }

    /** What the engine was told: nothing, that the run is created, that a record is kept. */
    private static class Told {
        boolean created
        int records
    }

    private static Told run(ForgetfulStorage disk) {
        def told = new Told()
        def site = new StateFolder(SITE, disk)
        cut {
            def run = site.create(shown(PLAN), OnFailure.STOP, 'anna@gis', '0.1.0')
            told.created = true
            told.records = 1
            def journal = run.open()
            RECORDS.each {
                journal.append(it)
                told.records++
            }
        }
        told
    }

    private static void check(StateFolder site, Told told) {
        def runs = site.runs()
        assert runs.size() <= 1
        if (told.created) {
            assert runs.size() == 1
        }
        runs.each { run ->
            def entries = run.entries()
            assert entries.size() >= told.records
            assert entries.drop(1) == RECORDS.take(entries.size() - 1)
            assert run.plan() == PLAN

            def journal = run.open()
            RECORDS.drop(entries.size() - 1).each { journal.append(it) }
            journal.append(new Entry.Accepted(Records.AT, 'anna@gis'))
            assert run.entries().size() == RECORDS.size() + 2
        }
        def next = site.create(shown(PLAN, 'app-0000'), OnFailure.STOP, 'anna@gis', '0.1.0')
        assert site.runs()*.id() == [next.id()] + runs*.id()
    }

    private static long operations() {
        def disk = new ForgetfulStorage()
        assert run(disk).records == RECORDS.size() + 1
        disk.operations
    }

    private static void cut(Closure work) {
        try {
            work()
        } catch (PowerCut expected) {
            // that is the test
        }
    }
}
