package dev.belay.drivers

import dev.belay.catalog.Effect
import dev.belay.driver.DriverJars
import dev.belay.driver.Drivers
import dev.belay.drivers.conformance.Cases
import dev.belay.drivers.conformance.ConformanceCase
import dev.belay.drivers.conformance.KilledRun
import dev.belay.engine.Ended
import dev.belay.engine.crash.Boundaries
import dev.belay.engine.crash.KillingHost
import dev.belay.host.LocalHost
import dev.belay.host.Secrets
import dev.belay.plan.Again
import dev.belay.plan.Prediction
import dev.belay.plan.Prediction.Fidelity
import dev.belay.plan.Preview
import dev.belay.script.Diagnostics
import dev.belay.testing.Bench
import dev.belay.value.Exit
import dev.belay.value.Failure
import java.nio.file.Files
import java.nio.file.Path
import java.util.concurrent.Callable
import java.util.concurrent.ExecutionException
import java.util.concurrent.ExecutorService
import java.util.concurrent.Executors
import org.opentest4j.TestAbortedException
import spock.lang.AutoCleanup
import spock.lang.IgnoreIf
import spock.lang.Shared
import spock.lang.Specification
import spock.lang.TempDir

/** What every form of every driver owes: each has a case, and each case is held against all of it. */
class ConformanceSpec extends Specification {

    /** Forms whose cases are still owed. A form that has got its case must leave this list. */
    static final Set<String> OWED = ['restore files', 'restore file', 'sql file/postgresql'] as Set

    @Shared
    Drivers drivers = new Drivers(DriverJars.own())

    @TempDir
    Path folder

    /** Kills are tried two at a time: most of that time goes into starting processes. */
    @Shared
    @AutoCleanup('shutdownNow')
    ExecutorService two = Executors.newFixedThreadPool(2)

    Trial trial

    def cleanup() {
        trial?.tried?.tearDown()
    }

    ConformanceCase getTried() {
        trial.tried
    }

    Bench getBench() {
        trial.bench
    }

    /** A case in a world of its own, and a bench to run it on. */
    static class Trial {
        ConformanceCase tried
        Bench bench
    }

    @IgnoreIf({ System.getProperty('conformance') })
    def "every form of the drivers that come with Belay has a case"() {
        given:
        def forms = drivers.catalog().forms()*.key() as Set
        def tried = Cases.all()*.form() as Set

        expect:
        forms - tried - OWED == [] as Set
        tried - forms == [] as Set
        OWED.intersect(tried) == [] as Set
    }

    def "#each: what was predicted comes true, and nothing is left to do"() {
        given:
        begin(each)
        def before = tried.look()

        when:
        def shown = preview()

        then: 'looking changed nothing'
        tried.look() == before
        shown.unmet() == []
        prediction(shown).unmet() == []

        when: 'the engine holds every promised fact against the world'
        def ended = bench.run(shown)

        then:
        ended.exit() == Exit.DONE

        and: 'it did change something, unless it only reads'
        readsOnly(tried) || tried.look() != before

        when:
        bench.close(ended)
        def again = prediction(preview())

        then:
        !tried.settles() || again.fidelity() in [Fidelity.UNCHANGED, Fidelity.CHECK]

        where:
        each << Cases.all()
    }

    def "#each: applied twice it is as if applied once"() {
        given:
        begin(each)
        bench.close(bench.run(preview()))
        def once = tried.look()

        when:
        bench.answers.addAll(tried.answers())
        def twice = bench.run(preview())

        then:
        twice.exit() == Exit.DONE
        tried.look() == once

        where:
        each << Cases.all().findAll { it.settles() && !it.brief() }
    }

    def "#each: undone, the world is as it was"() {
        given:
        begin(each)
        def before = tried.look()
        def ended = bench.run(preview())

        when:
        def undone = bench.undo(ended)

        then:
        undone.exit() == Exit.DONE
        tried.look() == before

        where:
        each << Cases.all().findAll { it.undoes() && !readsOnly(it) }
    }

