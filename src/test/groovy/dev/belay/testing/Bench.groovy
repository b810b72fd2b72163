package dev.belay.testing

import dev.belay.driver.DriverJars
import dev.belay.driver.Drivers
import dev.belay.engine.Choices
import dev.belay.engine.Ended
import dev.belay.engine.Engine
import dev.belay.engine.Listener
import dev.belay.engine.Person
import dev.belay.expr.Expr
import dev.belay.expr.Value
import dev.belay.host.Host
import dev.belay.host.LocalHost
import dev.belay.host.Secrets
import dev.belay.journal.StateFolder
import dev.belay.plan.OnFailure
import dev.belay.plan.Plan
import dev.belay.plan.Prediction
import dev.belay.plan.Preview
import dev.belay.plan.Resource
import dev.belay.plan.Site
import dev.belay.plan.Step
import dev.belay.script.Scripts
import dev.belay.value.Position
import dev.belay.value.SecretText
import dev.belay.value.Version
import java.nio.file.Files
import java.nio.file.Path
import java.time.Duration

/**
 * An engine with the real drivers on this machine, and plans made of maps: {@code [form: 'checkout tag', subject: '/srv/app',
 * tag: '4.4.0']}. Values are written as Groovy writes them; {@code resource('database', 'main')} is a declared thing.
 */
class Bench {

    final Path folder
    final Drivers drivers
    final List<Resource> resources = []
    final Queue<String> answers = new ArrayDeque<>()
    Closure<Host> host = { new LocalHost(Secrets.undeclared()) }

    /** Works in a folder; its state lies in {@code state} there. */
    Bench(Path folder, Drivers drivers = new Drivers(DriverJars.own())) {
        this.folder = folder
        this.drivers = drivers
    }

    /** Declares a resource. */
    void declare(String kind, String name, String technology, Map<String, Object> arguments) {
        resources << new Resource(kind, name, technology, arguments.collectEntries { [it.key, value(it.value)] })
    }

    Plan plan(List<Map<String, Object>> steps) {
        List<Step> made = []
        steps.eachWithIndex { step, index ->
            def arguments = (step - [form: step.form]).collectEntries { [it.key, new Expr.Constant(value(it.value))] }
            made << new Step("${index + 1}/$step.form", '', '', step.form as String, arguments, Optional.empty(),
                    "$step.form ${step.subject ?: ''}", new Position('script.groovy', index + 1, 1))
        }
        Map<String, String> versions = made*.form().toSet()
                .collectMany { drivers.driverOf(it).stream().toList() }
                .collectEntries { [it.name(), it.version()] }
        new Plan('app', Optional.empty(), Version.parse('2.0'), 'script.groovy', [], Site.local(), [:], versions,
                resources, [], OnFailure.STOP, Optional.empty(), made)
    }

    /** The plan of a script, which need not begin with {@code upgrade}. */
    Plan plan(String text) {
        Files.writeString(folder.resolve('script.groovy'), "upgrade 'app', to: '2.0'\n$text\n")
        Plan plan = planned()
        plan.steps().empty ? onlyStep(plan, plan.installed().get()) : plan
    }

    /** The plan of the script that lies in the folder. */
    Plan planned() {
        Scripts.load(folder.resolve('script.groovy'), Optional.empty(), [:], drivers.catalog(), { form ->
            drivers.driverOf(form).map { Map.entry(it.name(), it.version()) }
        })
    }

    /** The person who is asked. */
    Person person() {
        new Answers(answers)
    }

    /** The plan in which what tells the installed version is a step like others. */
    private static Plan onlyStep(Plan plan, Step installed) {
        new Plan(plan.application(), plan.from(), plan.to(), plan.script(), plan.sources(), plan.site(), plan.parameters(),
                plan.drivers(), plan.resources(), plan.secrets(), plan.onFailure(), Optional.empty(), [installed])
    }

    Preview preview(String script) {
        engine().preview(plan(script), Optional.empty())
    }

    Ended run(Preview preview) {
        engine().run(preview, Choices.standard(), Listener.none())
    }

    Engine engine() {
        new Engine(drivers, { host(it) }, StateFolder.at(folder.resolve('state')), person(), '1')
    }

    Preview preview(Map<String, Object>... steps) {
        engine().preview(plan(steps as List), Optional.empty())
    }

    /** What is foreseen of a single step. */
    Prediction predict(Map<String, Object> step) {
        preview(step).predictions()[0]
    }

    Ended run(Map<String, Object>... steps) {
        engine().run(preview(steps), Choices.standard(), Listener.none())
    }

    Ended resume() {
        engine().resume(StateFolder.at(folder.resolve('state')).newest().get().id(), Choices.standard(), Listener.none())
    }

    Ended undo(Ended ended) {
        String id = ended.state().run()
        engine().undo(id, engine().previewUndo(id), Listener.none())
    }

    /** Closes a run as it stands, so that another may begin. */
    Ended close(Ended ended) {
        engine().abandon(ended.state().run(), 'the next one', Listener.none())
    }

    /** The message of the failed step. */
    static String message(Ended ended) {
        ended.state().steps().collectMany { it.ended().stream().toList() }.findAll { it.message() }*.message().join('; ')
    }

    /** A value of the language, as Groovy writes it. */
    static Value value(Object written) {
        switch (written) {
            case Value: return written as Value
            case Boolean: return Value.of(written as boolean)
            case Number: return new Value.Decimal(written as BigDecimal)
            case Duration: return new Value.Span(written as Duration)
            case SecretText: return Value.of(written as SecretText)
            case Map: return new Value.Entries((written as Map).collectEntries { [it.key as String, value(it.value)] })
            case Collection: return new Value.Items((written as Collection).collect { value(it) })
            default: return Value.of(written as String)
        }
    }

    /** The value that names a declared thing. */
    static Value resource(String kind, String name) {
        new Value.Resource(kind, name)
    }
}
