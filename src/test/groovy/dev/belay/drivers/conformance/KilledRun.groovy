package dev.belay.drivers.conformance

import dev.belay.engine.Choices
import dev.belay.engine.Listener
import dev.belay.engine.crash.Boundaries
import dev.belay.engine.crash.KillingHost
import dev.belay.host.LocalHost
import dev.belay.host.Secrets
import dev.belay.testing.Bench
import java.nio.file.Files
import java.nio.file.Path
import java.util.concurrent.TimeUnit

/** A run in a JVM of its own, which kills itself with SIGKILL at a place of its choice. */
class KilledRun {

    static final int KILLED = 137

    /** @param args the case's class, its world, the bench's folder, and the number of the place; 0 for never */
    static void main(String[] args) {
        def tried = Cases.named(args[0], Path.of(args[1]))
        def places = new Boundaries(args[3] as int)
        def bench = new Bench(Path.of(args[2]))
        bench.answers.addAll(tried.answers())
        bench.host = { new KillingHost(new LocalHost(Secrets.undeclared()), places) }
        def ended = bench.engine().run(bench.preview(tried.before() + '\n' + tried.line()), Choices.standard(), Listener.none())
        System.exit(ended.exit().code())
    }

    /** Runs a case in another JVM; its exit code. */
    static int of(ConformanceCase tried, Path folder, int place) {
        def java = Path.of(System.getProperty('java.home'), 'bin', 'java').toString()
        Path log = folder.resolve('run.log')
        def process = new ProcessBuilder(java, '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1',
                '-cp', System.getProperty('java.class.path'), KilledRun.name, tried.class.name, tried.world.toString(),
                folder.toString(), place.toString())
                .redirectErrorStream(true).redirectOutput(log.toFile()).start()
        if (!process.waitFor(3, TimeUnit.MINUTES)) {
            process.destroyForcibly()
        }
        int exit = process.waitFor()
        assert exit in [0, KILLED]: Files.readString(log)
        exit
    }
}
