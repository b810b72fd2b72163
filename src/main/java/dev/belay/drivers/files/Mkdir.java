package dev.belay.drivers.files;

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
import dev.belay.host.FileWriter;
import dev.belay.plan.Again;
import dev.belay.value.Failure;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** {@code mkdir 'a/b/c'}: makes a folder and those above it; all of them at once, by a rename. */
record Mkdir(Place folder, Optional<Integer> mode) implements Action {

    static final Operation OPERATION = new Operation(
            Form.of("mkdir", Subject.of(Type.PATH, "the folder"))
                    .option(Option.of("mode", Type.TEXT, "permission bits of a new folder, such as '0750'"))
                    .option(Options.AS, Options.DIR)
                    .worst(Effect.REVERSIBLE)
                    .doc("Makes a folder, and those above it that are missing. One that is there stays as it is.")
                    .example("mkdir '/srv/app/releases/4.4.0', mode: '0750'")
                    .form(),
            Mkdir::bind);

    private static Action bind(Arguments arguments) {
        return new Mkdir(
                Place.of(arguments, arguments.text(Form.SUBJECT)),
                arguments.optionalText("mode").map(FileMode::parse));
    }

    /** The missing folders, the topmost first. */
    private Deque<Place> missing(Function<Place, String> kind) {
        Deque<Place> missing = new ArrayDeque<>();
        Place at = folder;
        while (kind.apply(at).equals(FileKind.NOTHING)) {
            missing.push(at);
            at = at.parent();
        }
        String found = kind.apply(at);
        if (!found.equals(FileKind.FOLDER) && !(found.equals("link") && !missing.isEmpty())) {
            throw Failure.failed(at.path() + " is a " + found + ", and no folder");
        }
        return missing;
    }

    @Override
    public void predict(Forecast forecast) {
        forecast.again(Again.IDEMPOTENT);
        Deque<Place> missing = missing(place -> forecast.now(new FileKind(place)));
        if (missing.isEmpty()) {
            predictThere(forecast);
            return;
        }
        missing.peek().mustBeOurs(forecast);
        forecast.back(new Back.Steps(List.of(RestoreFolder.deed(missing.peek(), Optional.empty()))));
        for (Place place : missing) {
            forecast.disturbs(new Tree(place));
            forecast.disturbs(new FileMode(place));
            forecast.becomes(new FileKind(place), FileKind.FOLDER);
        }
        mode.ifPresent(bits -> forecast.becomes(new FileMode(folder), Optional.of(bits)));
    }

    private void predictThere(Forecast forecast) {
        mode.ifPresent(bits -> {
            FileMode now = new FileMode(folder);
            Optional<Integer> found = forecast.now(now);
            if (!found.equals(mode)) {
                forecast.remark(folder.path() + " is there already, and stays " + now.show(found)
                        + "; 'permissions' changes it");
            }
        });
    }

    @Override
    public Result apply(Work work) {
        FileWriter files = work.files(folder.context());
        Deque<Place> missing = missing(place -> work.read(new FileKind(place)));
        if (!missing.isEmpty()) {
            Swap swap = swap(missing.peek(), work);
            swap.replace(files, made -> make(files, made, swap.place()));
        }
        return Result.none();
    }

    private void make(FileWriter files, String made, Place top) {
        String inner = made + folder.path().substring(top.path().length());
        files.makeFolders(inner);
        mode.ifPresent(bits -> files.mode(inner, bits));
    }

    private static Swap swap(Place top, Work work) {
        return Swap.of(top, work.run(), work.keep());
    }

    @Override
    public void discard(Work work) {
        Deque<Place> missing = missing(place -> work.read(new FileKind(place)));
        if (!missing.isEmpty()) {
            swap(missing.peek(), work).discard(work.files(folder.context()));
        }
    }

    @Override
    public List<Target> touches() {
        return List.of(folder.target());
    }
}
