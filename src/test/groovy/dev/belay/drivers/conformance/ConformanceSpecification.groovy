package dev.belay.drivers.conformance

import dev.belay.catalog.Effect
import dev.belay.driver.DriverJars
import dev.belay.driver.Drivers
import dev.belay.plan.Prediction
import dev.belay.plan.Preview
import dev.belay.testing.Bench
import java.nio.file.Files
import java.nio.file.Path
import org.opentest4j.TestAbortedException
import spock.lang.Shared
import spock.lang.Specification
import spock.lang.TempDir

/** Holds each case against something that every form of every driver owes, in a world of its own. */
abstract class ConformanceSpecification extends Specification {

    @Shared
    Drivers drivers = new Drivers(DriverJars.own())

    @TempDir
    Path folder

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

    void begin(ConformanceCase each, String name = 'only') {
        trial = trial(each, name)
    }

    Trial trial(ConformanceCase each, String name) {
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

    Preview preview() {
        bench.preview(script(tried.line()))
    }

    String script(String line) {
        tried.before() + '\n' + line
    }

    static Prediction prediction(Preview preview) {
        preview.predictions().last()
    }

    boolean readsOnly(ConformanceCase each) {
        drivers.catalog().form(each.form()).get().worst() == Effect.READS
    }
}
