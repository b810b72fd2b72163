package dev.belay.drivers.files;

import dev.belay.catalog.Effect;
import dev.belay.catalog.Form;
import dev.belay.catalog.Option;
import dev.belay.catalog.Options;
import dev.belay.catalog.Subject;
import dev.belay.driver.Action;
import dev.belay.driver.Arguments;
import dev.belay.driver.Forecast;
import dev.belay.driver.Limit;
import dev.belay.driver.Operation;
import dev.belay.driver.Result;
import dev.belay.driver.Work;
import dev.belay.expr.Type;
import dev.belay.host.FileWriter;
import dev.belay.plan.Again;
import dev.belay.value.Failure;
import dev.belay.value.Headway;
import java.time.Duration;
import java.util.Optional;

/** {@code copy 'a', to: 'b'}: copies a file or folder beside its place and puts it there by a rename. */
record Copy(Place from, Place to, Optional<Duration> timeout) implements Replacing {

    private static final long PACE = 100_000_000;

    static final Operation OPERATION = new Operation(
            Form.of("copy", Subject.of(Type.PATH, "the file or folder"))
                    .option(Option.required("to", Type.PATH, "the path of the copy, its own name included"))
                    .option(Options.TIMEOUT, Options.AS, Options.DIR)
                    .worst(Effect.REVERSIBLE)
                    .doc(
                            "Copies a file, or a folder with all that is in it, with modes and times, and as root with owners. "
                                    + "What was there is replaced by a rename and kept until the run is accepted.")
                    .example("copy 'config.yml.example', to: 'config.yml', dir: '/srv/app'")
                    .form(),
            Copy::bind);

    private static Action bind(Arguments arguments) {
        Place from = Place.of(arguments, arguments.text(Form.SUBJECT));
        Place to = Place.of(arguments, arguments.text("to"));
        Replacement.mustBeApart("copy", from, to);
        return new Copy(from, to, arguments.optionalDuration("timeout"));
    }

    @Override
    public void predict(Forecast forecast) {
        forecast.again(Again.IDEMPOTENT);
        Tree.Look coming = forecast.now(new Tree(from));
        Tree.Look there = forecast.now(new Tree(to));
        Replacement.mustHaveFolder(forecast, to);
        if (coming.kind().equals("link")) {
            throw Failure.failed(from.path() + " is a link", "name what it leads to: " + coming.target());
        }
        Replacement.mustBeAlike(from, coming, to, there);
        if (coming.kind().equals(FileKind.OTHER) || !coming.odd().isEmpty()) {
            String odd = coming.odd().isEmpty() ? from.path() : from.path() + "/" + coming.odd();
            throw Failure.failed(
                    odd + " is a " + FileKind.OTHER + ", and 'copy' copies none",
                    "stop what made it, or remove it first");
        }
        if (!there.equals(coming)) {
            Swap swap = swap(forecast);
            Replacement.foresee(forecast, swap, there, coming);
            forecast.costs(coming.bytes(), Duration.ofSeconds(1 + coming.bytes().bytes() / PACE));
            Replacement.mustHaveRoom(forecast, to, coming.bytes(), "a copy of " + from.name());
        }
    }

    @Override
    public Result apply(Work work) {
        FileWriter files = work.files(to.context());
        Swap swap = swap(work);
        if (!work.read(new Tree(to)).equals(work.read(new Tree(from)))) {
            swap.replace(files, made -> copy(work, files, from, made, timeout));
        }
        return swap.result(files);
    }

    /** Copies under the step's limit, and shows how far it is. */
    static void copy(Work work, FileWriter files, Place from, String made, Optional<Duration> timeout) {
        try (Limit limit = work.limit(timeout, () -> {})) {
            files.copyTree(from.path(), made, bytes -> {
                limit.check(from.path());
                work.progress(Headway.of(bytes, 0, "bytes"));
            });
        }
    }

    @Override
    public Place replaced() {
        return to;
    }
}
