package dev.belay.drivers.conformance

import dev.belay.engine.Choices
import dev.belay.engine.Listener
import dev.belay.engine.crash.Boundaries
import dev.belay.engine.crash.KillingHost
import dev.belay.host.LocalHost
import dev.belay.host.Secrets
import dev.belay.plan.PlanJson
import dev.belay.testing.Bench
import dev.belay.testing.ChildJvm
import groovy.transform.CompileStatic
import java.nio.file.Files
import java.nio.file.Path
import java.util.concurrent.TimeUnit

/** A run in a JVM of its own, which kills itself with SIGKILL at a place of its choice. */
@CompileStatic
class KilledRun {

    static final int KILLED = 137

    /** @param args the folder of the bench, where the plan lies, the number of the place, 0 for never, and the person's answers */
    static void main(String[] args) {
        def places = new Boundaries(args[1] as int)
        def bench = new Bench(Path.of(args[0]))
        bench.answers.addAll(args.drop(2))
        bench.host = { plan -> new KillingHost(new LocalHost(Secrets.undeclared()), places) }
        def plan = PlanJson.read('plan', Files.readAllBytes(bench.folder.resolve('plan.json')))
        def ended = bench.engine().run(bench.engine().preview(plan, Optional.empty()), Choices.standard(), Listener.none())
        System.exit(ended.exit().code())
    }

    /** What {@link #main} is to be called with; the plan of the case is put into the bench's folder. */
    static List<String> arguments(ConformanceCase tried, Bench bench, int place = 0) {
        def plan = bench.plan(tried.before() + '\n' + tried.line())
        Files.write(bench.folder.resolve('plan.json'), PlanJson.write(plan))
        [bench.folder as String, place as String] + tried.answers()
    }

    /** Runs a case in another JVM; its exit code. */
    static int of(ConformanceCase tried, Bench bench, int place) {
        Path log = bench.folder.resolve('run.log')
        def process = ChildJvm.builder(KilledRun, arguments(tried, bench, place))
                .redirectErrorStream(true).redirectOutput(log.toFile()).start()
        if (!process.waitFor(3, TimeUnit.MINUTES)) {
            process.destroyForcibly()
        }
        int exit = process.waitFor()
        assert exit in [0, KILLED]: Files.readString(log)
        exit
    }
}
