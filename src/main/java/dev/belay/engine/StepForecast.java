package dev.belay.engine;

import dev.belay.driver.Back;
import dev.belay.driver.Exclusions;
import dev.belay.driver.Fact;
import dev.belay.driver.Forecast;
import dev.belay.driver.Target;
import dev.belay.expr.Value;
import dev.belay.host.Command;
import dev.belay.host.HostReader;
import dev.belay.host.Output;
import dev.belay.plan.Again;
import dev.belay.plan.Change;
import dev.belay.plan.Prediction;
import dev.belay.plan.Prediction.Fidelity;
import dev.belay.plan.Prediction.Note;
import dev.belay.plan.Reading;
import dev.belay.plan.WayBack;
import dev.belay.value.Size;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What one step adds to the world, collected while its action predicts. */
final class StepForecast implements Forecast {

    /** A fact and the value that it must have after the step. */
    record Promise(Fact<?> fact, Object value) {}

    private final World world;
    private final String step;
    private final String label;
    private final HostReader host;
    private final String run;
    private final String keep;
    private final boolean asksApplication;

    private final Map<String, Change> changes = new LinkedHashMap<>();
    private final Map<Fact<?>, Promise> promises = new LinkedHashMap<>();
    private final Map<String, Reading> readings = new LinkedHashMap<>();
    private final List<String> destroys = new ArrayList<>();
    private final List<String> unmet = new ArrayList<>();
    private final List<Note> notes = new ArrayList<>();
    private final List<Prediction.Backup> backups = new ArrayList<>();
    private final Set<Target> needs = new LinkedHashSet<>();
    private final List<Prediction.Switch> switches = new ArrayList<>();
    private final Map<Target, World.Rest> rests = new LinkedHashMap<>();
    private Optional<Back> back = Optional.empty();
    private Again again = Again.ONCE;
    private Size bytes = Size.ZERO;
    private Optional<Duration> time = Optional.empty();
    private Optional<Value> result = Optional.empty();
    private final Set<Fact<?>> disturbedFacts = new LinkedHashSet<>();
    private final Set<Target> disturbed = new LinkedHashSet<>();
    private boolean checks;
    private boolean opaque;

    /**
     * A forecast without anything foreseen yet.
     *
     * @param label of the step, for people
     * @param keep the step's folder for captured state
     * @param asksApplication whether the application's own dry runs are run
     */
    StepForecast(
            World world, String step, String label, HostReader host, String run, String keep, boolean asksApplication) {
        this.world = world;
        this.step = step;
        this.label = label;
        this.host = host;
        this.run = run;
        this.keep = keep;
        this.asksApplication = asksApplication;
    }

    @Override
    public <T> T now(Fact<T> fact) {
        return now(fact, "");
    }

    private <T> T now(Fact<T> fact, String besides) {
        fact.needs().forEach(this::needs);
        boolean read = world.isRead(fact);
        T value = world.now(fact, besides);
        if (read) {
            String id = fact.toString();
            readings.putIfAbsent(id, new Reading(id, fact.subject(), fact.show(value), fact.estimate()));
        }
        return value;
    }

    @Override
    public boolean foreseen(Fact<?> fact) {
        return world.disturbedBy(fact).isEmpty();
    }

    @Override
    public <T> void told(Fact<T> fact, T value) {
        world.told(fact, value);
    }

    @Override
    public <T> void becomes(Fact<T> fact, T after) {
        boolean known = world.disturbedBy(fact, step).isEmpty();
        Optional<T> before = known ? Optional.of(now(fact, step)) : Optional.empty();
        promises.put(fact, new Promise(fact, after));
        if (!known || !before.get().equals(after)) {
            Optional<String> shownBefore = known ? shown(fact, before.get()) : Change.UNKNOWN;
            Change change = new Change(
                    fact.subject(),
                    fact.toString(),
                    shownBefore,
                    shown(fact, after),
                    fact.estimate(),
                    service(fact, after));
            changes.put(change.fact(), change);
        }
    }