    def "#each: killed anywhere and resumed, it comes to the same end, and an undo goes back"() {
        given: 'what a run leaves that nobody kills, and by how many places it comes'
        begin(each, 'whole')
        def places = new Boundaries(0)
        bench.host = { KillingHost.of(new LocalHost(Secrets.undeclared()), places) }
        assert bench.run(preview()).exit() == Exit.DONE
        def expected = tried.look()
        tried.tearDown()
        trial = null

        expect:
        places.count() > 0 || !each.byCommands()
        atOnce((1..<places.count() + 1).step(Boundaries.STRIDE).collect { place ->
            { -> killedAt(each, place, expected) } as Callable<Boolean>
        }).every()

        where:
        each << Cases.all().findAll { !readsOnly(it) && !it.brief() }
    }

    def "#each: lines that cannot be right are refused before anything happens"() {
        given:
        begin(each)
        def before = tried.look()

        expect:
        tried.badLines().findAll { !refused(it) } == []
        tried.look() == before

        where:
        each << Cases.all().findAll { !it.brief() }
    }

    /** What comes of each, or what the first of them that failed threw. */
    private <T> List<T> atOnce(List<Callable<T>> tries) {
        try {
            return two.invokeAll(tries)*.get()
        } catch (ExecutionException failed) {
            throw failed.cause
        }
    }

    /** Kills a run of a fresh world at a place, and holds what comes of it; false where it did not come to that place. */
    private boolean killedAt(ConformanceCase each, int place, Object expected) {
        def trial = trial(each, "place $place")
        def (tried, bench) = [trial.tried, trial.bench]
        try {
            def before = tried.look()
            if (KilledRun.of(tried, bench, place) != KilledRun.KILLED) {
                return false
            }
            def ended = resumed(trial, place)
            assert tried.look() == expected: "killed at place $place and resumed"
            if (tried.undoes()) {
                assert bench.undo(ended).exit() == Exit.DONE
                assert tried.look() == before: "killed at place $place, resumed and undone"
            }
            return true
        } finally {
            tried.tearDown()
        }
    }

    /** Resumes; only a once-only step may be in doubt, and a person settles that here. */
    private static Ended resumed(Trial trial, int place) {
        def (tried, bench) = [trial.tried, trial.bench]
        bench.answers.addAll(tried.answers())
        Ended ended = bench.resume()
        if (ended.exit() == Exit.DOUBT) {
            def step = ended.state().steps().last()
            assert tried.once() && step.latest().get().prediction().again() == Again.ONCE: "in doubt after place $place"
            bench.engine().resolve(ended.state().run(), step.step().id(), tried.settled(), 'seen by the tester')
            ended = bench.resume()
        }
        assert ended.exit() == Exit.DONE: "resumed after place $place: ${Bench.message(ended)}"
        ended
    }

    private void begin(ConformanceCase each, String name = 'only') {
        trial = trial(each, name)
    }

    private Trial trial(ConformanceCase each, String name) {
        Path world = Files.createDirectories(folder.resolve(name).resolve('world'))
        if (each.lacking()) {
            throw new TestAbortedException("$each: ${each.lacking()}")
        }
        def tried = Cases.named(each.class.name, world)
        if (!tried.here()) {
            throw new TestAbortedException("$each: this machine lacks what it is made with")
        }
        def bench = new Bench(Files.createDirectories(folder.resolve(name).resolve('bench')), drivers)
        bench.answers.addAll(tried.answers())
        tried.prepare()
        new Trial(tried: tried, bench: bench)
    }

    private Preview preview() {
        bench.preview(script(tried.line()))
    }

    private String script(String line) {
        tried.before() + '\n' + line
    }

    private static Prediction prediction(Preview preview) {
        preview.predictions().last()
    }

    /** True where a line is refused when the script is read, or at the latest by the preview. */
    private boolean refused(String line) {
        try {
            return bench.preview(script(line)).refused()
        } catch (Diagnostics | Failure refused) {
            return true
        }
    }

    private boolean readsOnly(ConformanceCase each) {
        drivers.catalog().form(each.form()).get().worst() == Effect.READS
    }
}
