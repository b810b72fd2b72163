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
import dev.belay.driver.Limit;
import dev.belay.driver.Operation;
import dev.belay.driver.Probe;
import dev.belay.driver.Resolving;
import dev.belay.driver.Result;
import dev.belay.driver.Standing;
import dev.belay.driver.Target;
import dev.belay.driver.TreeSize;
import dev.belay.driver.Work;
import dev.belay.expr.Pending;
import dev.belay.expr.Type;
import dev.belay.expr.Value;
import dev.belay.host.Context;
import dev.belay.host.FileReader;
import dev.belay.host.FileWriter;
import dev.belay.plan.Again;
import dev.belay.plan.WayBack;
import dev.belay.value.Exit;
import dev.belay.value.Failure;
import dev.belay.value.Reason;
import dev.belay.value.SecretText;
import dev.belay.value.Size;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * {@code restore files: archive}: brings back what a backup of files holds. It is unpacked beside its place and read again, and
 * takes the place by a rename; what was there is kept until the run is accepted.
 *
 * @param archive a tar.zst
 * @param paths what is brought back, as names in the archive; all of it where empty
 * @param to the folder that the names are put under
 * @param except what stays in its place as it is, such as what the backup left out
 */
record RestoreFiles(Place archive, List<String> paths, Place to, Exclusions except, Optional<Duration> timeout)
        implements Action {

    private static final long PACE = 60_000_000;

    static final Option EXCEPT = Option.of(
            "except",
            new Type.ListOf(Type.TEXT),
            "what stays in its place as it is, as exclude: of the backup says it");

    static final Operation OPERATION = new Operation(
            Form.of("restore", Subject.none(), "files", Type.PATH, "the archive that a backup of files made")
                    .option(
                            Option.of("paths", new Type.ListOf(Type.PATH), "what to bring back; all of it unless told"),
                            Option.of("to", Type.PATH, "a folder to put the paths under; their own places unless told"))
                    .option(EXCEPT)
                    .option(Options.TIMEOUT, Options.AS, Options.DIR)
                    .worst(Effect.REVERSIBLE)
                    .doc(
                            "Unpacks a backup of files beside its place, reads it again, and swaps the two by a rename. "
                                    + "What was there is kept beside it until the run is accepted; what except: names stays in its place.")
                    .example("restore files: '/srv/backup/data-app-7f3a-1c2d.tar.zst', paths: ['/srv/app/data']")
                    .form(),
            RestoreFiles::bind);

    RestoreFiles {
        paths = List.copyOf(paths);
    }

    private static Action bind(Arguments arguments) {
        Place archive = Place.of(arguments, arguments.text("files"));
        List<String> names = arguments.texts("paths").stream()
                .map(path -> Place.of(arguments, path).path().substring(1))
                .toList();
        Place to = arguments
                .optionalText("to")
                .map(path -> Place.of(arguments, path))
                .orElse(archive.at("/"));
        Exclusions except = new Exclusions(arguments.texts("except"));
        return new RestoreFiles(archive, names, to, except, arguments.optionalDuration("timeout"));
    }

    /** The step that brings one path back from an archive that a backup will make. */
    static WayBack.Deed deed(Place archive, Place path, Exclusions except) {
        Map<String, Value> arguments = new LinkedHashMap<>();
        arguments.put("files", Value.of(archive.path()));
        arguments.put("paths", Value.texts(List.of(path.path())));
        if (!except.patterns().isEmpty()) {
            arguments.put("except", Value.texts(except.patterns()));
        }
        path.user().ifPresent(user -> arguments.put("as", Value.of(user)));
        return new WayBack.Deed(OPERATION.form().key(), arguments, "restore " + path.name());
    }

    /** Whether a path was brought back by this step. */
    private record Restored(Swap swap, String unpacked) implements Fact<Boolean> {
        @Override
        public Boolean read(Probe world) {
            return world.host().read(Context.own()).exists(unpacked)
                    && !world.host().read(swap.place().context()).exists(swap.made());
        }

        @Override
        public Target target() {
            return swap.place().target();
        }

        @Override
        public String subject() {
            return swap.place().path();
        }

        @Override
        public String show(Boolean restored) {
            return restored ? "as in the backup" : "as it is";
        }
    }

    /** Whether something stood in the place before this step, also while an attempt that broke off has moved it away. */
    private record Taken(Swap swap, String unpacked) implements Fact<Boolean> {
        @Override
        public Boolean read(Probe world) {
            FileReader files = world.host().read(swap.place().context());
            boolean now = files.exists(swap.place().path());
            boolean begun = world.host().read(Context.own()).exists(unpacked);
            return begun ? files.exists(swap.kept()) || (now && files.exists(swap.made())) : now;
        }

        @Override
        public Target target() {
            return swap.place().target();
        }

        @Override
        public String subject() {
            return swap.place().path();
        }

        @Override
        public String show(Boolean taken) {
            return taken ? "there" : "";
        }
    }

    private static String unpacked(String keep) {
        return keep + "/unpacked";
    }

    /** The archive may lie in a folder that an attempt which broke off moved away; it was read by then. */
    private static boolean isUnpacked(Forecast forecast) {
        return forecast.host().read(Context.own()).exists(unpacked(forecast.keep()));
    }

    private Staying staying(String root) {
        return new Staying(except, "/" + root);
    }

    private Swap swap(String root, String run, String keep) {
        String base = to.path().equals("/") ? "" : to.path();
        return Swap.of(to.at(root.isEmpty() ? to.path() : base + "/" + root), run, keep);
    }

    @Override
    public void predict(Forecast forecast) {
        forecast.again(Again.IDEMPOTENT);
        List<Swap> swaps = roots(forecast).stream()
                .map(root -> swap(root, forecast.run(), forecast.keep()))
                .toList();
        forecast.back(
                new Back.Steps(swaps.stream().map(swap -> deed(forecast, swap)).toList()));
        for (Swap swap : swaps) {
            swap.place().mustBeReplaceable(forecast);
            forecast.becomes(new Restored(swap, unpacked(forecast.keep())), true);
            forecast.disturbs(swap.place().target());
        }
        if (!except.patterns().isEmpty()) {
            forecast.remark("stays in place: " + String.join(" ", except.patterns()));
        }
        Size size = forecast.now(new TreeSize(archive.context(), archive.path()));
        forecast.costs(size, Duration.ofSeconds(1 + size.bytes() / PACE));
    }

    private List<String> roots(Forecast forecast) {
        if (!isUnpacked(forecast) && forecast.now(new FileKind(archive)).equals(FileKind.NOTHING)) {
            throw Failure.failed("there is no archive " + archive.path());
        }
        if (!paths.isEmpty()) {
            return paths;
        }
        if (!forecast.host().read(archive.context()).exists(archive.path())) {
            throw new Pending("");
        }
        return forecast.now(new ArchiveRoots(archive));
    }

    private WayBack.Deed deed(Forecast forecast, Swap swap) {
        Taken taken = new Taken(swap, unpacked(forecast.keep()));
        boolean there = !forecast.foreseen(taken) || forecast.now(taken);
        return RestoreFolder.deed(swap.place(), there ? Optional.of(swap.kept()) : Optional.empty(), except);
    }

    @Override
    public Result apply(Work work) {
        FileWriter files = work.files(to.context());
        FileWriter own = work.files(Context.own());
        String unpacked = unpacked(work.keep());
        List<String> roots = paths.isEmpty() ? work.read(new ArchiveRoots(archive)) : paths;
        if (!own.exists(unpacked)) {
            roots.forEach(root -> files.remove(swap(root, work).made()));
            unpack(work, files, roots);
            String kept = roots.stream().map(root -> swap(root, work).kept()).collect(Collectors.joining("\n"));
            own.write(unpacked, SecretText.plain(kept), Optional.of(0600));
        }
        roots.forEach(root -> swap(root, work).swap(files, staying(root)));
        return new Result(
                Optional.empty(),
                roots.stream()
                        .flatMap(root -> swap(root, work).result(files).remarks().stream())
                        .toList());
    }

    private Swap swap(String root, Work work) {
        return swap(root, work.run(), work.keep());
    }

    private static Stream<String> lines(FileWriter own, String unpacked) {
        return own.text(unpacked).stream().flatMap(String::lines);
    }

    private void unpack(Work work, FileWriter files, List<String> roots) {
        boolean owners = to.user().orElse(work.host().user()).equals("root");
        Unpacked unpacked = new Unpacked(files, owners);
        Set<String> missing = new LinkedHashSet<>(roots);
        try (Limit limit = work.limit(timeout, () -> {});
                InputStream stream = new LimitedStream(limit, archive.path(), files.open(archive.path()))) {
            ArchiveReader.Contents contents = ArchiveReader.read(archive.path(), stream, (entry, content) -> {
                limit.check(entry.name());
                Optional<String> root = rootOf(roots, entry.name());
                if (root.isPresent()) {
                    missing.remove(root.get());
                    String base = swap(root.get(), work.run(), work.keep()).made();
                    Optional<String> shared = entry.hardLinkTo().map(name -> made(work, roots, name));
                    unpacked.add(
                            base,
                            base + entry.name().substring(root.get().length()),
                            entry.info(),
                            shared,
                            new LimitedStream(limit, entry.name(), content));
                }
            });
            unpacked.finish();
            refuseOther(files, contents);
        } catch (IOException broken) {
            throw new Failure(Exit.FAILED, archive.path() + " cannot be unpacked: " + Reason.of(broken), broken);
        }
        if (!missing.isEmpty()) {
            throw Failure.failed(archive.path() + " does not hold " + String.join(", ", missing));
        }
    }

    private String made(Work work, List<String> roots, String name) {
        String root = rootOf(roots, name)
                .orElseThrow(
                        () -> Failure.failed("the archive shares a file with " + name + ", which is not restored"));
        return swap(root, work.run(), work.keep()).made() + name.substring(root.length());
    }

    private static Optional<String> rootOf(List<String> roots, String name) {
        return roots.stream().filter(root -> ArchiveRoots.isIn(root, name)).findFirst();
    }

    /** Where a checksum stands beside the archive, it must be the archive's. */
    private void refuseOther(FileWriter files, ArchiveReader.Contents contents) {
        files.text(archive.path() + ".sha256")
                .filter(line -> !line.startsWith(contents.digest().hex()))
                .ifPresent(line -> {
                    throw Failure.failed(archive.path() + " is not what its checksum file says", "use another backup");
                });
    }

    @Override
    public void discard(Work work) {
        List<String> roots = paths.isEmpty() ? work.read(new ArchiveRoots(archive)) : paths;
        roots.forEach(root -> work.files(to.context())
                .remove(swap(root, work.run(), work.keep()).made()));
    }

    @Override
    public void accept(Work work) {
        FileWriter files = work.files(to.context());
        lines(work.files(Context.own()), unpacked(work.keep())).forEach(files::remove);
    }

    /** Between the renames the place is empty, as the facts see it like before: what stood there waits under its other name. */
    @Override
    public Standing resolve(Resolving world) {
        Standing standing = world.compare();
        boolean partial = standing == Standing.UNKNOWN || (standing == Standing.NOT_STARTED && moved(world));
        return partial ? Standing.PARTIAL : standing;
    }

    private boolean moved(Resolving world) {
        FileReader files = world.host().read(to.context());
        return world.intended().way() instanceof WayBack.Steps way
                && way.deeds().stream()
                        .flatMap(deed -> Optional.ofNullable(deed.arguments().get("from")).stream())
                        .anyMatch(kept -> files.exists(Arguments.text(kept)));
    }

    @Override
    public List<Target> touches() {
        return paths.isEmpty()
                ? List.of(to.target())
                : paths.stream()
                        .map(path -> swap(path, "", "").place().parent().target())
                        .toList();
    }
}
