package dev.belay.drivers.packages;

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
import dev.belay.plan.Again;
import dev.belay.value.Failure;
import dev.belay.value.Suggestion;
import dev.belay.value.Version;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code installed pip: 'nextgisweb'}: the version is the one of an installed Python package. */
record InstalledPip(Python python, String name) implements Action {

    static final Operation OPERATION = new Operation(
            Form.of("installed", Subject.none(), "pip", Type.TEXT, "the name of the package")
                    .option(Python.VENV, Options.AS, Options.DIR, Options.PATH)
                    .result(Type.VERSION)
                    .doc("Tells the installed version by the metadata of a Python package.")
                    .example("installed pip: 'nextgisweb', venv: '/srv/ngw/env'")
                    .form(),
            InstalledPip::of);

    private static Action of(Arguments arguments) {
        String name = arguments.text("pip");
        if (Requirement.parse(name).filter(it -> it.clauses().isEmpty()).isEmpty()) {
            throw Failure.wrong("'" + name + "' is not the name of a package");
        }
        return new InstalledPip(Python.of(arguments), Requirement.normal(name));
    }

    @Override
    public void predict(Forecast forecast) {
        forecast.again(Again.IDEMPOTENT);
        forecast.back(new Back.Nothing());
        forecast.checks();
        forecast.result(Value.of(version(forecast.now(new Distributions(python)))));
    }

    @Override
    public List<Target> touches() {
        return List.of();
    }

    @Override
    public Result apply(Work work) {
        return Result.of(Value.of(version(work.read(new Distributions(python)))));
    }

    private String version(Map<String, Distribution> all) {
        Optional<String> nearest = Suggestion.closest(name, all.keySet());
        return Optional.ofNullable(all.get(name))
                .map(Distribution::version)
                .filter(Version::isVersion)
                .orElseThrow(() -> Failure.unmet(
                        name + " is not installed in " + python
                                + nearest.map(other -> "; there is " + other).orElse(""),
                        "correct installed pip:, or name its venv:"));
    }
}
