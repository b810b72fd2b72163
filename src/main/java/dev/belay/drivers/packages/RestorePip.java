package dev.belay.drivers.packages;

import dev.belay.catalog.Effect;
import dev.belay.catalog.Form;
import dev.belay.catalog.Options;
import dev.belay.catalog.Subject;
import dev.belay.driver.Action;
import dev.belay.driver.Arguments;
import dev.belay.driver.Back;
import dev.belay.driver.Forecast;
import dev.belay.driver.Operation;
import dev.belay.driver.Result;
import dev.belay.driver.Target;
import dev.belay.driver.Work;
import dev.belay.expr.Type;
import dev.belay.expr.Value;
import dev.belay.host.Command;
import dev.belay.host.Context;
import dev.belay.plan.Again;
import dev.belay.value.Failure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * {@code restore pip: ['django==3.2.1', 'app']}: brings a Python back to exactly these packages. One without a version is left as it
 * is: it came from a folder or an address.
 */
record RestorePip(
        Python python,
        SortedMap<String, Optional<String>> packages,
        Context context,
        Optional<Duration> timeout,
        Map<String, Value> circumstances)
        implements Action {

    static final Operation OPERATION = new Operation(
            Form.of(
                            "restore",
                            Subject.none(),
                            "pip",
                            new Type.ListOf(Type.TEXT),
                            "all packages that shall be there: 'name==1.0', or 'name' to leave it as it is")
                    .option(Python.VENV, Options.TIMEOUT)
                    .options(Options.CONTEXT)
                    .worst(Effect.REVERSIBLE)
                    .doc(
                            "Brings a Python back to exactly these packages: others are removed. The way back of 'install pip:';"
                                    + " scripts seldom need it.")
                    .example("restore pip: ['pip==24.0', 'django==4.2.1'], venv: '/srv/app/env'")
                    .form(),
            RestorePip::of);

    private static final List<String> CIRCUMSTANCES = List.of("venv", "as", "dir", "path", "env", "timeout");

    private static Action of(Arguments arguments) {
        SortedMap<String, Optional<String>> packages = new TreeMap<>();
        for (String text : arguments.texts("pip")) {
            Requirement asked = Requirement.parse(text)
                    .filter(it -> it.clauses().isEmpty() || it.version().isPresent())
                    .orElseThrow(() -> Failure.wrong("'" + text + "' is neither a name nor a name==version"));
            packages.put(asked.name(), asked.version());
        }
        if (packages.isEmpty()) {
            throw Failure.wrong("restore pip: names no package, and would remove all");
        }
        return new RestorePip(
                Python.of(arguments),
                packages,
                arguments.context(),
                arguments.optionalDuration("timeout"),
                circumstances(arguments));
    }

    /** The arguments that a way back of pip takes over. */
    static Map<String, Value> circumstances(Arguments arguments) {
        Map<String, Value> all = new LinkedHashMap<>();
        CIRCUMSTANCES.forEach(name -> arguments.find(name).ifPresent(value -> all.put(name, value)));
        return all;
    }

    /** The way back to these packages. */
    static Back back(Map<String, Distribution> present, Map<String, Value> circumstances, Python python) {
        List<String> frozen = Distributions.frozen(present);
        if (frozen.isEmpty()) {
            return new Back.None("no packages of " + python + " can be told");
        }
        Map<String, Value> arguments = new LinkedHashMap<>(circumstances);
        arguments.put("pip", new Value.Items(frozen.stream().map(Value::of).toList()));
        return Back.step("restore pip", arguments, "restore pip " + frozen.size() + " packages");
    }

    @Override
    public void predict(Forecast forecast) {
        forecast.again(Again.CLEAN_FIRST);
        SortedMap<String, Distribution> present = forecast.now(new Distributions(python));
        forecast.back(back(present, circumstances, python));
        if (present.isEmpty()) {
            forecast.unmet(python + " is not there, or has no packages");
            return;
        }
        List<String> versions = versions(present);
        List<String> others = others(present);
        if (versions.isEmpty() && others.isEmpty()) {
            return;
        }
        if (!versions.isEmpty()) {
            forecast.remark("installs " + String.join(", ", versions));
        }
        if (!others.isEmpty()) {
            forecast.remark("removes " + String.join(", ", others));
        }
        forecast.disturbs(python.target());
        forecast.becomes(new Distributions(python), after(present));
    }

    private SortedMap<String, Distribution> after(SortedMap<String, Distribution> present) {
        SortedMap<String, Distribution> after = new TreeMap<>(present);
        after.keySet().retainAll(packages.keySet());
        packages.forEach((name, version) -> version.filter(it -> !same(present, name, it))
                .ifPresent(it -> after.put(name, new Distribution(it, Optional.empty(), false))));
        return after;
    }

    private List<String> versions(Map<String, Distribution> present) {
        List<String> all = new ArrayList<>();
        packages.forEach((name, version) ->
                version.filter(it -> !same(present, name, it)).ifPresent(it -> all.add(name + "==" + it)));
        return all;
    }

    private static boolean same(Map<String, Distribution> present, String name, String version) {
        return Optional.ofNullable(present.get(name))
                .filter(it ->
                        Objects.equals(it.version(), version) && it.origin().isEmpty())
                .isPresent();
    }

    private List<String> others(Map<String, Distribution> present) {
        return present.keySet().stream()
                .filter(name -> !packages.containsKey(name))
                .toList();
    }

    @Override
    public List<Target> touches() {
        return List.of(python.target());
    }

    @Override
    public Result apply(Work work) {
        Map<String, Distribution> present = work.read(new Distributions(python));
        List<String> pip = python.locate(work.host())
                .map(Python.Place::pip)
                .orElseThrow(() -> Failure.unmet(python + " is not there"));
        List<String> versions = versions(present);
        if (!versions.isEmpty()) {
            work.must(timed(PipCommand.pinned(pip, versions)));
        }
        List<String> others = others(present);
        if (!others.isEmpty()) {
            work.must(timed(PipCommand.uninstall(pip, others)));
        }
        return Result.none();
    }

    private Command timed(List<String> arguments) {
        Command command = Command.of(arguments).in(context);
        return timeout.map(command::timeout).orElse(command);
    }

    @Override
    public void clean(Work work) {
        new Environments(python).mend(work);
    }
}
