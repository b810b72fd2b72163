package dev.belay.drivers.conformance

import dev.belay.plan.PlanJson
import dev.belay.testing.Bench
import dev.belay.testing.ChildJvm
import groovy.transform.CompileStatic
import java.nio.file.Files
import java.nio.file.Path
import java.util.concurrent.TimeUnit

/** A run of a case in a JVM of its own, which is killed with SIGKILL, or kills itself at a place of its choice. */
@CompileStatic
class KilledRun {

    static final int KILLED = 137

    /** Begins it, to be killed by who began it. */
    static ChildJvm begin(ConformanceCase tried, Bench bench) {
        ChildJvm.start(KilledMain, *arguments(tried, bench, 0))
    }

    /** Runs it until it kills itself, or to its end; its exit code. */
    static int of(ConformanceCase tried, Bench bench, int place) {
        ended(bench, arguments(tried, bench, place))
    }

    /** Undoes the bench's run until it kills itself, or to the end of the undo; its exit code. */
    static int undo(Bench bench, int place) {
        ended(bench, [bench.folder as String, 'undo', place as String])
    }

    private static int ended(Bench bench, List<String> arguments) {
        Path log = bench.folder.resolve('run.log')
        def process = ChildJvm.builder(KilledMain, arguments)
                .redirectErrorStream(true).redirectOutput(log.toFile()).start()
        if (!process.waitFor(3, TimeUnit.MINUTES)) {
            process.destroyForcibly()
        }
        int exit = process.waitFor()
        assert exit in [0, KILLED]: Files.readString(log)
        exit
    }

    /** What {@link KilledMain} is to be called with; the plan of the case is put into the bench's folder. */
    private static List<String> arguments(ConformanceCase tried, Bench bench, int place) {
        def plan = bench.plan(tried.before() + '\n' + tried.line())
        Files.write(bench.folder.resolve('plan.json'), PlanJson.write(plan))
        [bench.folder as String, 'run', place as String] + tried.answers()
    }
}
