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
import dev.belay.plan.WayBack;
import dev.belay.value.Failure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * {@code move 'a', to: 'b'}: a rename. To another file system it is copied, and the old is kept beside its place until the run is
 * accepted.
 */
record Move(Place from, Place to, Optional<Duration> timeout) implements Action {

    private static final long PACE = 100_000_000;

    static final Operation OPERATION = new Operation(
            Form.of("move", Subject.of(Type.PATH, "the file or folder, or a link, which is moved itself"))
                    .option(Option.required("to", Type.PATH, "its new path, its own name included"))
                    .option(Options.TIMEOUT, Options.AS, Options.DIR)
                    .worst(Effect.REVERSIBLE)
                    .doc("Moves a file or folder by a rename, to another file system by a copy. "
                            + "What was there is kept until the run is accepted.")
                    .example("move '/srv/app/uploads', to: '/srv/data/uploads'")
                    .form(),
            Move::bind);

    private static Action bind(Arguments arguments) {
        Place from = Place.of(arguments, arguments.text(Form.SUBJECT));
        Place to = Place.of(arguments, arguments.text("to"));
        Replacement.mustBeApart("move", from, to);
        return new Move(from, to, arguments.optionalDuration("timeout"));
    }

    /** Under which name the old waits for accept, after it was copied. */
    private Swap source(String run, String keep) {
        return Swap.of(from, run, keep);
    }

    private Swap target(String run, String keep) {
        return Swap.of(to, run, keep);
    }

    @Override
    public void predict(Forecast forecast) {
        forecast.again(Again.IDEMPOTENT);
        Tree.Look coming = forecast.now(new Tree(from));
        Tree.Look there = forecast.now(new Tree(to));
        Replacement.mustHaveFolder(forecast, to);
        if (!coming.isThere() && there.isThere()) {
            forecast.remark("there is no " + from.path() + ", and " + to.path() + " is there: taken as moved already");
            return;
        }
        Replacement.mustBeAlike(from, coming, to, there);
        from.mustBeReplaceable(forecast);
        to.mustBeReplaceable(forecast);
        boolean copied = !forecast.now(new FileSystem(from)).equals(forecast.now(new FileSystem(to)));
        forecast.back(new Back.Steps(wayBack(forecast, there.isThere(), copied)));
        Replacement.becomes(forecast, from, Tree.Look.NOTHING);
        Replacement.becomes(forecast, to, coming);
        if (copied) {
            forecast.remark("to another file system: it is copied, and the old is kept until accept");
            forecast.costs(coming.bytes(), Duration.ofSeconds(1 + coming.bytes().bytes() / PACE));
            Replacement.mustHaveRoom(forecast, to, coming.bytes(), "a copy of " + from.name());
        }
    }

    private List<WayBack.Deed> wayBack(Forecast forecast, boolean there, boolean copied) {
        String old = copied ? source(forecast.run(), forecast.keep()).kept() : to.path();
        List<WayBack.Deed> deeds = new ArrayList<>();
        deeds.add(RestoreFolder.deed(from, Optional.of(old)));
        if (there || copied) {
            deeds.add(target(forecast.run(), forecast.keep()).wayBack(there));
        }
        return deeds;
    }

    @Override
    public Result apply(Work work) {
        FileWriter files = work.files(to.context());
        Swap target = target(work.run(), work.keep());
        if (files.exists(from.path())) {
            if (work.read(new FileSystem(from)).equals(work.read(new FileSystem(to)))) {
                target.put(files, from.path());
            } else {
                copy(work, files, target);
                source(work.run(), work.keep()).setAside(files);
            }
        }
        return target.result(files);
    }

    private void copy(Work work, FileWriter files, Swap target) {
        Tree.Look coming = work.read(new Tree(from));
        if (!work.read(new Tree(to)).equals(coming)) {
            target.replace(files, made -> Copy.copy(work, files, from, made, timeout));
        }
        if (!work.read(new Tree(to)).equals(coming)) {
            throw Failure.failed(
                    "the copy at " + to.path() + " is not as " + from.path() + " was",
                    "stop what writes to them before this step");
        }
    }

    @Override
    public void discard(Work work) {
        target(work.run(), work.keep()).discard(work.files(to.context()));
    }

    @Override
    public void accept(Work work) {
        FileWriter files = work.files(to.context());
        target(work.run(), work.keep()).accept(files);
        source(work.run(), work.keep()).accept(files);
    }

    @Override
    public List<Target> touches() {
        return List.of(from.target(), to.target());
    }
}
