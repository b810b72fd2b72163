package dev.belay.drivers

import dev.belay.drivers.conformance.Cases
import dev.belay.drivers.conformance.ConformanceCase
import dev.belay.drivers.conformance.ConformanceSpecification
import dev.belay.drivers.conformance.KilledRun
import dev.belay.engine.Ended
import dev.belay.engine.crash.Boundaries
import dev.belay.engine.crash.KillingHost
import dev.belay.host.LocalHost
import dev.belay.host.Secrets
import dev.belay.plan.Again
import dev.belay.testing.Bench
import dev.belay.value.Exit
import java.util.concurrent.Callable
import java.util.concurrent.ExecutionException
import java.util.concurrent.ExecutorService
import java.util.concurrent.Executors
import spock.lang.AutoCleanup
import spock.lang.Shared

/** What every form of every driver owes where Belay dies in its middle; apart from the rest, since it takes as long as that. */
class KilledConformanceSpec extends ConformanceSpecification {

    /** Kills are tried two at a time: most of that time goes into starting processes. */
    @Shared
    @AutoCleanup('shutdownNow')
    ExecutorService two = Executors.newFixedThreadPool(2)

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
}
