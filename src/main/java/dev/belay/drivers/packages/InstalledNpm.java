package dev.belay.drivers.packages;

import dev.belay.catalog.Form;
import dev.belay.catalog.Options;
import dev.belay.catalog.Subject;
import dev.belay.driver.Action;
import dev.belay.driver.Arguments;
import dev.belay.driver.Back;
import dev.belay.driver.Fact;
import dev.belay.driver.Forecast;
import dev.belay.driver.Operation;
import dev.belay.driver.Probe;
import dev.belay.driver.Result;
import dev.belay.driver.Target;
import dev.belay.driver.Work;
import dev.belay.expr.Type;
import dev.belay.expr.Value;
import dev.belay.host.Context;
import dev.belay.plan.Again;
import dev.belay.value.Failure;
import dev.belay.value.Version;
import java.util.List;
import java.util.Optional;

/** {@code installed npm: 'ghost', dir: '/srv/blog'}: the version is the one of a package in a folder's node_modules. */
record InstalledNpm(Module module) implements Action {

    static final Operation OPERATION = new Operation(
            Form.of("installed", Subject.none(), "npm", Type.TEXT, "the name of the package")
                    .option(Options.AS, Options.DIR)
                    .result(Type.VERSION)
                    .doc("Tells the installed version by the package.json of a package in node_modules of dir:.")
                    .example("installed npm: 'ghost', dir: '/srv/blog'")
                    .form(),
            InstalledNpm::of);

    /** The version of an installed package; empty where it is not there. */
    record Module(String folder, String name, Optional<String> user) implements Fact<Optional<String>> {
        @Override
        public Optional<String> read(Probe world) {
            return world.host()
                    .read(Context.own().as(user))
                    .text(path())
                    .map(text -> LockText.json(path(), text).path("version").asString(""));
        }

        private String path() {
            return folder + "/node_modules/" + name + "/package.json";
        }

        @Override
        public Target target() {
            return Target.files(path());
        }

        @Override
        public String subject() {
            return name;
        }

        @Override
        public String show(Optional<String> version) {
            return version.orElse("");
        }
    }

    private static Action of(Arguments arguments) {
        String name = arguments.text("npm");
        if (!name.matches("(@[a-z0-9~][a-z0-9._~-]*/)?[a-z0-9~][a-z0-9._~-]*")) {
            throw Failure.wrong("'" + name + "' is not the name of a package of npm");
        }
        String folder = arguments
                .context()
                .dir()
                .orElseThrow(() -> Failure.wrong("installed npm: needs dir:, the folder that has node_modules"));
        return new InstalledNpm(new Module(folder, name, arguments.context().user()));
    }

    @Override
    public void predict(Forecast forecast) {
        forecast.again(Again.IDEMPOTENT);
        forecast.back(new Back.Nothing());
        forecast.checks();
        forecast.result(Value.of(version(forecast.now(module))));
    }

    @Override
    public List<Target> touches() {
        return List.of();
    }

    @Override
    public Result apply(Work work) {
        return Result.of(Value.of(version(work.read(module))));
    }

    private String version(Optional<String> found) {
        return found.filter(Version::isVersion)
                .orElseThrow(() -> Failure.unmet(
                        module.name() + " is not installed in " + module.folder() + "/node_modules",
                        "correct installed npm:"));
    }
}
