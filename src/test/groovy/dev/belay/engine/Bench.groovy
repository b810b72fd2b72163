package dev.belay.engine

import dev.belay.database.Connections
import dev.belay.database.Database
import dev.belay.database.Patience
import dev.belay.database.Rows
import dev.belay.driver.Action
import dev.belay.driver.Driver
import dev.belay.driver.Drivers
import dev.belay.driver.Fact
import dev.belay.driver.Limit
import dev.belay.driver.Probe
import dev.belay.driver.Resolving
import dev.belay.driver.Result
import dev.belay.driver.Standing
import dev.belay.driver.Work
import dev.belay.expr.Expr
import dev.belay.expr.Value
import dev.belay.host.Command
import dev.belay.host.Completed
import dev.belay.host.Context
import dev.belay.host.FileWriter
import dev.belay.host.Host
import dev.belay.host.LocalHost
import dev.belay.host.Secrets
import dev.belay.plan.OnFailure
import dev.belay.plan.Plan
import dev.belay.plan.Prediction
import dev.belay.plan.Resource
import dev.belay.plan.Site
import dev.belay.plan.Step
import dev.belay.plan.WayBack
import dev.belay.value.Failure
import dev.belay.value.Headway
import dev.belay.value.Position
import dev.belay.value.SecretText
import dev.belay.value.Size
import dev.belay.value.Version

import java.nio.file.Files
import java.nio.file.Path
import java.sql.Connection
import java.time.Duration
import java.util.function.BooleanSupplier

/**
 * Tries single steps on this machine, without engine and journal: foresees them, applies them, and holds the promises of the
 * prediction against the world.
 */
class Bench {

    static final String RUN = 'app-7f3a'

    final Path state
    final Drivers drivers
    final LocalHost host
    final List<Resource> resources
    final Connections connections

    /** @param secrets values by name */
    Bench(Path state, List<Driver> drivers, Map<String, String> secrets = [:], List<Resource> resources = []) {
        this.state = state
        this.drivers = new Drivers(drivers)
        this.host = new LocalHost(new Secrets([:], secrets, { throw new IllegalStateException(it) }), System.getenv(), Duration.ofSeconds(1))
        this.resources = resources
        this.connections = new Connections(host)
    }

    /** A step of a form; arguments as Groovy values. */
    static Step step(String id, String form, Map<String, Object> arguments) {
        new Step(id, '', '', form, arguments.collectEntries { name, raw -> [name, new Expr.Constant(value(raw))] } as Map,
                Optional.empty(), id, new Position('test.groovy', 1, 1))
    }

    static Value value(Object raw) {
        switch (raw) {
            case Value: return raw as Value
            case SecretText: return Value.of(raw as SecretText)
            case Map: return new Value.Entries((raw as Map).collectEntries { name, inner -> [name.toString(), value(inner)] } as Map)
            case List: return new Value.Items((raw as List).collect { value(it) })
            case Boolean: return Value.of(raw as boolean)
            case Number: return Value.of((raw as Number).longValue())
            case Duration: return new Value.Span(raw as Duration)
            case Size: return new Value.Bytes(raw as Size)
            default: return Value.of(raw.toString())
        }
    }

    /** What is foreseen of steps, each after the ones before. */
    List<Prediction> foresee(Step... steps) {
        def forecaster = forecaster()
        steps.collect { forecaster.next(it).prediction() }
    }

    /** Foresees and applies a step; what was foreseen must have come true. */
    Result run(Step step) {
        def foreseen = forecaster().next(step)
        if (foreseen.prediction().unmet()) {
            throw Failure.unmet(foreseen.prediction().unmet().join(', '))
        }
        def result = apply(step)
        foreseen.promises().each { promise ->
            def now = host.with { (promise.fact() as Fact).read(new LiveProbe(host, connections)) }
            assert promise.fact().estimate() || now == promise.value(): "promised $promise"
        }
        result
    }

    /** Applies a step, without looking ahead. */
    Result apply(Step step) {
        action(step).apply(work(step))
    }

    /** How far its action finds that an attempt came of which this was foreseen. */
    Standing standing(Step step, Prediction intended) {
        action(step).resolve(new Lost(new LiveProbe(host, connections), intended, foresee(step)[0]))
    }

