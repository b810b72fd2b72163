package dev.belay.drivers.packages;

import dev.belay.catalog.Effect;
import dev.belay.catalog.Form;
import dev.belay.catalog.Option;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code install pip: 'package/app', editable: true}: a package by its sources, a file of requirements, or packages by name.
 *
 * @param python into which
 * @param source what
 * @param upgrade whether the newest that will do is wanted, and not only one that will do
 * @param context under which pip runs
 * @param timeout after which it is ended
 * @param circumstances the arguments that a way back takes over
 */
record InstallPip(
        Python python,
        PipSource source,
        boolean upgrade,
        Context context,
        Optional<Duration> timeout,
        Map<String, Value> circumstances)
        implements Action {

    static final Operation OPERATION = new Operation(
            Form.of(
                            "install",
                            Subject.none(),
                            "pip",
                            new Type.AnyOf(List.of(Type.PATH, new Type.ListOf(Type.TEXT))),
                            "the folder of the package; or packages by name, as a list: ['gunicorn==22.0.0']")
                    .option(
                            Option.of("editable", Type.BOOL, "installs it in place"),
                            Option.of("extras", new Type.ListOf(Type.TEXT), "extras of the package, such as ['test']"),
                            Option.of(
                                    "requirements",
                                    Type.PATH,
                                    "a file of requirements in the folder, instead of the package itself"),
                            Option.of("upgrade", Type.BOOL, "takes the newest that will do, and not one that is there"),
                            Python.VENV,
                            Options.TIMEOUT)
                    .options(Options.CONTEXT)
                    .worst(Effect.REVERSIBLE)
                    .doc(
                            "Installs a Python package, a file of requirements or packages by name, and what they need; makes the"
                                    + " virtual environment where there is none. An undo installs a package again by its sources, once"
                                    + " the checkout went back; else it brings all packages back to the versions of before.")
                    .example("install pip: 'package/nextgisweb', editable: true")
                    .form(),
            InstallPip::of);

    private static Action of(Arguments arguments) {
        return new InstallPip(
                Python.of(arguments),
                PipSource.of(arguments),
                arguments.flag("upgrade"),
                arguments.context(),
                arguments.optionalDuration("timeout"),
                RestorePip.circumstances(arguments));
    }

    @Override
    public void predict(Forecast forecast) {
        forecast.again(Again.CLEAN_FIRST);
        if (source instanceof PipSource.Project) {
            forecast.back(new Back.Redo());
        }
        boolean made = new Environments(python).foresee(forecast);
        if (made) {
            forecast.back(new Environments(python).back());
        } else if (!(source instanceof PipSource.Project)) {
            forecast.back(RestorePip.back(forecast.now(new Distributions(python)), circumstances, python));
        }
        Requirements wanted = wanted(forecast);
        List<Missing.Gap> gaps = forecast.now(new Missing(python, wanted.told()));
        if (gaps.isEmpty() && !wanted.open() && !made) {
            return;
        }
        forecast.disturbs(python.target());
        if (!gaps.isEmpty()) {
            forecast.becomes(new Missing(python, wanted.told()).only(gaps), List.of());
        }
        if (source instanceof PipSource.Project project && project.editable()) {
            forecast.becomes(new InstalledFrom(python, project.path()), true);
        }
        forecast.remark("what else " + source + " needs is for pip to tell");
    }

    /** What pip is asked for, as far as that can be told by reading. */
    private Requirements wanted(Forecast forecast) {
        if (source instanceof PipSource.Named named) {
            return upgraded(Requirements.of(named.requirements()));
        }
        if (source instanceof PipSource.RequirementsFile file) {
            String text = forecast.now(new RequirementsText(file.path(), context.user()))
                    .orElseThrow(() -> Failure.unmet("there is no file " + file.path()));
            return upgraded(Requirements.of(text));
        }
        ProjectThere project = new ProjectThere(
                ((PipSource.Project) source).path(), List.of("pyproject.toml", "setup.py"), context.user());
        if (!forecast.now(project)) {
            throw Failure.unmet(project.absent(), "name the folder of a Python package");
        }
        return new Requirements(List.of(), true);
    }

    /** The newest that will do is known only where but one will do. */
    private Requirements upgraded(Requirements asked) {
        boolean pinned = asked.told().stream().allMatch(each -> each.version().isPresent());
        return new Requirements(asked.told(), asked.open() || (upgrade && !pinned));
    }

    @Override
    public List<Target> touches() {
        return List.of(python.target());
    }

    @Override
    public Result apply(Work work) {
        Python.Place place = new Environments(python).ready(work, context);
        Context in = source.dir().map(context::in).orElse(context);
        Command command =
                Command.of(PipCommand.install(place.pip(), upgrade, source)).in(in);
        work.must(timeout.map(command::timeout).orElse(command));
        return Result.none();
    }

    @Override
    public void clean(Work work) {
        new Environments(python).mend(work);
    }
}
