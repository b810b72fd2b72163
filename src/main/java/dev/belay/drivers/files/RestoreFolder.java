package dev.belay.drivers.files;

import dev.belay.catalog.Effect;
import dev.belay.catalog.Form;
import dev.belay.catalog.Option;
import dev.belay.catalog.Options;
import dev.belay.catalog.Subject;
import dev.belay.driver.Action;
import dev.belay.driver.Arguments;
import dev.belay.driver.Back;
import dev.belay.driver.Exclusions;
import dev.belay.driver.Fact;
import dev.belay.driver.Forecast;
import dev.belay.driver.Operation;
import dev.belay.driver.Probe;
import dev.belay.driver.Result;
import dev.belay.driver.Target;
import dev.belay.driver.Work;
import dev.belay.expr.Type;
import dev.belay.expr.Value;
import dev.belay.host.FileReader;
import dev.belay.host.FileWriter;
import dev.belay.plan.Again;
import dev.belay.plan.WayBack;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code restore folder: path, from: kept}: puts back by a rename what was kept when a path was replaced; without {@code from:}
 * there was nothing, and the path is only taken out of the way. What stood there is kept in its turn.
 *
 * @param except what stays in the folder as it is
 */
record RestoreFolder(Place folder, Optional<Place> from, Exclusions except) implements Action {

    static final Operation OPERATION = new Operation(
            Form.of("restore", Subject.none(), "folder", Type.PATH, "the path to put back")
                    .option(Option.of("from", Type.PATH, "where it was kept; left out where there was nothing before"))
                    .option(RestoreFiles.EXCEPT)
                    .option(Options.AS, Options.DIR)
                    .worst(Effect.REVERSIBLE)
                    .doc(
                            "Puts a replaced folder or file back by a rename, and keeps what stands there until the run is accepted. "
                                    + "The way back of 'restore files:'; scripts seldom need it.")
                    .example("restore folder: '/srv/app/data', from: '/srv/app/data.old-app-7f3a'")
                    .form(),
            RestoreFolder::bind);

    private static Action bind(Arguments arguments) {
        return new RestoreFolder(
                Place.of(arguments, arguments.text("folder")),
                arguments.optionalText("from").map(path -> Place.of(arguments, path)),
                new Exclusions(arguments.texts("except")));
    }

    /** The step that takes back what a swap does. */
    static WayBack.Deed deed(Place folder, Optional<String> kept) {
        return deed(folder, kept, Exclusions.none());
    }

    /** The same, where something of the folder stayed. */
    static WayBack.Deed deed(Place folder, Optional<String> kept, Exclusions except) {
        Map<String, Value> arguments = new LinkedHashMap<>();
        arguments.put("folder", Value.of(folder.path()));
        kept.ifPresent(path -> arguments.put("from", Value.of(path)));
        if (!except.patterns().isEmpty()) {
            arguments.put("except", Value.texts(except.patterns()));
        }
        folder.user().ifPresent(user -> arguments.put("as", Value.of(user)));
        return new WayBack.Deed(
                OPERATION.form().key(), arguments, (kept.isPresent() ? "put back " : "remove ") + folder.name());
    }

    /** Whether there is nothing left to put back. */
    private record Returned(Place folder, Optional<Place> from) implements Fact<Boolean> {
        @Override
        public Boolean read(Probe world) {
            FileReader files = world.host().read(folder.context());
            return from.map(kept -> !files.exists(kept.path())).orElseGet(() -> !files.exists(folder.path()));
        }

        @Override
        public Target target() {
            return folder.target();
        }

        @Override
        public String subject() {
            return folder.path();
        }

        @Override
        public String show(Boolean returned) {
            if (from.isEmpty()) {
                return returned ? "" : folder.path(); // there was nothing, and there is nothing again
            }
            return returned ? "as it was" : "replaced";
        }
    }

    @Override
    public void predict(Forecast forecast) {
        forecast.again(Again.IDEMPOTENT);
        Swap swap = Swap.of(folder, forecast.run(), forecast.keep());
        forecast.back(new Back.Steps(List.of(deed(folder, Optional.of(swap.kept())))));
        Returned returned = new Returned(folder, from);
        if (!forecast.now(returned)) {
            folder.mustBeReplaceable(forecast);
            forecast.becomes(returned, true);
            forecast.disturbs(folder.target());
        }
    }

    @Override
    public Result apply(Work work) {
        FileWriter files = work.files(folder.context());
        Swap swap = Swap.of(folder, work.run(), work.keep());
        boolean returned = work.read(new Returned(folder, from));
        if (!returned) {
            from.ifPresentOrElse(
                    kept -> swap.put(files, kept.path(), new Staying(except, folder.path())),
                    () -> swap.setAside(files));
        }
        return files.exists(swap.kept())
                ? Result.none()
                        .remark("kept: what stood in its place, " + swap.kept() + ", " + files.total(swap.kept())
                                + "; until accept")
                : Result.none();
    }

    @Override
    public void accept(Work work) {
        work.files(folder.context())
                .remove(Swap.of(folder, work.run(), work.keep()).kept());
    }

    @Override
    public List<Target> touches() {
        return List.of(folder.parent().target());
    }
}