    Action action(Step step) {
        new Binder(drivers, plan()).bind(step, dev.belay.expr.Environment.empty())
    }

    /** Takes the way back of a prediction, each deed as a step that keeps its promises; those steps. */
    List<Step> takeBack(Prediction prediction) {
        assert prediction.way() instanceof WayBack.Steps
        def steps = (prediction.way() as WayBack.Steps).deeds().withIndex().collect { deed, i ->
            step("undo-${prediction.step()}-$i", deed.form(), deed.arguments())
        }
        steps.each { run(it) }
        steps
    }

    Work work(Step step) {
        new Hands(step)
    }

    String keep(Step step) {
        "$state/keep/${step.id()}"
    }

    /** Closes the connections of its facts. */
    void close() {
        connections.close()
    }

    private Forecaster forecaster() {
        new Forecaster(new Binder(drivers, plan()), new World(new LiveProbe(host, connections), World.Past.none()), host, RUN,
                { Step step -> keep(step) })
    }

    private Plan plan() {
        new Plan('app', Optional.empty(), Version.parse('1.0'), 'test.groovy', [], Site.local(), [:], [:], resources, [],
                OnFailure.STOP, Optional.empty(), [])
    }

    /** An attempt whose commands nobody remembers. */
    private static class Lost implements Resolving {
        @Delegate
        private final Probe world
        private final Prediction intended
        private final Prediction now

        Lost(Probe world, Prediction intended, Prediction now) {
            this.world = world
            this.intended = intended
            this.now = now
        }

        @Override
        Prediction intended() {
            intended
        }

        @Override
        Prediction now() {
            now
        }

        @Override
        List<List<Host.Found>> attempts() {
            []
        }

        @Override
        Completed completed(int command) {
            throw new IllegalStateException('no command ran')
        }

        @Override
        String token() {
            'lost-1'
        }

        @Override
        Standing compare() {
            Resolver.compare(intended, now)
        }
    }

    /** The hands of a step on this machine. */
    private class Hands implements Work {
        private final Step step
        private int commands

        Hands(Step step) {
            this.step = step
        }

        @Override
        Host host() {
            host
        }

        @Override
        Rows query(Database database, String sql, String... parameters) {
            connections.query(database, sql, parameters)
        }

        @Override
        Connection reading(Database database) {
            connections.reading(Patience.none(), database)
        }

        @Override
        String run() {
            step.run(RUN)
        }

        @Override
        String token() {
            "${step.id()}-1"
        }

        @Override
        Completed run(Command command) {
            host.run(command, new Host.Trace("$state/traces", "${step.id()}-${UUID.randomUUID()}"), Host.Watcher.none())
        }

        @Override
        Completed must(Command command) {
            def completed = run(command)
            if (!completed.ok()) {
                throw Failure.failed("$command: exit ${completed.exit()}: ${completed.output()}")
            }
            completed
        }

        @Override
        FileWriter files(Context context) {
            host.files(context)
        }

        @Override
        Connection connect(Database database) {
            connections.open(Patience.none(), database)
        }

        @Override
        Connection connectNow(Database database) {
            connect(database)
        }

        @Override
        Connection connectToLoad(Database database) {
            connections.openToLoad(Patience.none(), database)
        }

        @Override
        String keep() {
            Files.createDirectories(Path.of(Bench.this.keep(step))).toString()
        }

        @Override
        String reveal(SecretText text) {
            host.reveal(text)
        }

        @Override
        void say(String line) {}

        @Override
        void progress(Headway headway) {}

        @Override
        Optional<String> ask(String question) {
            Optional.empty()
        }

        @Override
        Limit limit(Optional<Duration> timeout, Runnable end) {
            new StepLimit(new Stop(), timeout, end)
        }

        @Override
        boolean stopping() {
            false
        }

        @Override
        boolean await(Duration within, BooleanSupplier condition) {
            long end = System.nanoTime() + within.toNanos()
            while (!condition.asBoolean) {
                if (System.nanoTime() >= end) {
                    return false
                }
                Thread.onSpinWait()
            }
            true
        }
    }
}