    @Override
    public <T> void follows(Fact<T> fact, T after) {
        promises.put(fact, new Promise(fact, after));
    }

    @Override
    public void disturbs(Fact<?> fact) {
        disturbedFacts.add(fact);
    }

    @Override
    public void disturbs(Target target) {
        disturbed.add(target);
    }

    @Override
    public void destroys(String what) {
        destroys.add(what);
    }

    @Override
    public void back(Back way) {
        back = Optional.of(way);
    }

    @Override
    public void backsUp(Target target, Exclusions without, WayBack.Deed restore) {
        Prediction.Backup backup = new Prediction.Backup(target.text(), without.patterns(), restore);
        world.backedUp(Saves.Save.of(step, backup));
        backups.add(backup);
    }

    @Override
    public void needs(Target what) {
        if (needs.add(what)) {
            world.resting(what).ifPresent(rest -> {
                String sentence = "needs " + what.words() + ", which '" + rest.step() + "' stops before";
                if (rest.certain()) {
                    unmet(sentence + "; " + rest.advice());
                } else {
                    notes.add(new Note(
                            Note.Kind.WARNING,
                            sentence + ", and Belay cannot know whether it is started again; if not: "
                                    + rest.advice()));
                }
            });
        }
    }

    @Override
    public void stops(Target what, WayBack.Deed start, WayBack.Deed stop, String advice) {
        switches.add(new Prediction.Switch(what.text(), false, start, stop));
        rests.put(what, new World.Rest(label, advice, true));
    }

    @Override
    public void starts(Target what, WayBack.Deed start, WayBack.Deed stop) {
        switches.add(new Prediction.Switch(what.text(), true, start, stop));
    }

    @Override
    public void again(Again way) {
        again = way;
    }

    @Override
    public void costs(Size size, Duration duration) {
        bytes = size;
        time = Optional.of(duration);
    }

    @Override
    public void unmet(String what) {
        unmet.add(what);
    }

    @Override
    public void result(Value value) {
        result = Optional.of(value);
        world.result(step, value);
    }

    @Override
    public void checks() {
        checks = true;
    }

    @Override
    public void opaque(String text) {
        opaque = true;
        notes.add(new Note(Note.Kind.OPAQUE, text));
    }

    @Override
    public Optional<Output> application(Command command) {
        if (!asksApplication) {
            remark("the application was not asked (--ask-application): " + command);
            return Optional.empty();
        }
        Output output = host.ask(command);
        String said = (output.out() + output.err()).strip();
        String end = output.ok() ? "" : " (exit " + output.exit() + ")";
        notes.add(new Note(Note.Kind.APPLICATION, said + end));
        return Optional.of(output);
    }

    @Override
    public void remark(String text) {
        notes.add(new Note(Note.Kind.REMARK, text));
    }

    @Override
    public HostReader host() {
        return host;
    }

    @Override
    public String run() {
        return run;
    }

    @Override
    public String keep() {
        return keep;
    }

    /** Something that could not be looked at. */
    void unseen(String text) {
        notes.add(new Note(Note.Kind.UNSEEN, text));
    }

    /** The facts that must have come true after the step; estimates are among them. */
    List<Promise> promises() {
        return List.copyOf(promises.values());
    }

    /** The prediction of an action that came to its end; later steps see what it told. */
    Prediction complete() {
        leave();
        return prediction(fidelity(), List.of(), new WayBack.None("its driver tells no way back"));
    }

    /** The prediction of an action that ended early, and may touch and save these targets in ways that it did not come to tell. */
    Prediction partial(Fidelity fidelity, List<String> after, List<Target> touched, List<Target> saved) {
        disturbed.addAll(touched);
        leave();
        saved.stream()
                .filter(target ->
                        backups.stream().noneMatch(backup -> backup.target().equals(target.text())))
                .forEach(target -> world.backedUp(new Saves.Save(target, Exclusions.none(), step, Optional.empty())));
        return prediction(opaque ? Fidelity.OPAQUE : fidelity, after, new WayBack.Later(after));
    }

