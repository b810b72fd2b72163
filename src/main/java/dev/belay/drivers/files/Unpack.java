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
import dev.belay.expr.Value;
import dev.belay.host.FileWriter;
import dev.belay.plan.Again;
import dev.belay.value.Failure;
import java.time.Duration;
import java.util.Optional;

/** {@code unpack 'x.tar.gz', to: 'folder'}: unpacks an archive beside the folder, and swaps the two by a rename. */
record Unpack(ForeignArchive archive, Place to, Optional<Duration> timeout) implements Replacing {

    private static final long PACE = 50_000_000;

    static final Operation OPERATION = new Operation(
            Form.of("unpack", Subject.of(Type.PATH, "the archive: .tar.gz, .tar.zst, .tar.xz, .tar.bz2, .tar or .zip"))
                    .option(
                            Option.required("to", Type.PATH, "the folder that is made of it, its own name included"),
                            Option.of(
                                            "strip",
                                            Type.NUMBER,
                                            "how many folders are taken off the beginning of each name, as of app-4.4.0/bin")
                                    .standard(Value.of(0)))
                    .option(Options.TIMEOUT, Options.AS, Options.DIR)
                    .worst(Effect.REVERSIBLE)
                    .doc(
                            "Unpacks an archive into a new folder beside, and puts that in the place of the old one, which is kept until "
                                    + "the run is accepted. Refuses what would lead out of the folder.")
                    .example("unpack '/srv/app/app-4.4.0.tar.gz', to: '/srv/app/releases/4.4.0', strip: 1")
                    .form(),
            Unpack::bind);

    private static Action bind(Arguments arguments) {
        Place place = Place.of(arguments, arguments.text(Form.SUBJECT));
        Place to = Place.of(arguments, arguments.text("to"));
        long strip = arguments.number("strip");
        if (strip < 0 || strip > 100) {
            throw Failure.wrong("strip: " + strip + " is no number of folders", "give 1, or leave it out");
        }
        ForeignArchive archive = new ForeignArchive(place, (int) strip);
        if (!archive.isKnown()) {
            throw Failure.wrong(
                    "'unpack' does not know what " + place.name() + " is",
                    "its name must end in .tar.gz, .tar.zst, .tar.xz, .tar.bz2, .tar or .zip");
        }
        if (to.target().covers(place.target())) {
            throw Failure.wrong(
                    place.path() + " lies in the folder that it would replace", "give another folder as to:");
        }
        return new Unpack(archive, to, arguments.optionalDuration("timeout"));
    }

    @Override
    public void predict(Forecast forecast) {
        forecast.again(Again.IDEMPOTENT);
        Place place = archive.place();
        if (forecast.now(new FileKind(place)).equals(FileKind.NOTHING)) {
            throw Failure.failed("there is no archive " + place.path(), "correct its path, or download it first");
        }
        Tree.Look there = forecast.now(new Tree(to));
        Replacement.mustHaveFolder(forecast, to);
        if (there.isThere() && !there.kind().equals(FileKind.FOLDER)) {
            throw Failure.failed(to.path() + " is a " + there.kind() + ", and no folder", "give another path as to:");
        }
        Tree.Look coming = forecast.now(new ArchiveTree(archive));
        if (!there.equals(coming)) {
            Replacement.foresee(forecast, swap(forecast), there, coming);
            forecast.costs(coming.bytes(), Duration.ofSeconds(1 + coming.bytes().bytes() / PACE));
            Replacement.mustHaveRoom(forecast, to, coming.bytes(), "what is in " + place.name());
        }
    }

    @Override
    public Result apply(Work work) {
        FileWriter files = work.files(to.context());
        Swap swap = swap(work);
        if (!work.read(new Tree(to)).equals(work.read(new ArchiveTree(archive)))) {
            swap.replace(files, made -> unpack(work, files, made));
        }
        return swap.result(files);
    }

    private void unpack(Work work, FileWriter files, String made) {
        Unpacked unpacked = new Unpacked(files, false);
        try (Limit limit = work.limit(timeout, () -> {})) {
            archive.read(files, (entry, content) -> {
                limit.check(entry.name());
                unpacked.add(
                        made,
                        entry.name().isEmpty() ? made : made + "/" + entry.name(),
                        entry.info(),
                        entry.hardLinkTo().map(name -> made + "/" + name),
                        new LimitedStream(limit, entry.name(), content));
            });
            unpacked.finish();
        }
    }

    @Override
    public Place replaced() {
        return to;
    }
}
