package dev.belay.engine;

import dev.belay.database.Connections;
import dev.belay.driver.Probe;
import dev.belay.expr.Value;
import dev.belay.host.Host;
import dev.belay.journal.Entry;
import dev.belay.journal.Journal;
import dev.belay.journal.RunFolder;
import dev.belay.journal.RunState;
import dev.belay.plan.Plan;
import dev.belay.plan.Prediction;
import dev.belay.plan.Step;
import dev.belay.value.Digest;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What one process holds while it works on a run: the plan, the machine, the journal, and what the steps so far left. Closing it
 * closes the journal and the connections.
 *
 * @param plan what is run
 * @param folder of the run
 * @param before the version that was installed when the run began
 * @param journal opened for writing; empty where the run is only looked at
 * @param host the machine
 * @param connections to databases
 * @param binder makes actions
 * @param past results and backups of the steps that are done; grows as steps end
 * @param listener hears how it goes
 * @param person who is asked
 * @param stop the operator's wish to stop
 */
record OpenRun(
        Plan plan,
        RunFolder folder,
        Optional<String> before,
        Optional<Journal> journal,
        Host host,
        Connections connections,
        Binder binder,
        World.Past past,
        Listener listener,
        Person person,
        Stop stop)
        implements AutoCloseable {

    /** The run's id. */
    String id() {
        return folder.id();
    }

    /** The world as it is. */
    Probe probe() {
        return new LiveProbe(host, connections, new Waiting(stop, listener::remark));
    }

    /** Foresees a step in the world as it is now. */
    Forecaster forecaster() {
        return new Forecaster(binder, new World(probe(), past), host, id(), this::keep);
    }

    /** The folder of a step's captured state, whether it is there or not. */
    String keep(Step step) {
        return Keep.of(folder.path().toString(), step);
    }

    /** The same, made. */
    String keepMade(Step step) {
        return folder.kept(Keep.name(step)).toString();
    }

    /** Where the traces of the command of this number of an attempt are; its folder is made. */
    Host.Trace trace(String token, int command) {
        folder.attempt(token);
        return seen(token, command);
    }

    /** The same, to look whether there are any; makes nothing. */
    Host.Trace seen(String token, int command) {
        return new Host.Trace(folder.steps().resolve(token).toString(), token + "-" + command);
    }

    /** A token that begins so and under which no command was begun yet: an interrupted clean-up may have used one up. */
    String unused(String token) {
        int number = 1;
        while (host.find(seen(token + number, 1)).isPresent()) {
            number++;
        }
        return token + number;
    }

    /** Adds a line to what a step said. */
    void said(String token, String line) {
        folder.say(token, line);
    }

    /** A result that may repeat a secret, without it. */
    Value masked(Value value) {
        return value instanceof Value.Text text ? Value.of(host.mask(text.text())) : value;
    }

    /** Forces a record to the disk. */
    void append(Entry entry) {
        journal.orElseThrow().append(entry);
    }

    /** Where the run is. */
    RunState state() {
        return journal.map(open -> open.state().before(before)).orElseGet(folder::read);
    }

    /** Where one step is. */
    RunState.StepState state(String step) {
        return journal.orElseThrow().step(step);
    }

    /** Takes in what steps left that ended, in this process or an earlier one. */
    void remember(String step, Prediction prediction, Optional<Value> value) {
        value.ifPresent(known -> past.results().put(step, known));
        prediction.backups().forEach(backup -> past.backups().add(Saves.Save.of(step, backup)));
    }

    @Override
    public void close() {
        connections.close();
        journal.ifPresent(Journal::close);
    }

    /** The names of the folders in which steps keep captured state. */
    static final class Keep {
        private Keep() {}

        /** A name that is short, safe for the file system, and the same for the same step while it is not begun anew. */
        static String name(Step step) {
            return Digest.of(step.key()).hex().substring(0, 12);
        }

        /** The folder below the folder of a run. */
        static String of(String run, Step step) {
            return run + "/kept/" + name(step);
        }
    }

    /** What steps left so far, from the journal. */
    static World.Past past(RunState state) {
        Map<String, Value> results = new HashMap<>(state.results());
        Saves backups = new Saves();
        state.steps().stream()
                .filter(step -> step.status().over())
                .flatMap(step -> step.first().stream())
                .forEach(intent -> intent.prediction()
                        .backups()
                        .forEach(backup -> backups.add(Saves.Save.of(intent.step(), backup))));
        return new World.Past(results, backups);
    }
}