    /** Until here the step saw the world in which it began. What it disturbs comes before what it knows to be after. */
    private void leave() {
        disturbedFacts.forEach(fact -> world.disturb(fact, step));
        disturbed.forEach(target -> world.disturb(target, step));
        promises.values().stream()
                .filter(promise -> changes.containsKey(promise.fact().toString()))
                .forEach(promise -> world.change(promise.fact().target(), step));
        promises.values().forEach(promise -> world.becomes(promise.fact(), promise.value()));
        if (opaque) {
            world.opaque();
        }
        switches.stream().filter(Prediction.Switch::on).forEach(each -> world.runs(Target.of(each.target())));
        rests.forEach(world::rests);
    }

    private Fidelity fidelity() {
        if (opaque) {
            return Fidelity.OPAQUE;
        }
        if (checks) {
            return Fidelity.CHECK;
        }
        return changes.isEmpty() && destroys.isEmpty() && disturbedFacts.isEmpty() && disturbed.isEmpty()
                ? Fidelity.UNCHANGED
                : Fidelity.PREDICTED;
    }

    private Prediction prediction(Fidelity fidelity, List<String> after, WayBack untold) {
        return new Prediction(
                step,
                fidelity,
                after,
                List.copyOf(changes.values()),
                List.copyOf(readings.values()),
                destroys,
                unmet,
                notes,
                way(fidelity, untold),
                backups,
                needs.stream().map(Target::text).toList(),
                switches,
                again,
                bytes,
                time,
                result);
    }

    /** What leads back; {@code untold} where the action did not come to tell, or did not care to. */
    private WayBack way(Fidelity fidelity, WayBack untold) {
        boolean changes = fidelity != Fidelity.UNCHANGED && fidelity != Fidelity.CHECK && !checks;
        return changes ? back.map(this::way).orElse(untold) : new WayBack.Nothing();
    }

    private WayBack way(Back told) {
        if (told instanceof Back.Steps steps) {
            return new WayBack.Steps(steps.deeds());
        }
        if (told instanceof Back.Redo) {
            return new WayBack.Redo();
        }
        if (told instanceof Back.Nothing) {
            return new WayBack.Nothing();
        }
        if (told instanceof Back.Restore restore) {
            return restores(restore);
        }
        return new WayBack.None(((Back.None) told).why());
    }

    private WayBack restores(Back.Restore restore) {
        List<WayBack.Deed> before = restore.restoring().before();
        Set<WayBack.Deed> deeds = new LinkedHashSet<>(before);
        Set<String> later = new LinkedHashSet<>();
        List<String> missing = new ArrayList<>();
        for (Target target : restore.targets()) {
            Optional<Saves.Save> saved = world.saved(target);
            if (saved.isEmpty()) {
                missing.add(target.words()
                        + world.leftOut(target)
                                .map(around -> ", which the backup of " + around.words() + " leaves out (exclude:)")
                                .orElse(""));
            } else {
                saved.get()
                        .restore()
                        .ifPresentOrElse(deeds::add, () -> later.add(saved.get().step()));
            }
        }
        if (!missing.isEmpty()) {
            return new WayBack.None("no earlier step backs up " + String.join(", ", missing), before);
        } else if (!later.isEmpty()) {
            return new WayBack.Later(List.copyOf(later));
        } else if (restore.restoring().again()) {
            return new WayBack.Redo(List.copyOf(deeds));
        }
        return deeds.isEmpty() ? new WayBack.Nothing() : new WayBack.Steps(List.copyOf(deeds));
    }

    private static <T> Optional<String> shown(Fact<T> fact, T value) {
        String text = fact.show(value);
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    private static Change.Service service(Fact<?> fact, Object after) {
        if (!fact.serving()) {
            return Change.Service.UNTOUCHED;
        }
        return Boolean.TRUE.equals(after) ? Change.Service.STARTS : Change.Service.STOPS;
    }
}
