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
import dev.belay.drivers.packages.Installer.Wish;
import dev.belay.expr.Type;
import dev.belay.expr.Value;
import dev.belay.host.Command;
import dev.belay.host.Context;
import dev.belay.plan.Again;
import dev.belay.value.Failure;
import dev.belay.value.SecretText;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code install npm: '/srv/mmgis'}, and so for yarn, pnpm, bundle and composer: what the lock file in a folder names.
 *
 * @param project where, and by which tool
 * @param wish what is asked of it
 * @param context under which it runs
 * @param timeout after which it is ended
 */
record InstallLocked(Project project, Wish wish, Context context, Optional<Duration> timeout) implements Action {

    private static final Map<String, Option> OPTIONS = Map.of(
            "frozen",
            Option.of(
                            "frozen",
                            Type.BOOL,
                            "false lets it rewrite its lock file, which makes a local change of a checkout")
                    .standard(Value.of(true)),
            "dev",
            Option.of("dev", Type.BOOL, "whether packages for development come too; else as the tool is set up"));

    /** One for each tool. */
    static List<Operation> operations() {
        return List.of(new Npm(), new Yarn(), new Pnpm(), new Bundle(), new Composer()).stream()
                .map(InstallLocked::operation)
                .toList();
    }

    private static Operation operation(Installer installer) {
        Form form = Form.of(
                        "install",
                        Subject.none(),
                        installer.name(),
                        Type.PATH,
                        "the folder with " + installer.manifest())
                .options(installer.options().stream().map(OPTIONS::get).toList())
                .option(Options.TIMEOUT)
                .options(Options.CONTEXT)
                .worst(Effect.REVERSIBLE)
                .doc("Installs what " + installer.manifest() + " asks for, in the versions that "
                        + String.join(" or ", installer.locks())
                        + " names. An undo does it again, once the checkout went back.")
                .example("install " + installer.name() + ": '/srv/app'")
                .form();
        return new Operation(form, arguments -> of(installer, arguments));
    }

    private static Action of(Installer installer, Arguments arguments) {
        Optional<Boolean> dev = arguments.has("dev") ? Optional.of(arguments.flag("dev")) : Optional.empty();
        boolean frozen = !installer.options().contains("frozen") || arguments.flag("frozen");
        return new InstallLocked(
                Project.of(installer, arguments),
                new Wish(frozen, dev),
                arguments.context(),
                arguments.optionalDuration("timeout"));
    }

    @Override
    public void predict(Forecast forecast) {
        forecast.again(Again.IDEMPOTENT);
        forecast.back(new Back.Redo());
        ProjectThere there =
                new ProjectThere(project.folder(), List.of(project.installer().manifest()), context.user());
        if (!forecast.now(there)) {
            throw Failure.unmet(there.absent(), "name the folder that has it");
        }
        LockedPackages packages = new LockedPackages(project, wish);
        Optional<List<String>> differences = forecast.now(packages);
        boolean builds = forecast.now(new OwnBuild(project));
        if (differences.equals(Optional.of(List.of())) && !builds) {
            return;
        }
        Optional<String> inside = project.installer().packages().filter(name -> !builds);
        forecast.disturbs(
                Target.files(project.folder() + inside.map(name -> "/" + name).orElse("")));
        if (differences.isEmpty()) {
            forecast.remark(project.installer().name() + " alone can tell which packages change");
        } else if (project.installer().exact()) {
            forecast.becomes(packages, Optional.of(List.of()));
        } else if (!differences.get().isEmpty()) {
            forecast.remark(packages.show(differences));
        }
    }

    @Override
    public List<Target> touches() {
        return List.of(Target.files(project.folder()));
    }

    @Override
    public Result apply(Work work) {
        Optional<String> lock = project.installer().lock(project.texts(work.host()));
        Context in = context.in(project.folder());
        for (Map.Entry<String, String> each : project.installer().environment().entrySet()) {
            in = in.env().containsKey(each.getKey()) ? in : in.with(each.getKey(), SecretText.plain(each.getValue()));
        }
        Command command = Command.of(project.installer().command(wish, lock)).in(in);
        work.must(timeout.map(command::timeout).orElse(command));
        return Result.none();
    }
}
