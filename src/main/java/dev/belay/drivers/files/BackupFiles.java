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
import dev.belay.driver.Forecast;
import dev.belay.driver.FreeSpace;
import dev.belay.driver.Limit;
import dev.belay.driver.Operation;
import dev.belay.driver.Result;
import dev.belay.driver.Retention;
import dev.belay.driver.Target;
import dev.belay.driver.Work;
import dev.belay.expr.Type;
import dev.belay.expr.Value;
import dev.belay.host.FileInfo;
import dev.belay.host.FileReader;
import dev.belay.host.FileWriter;
import dev.belay.plan.Again;
import dev.belay.value.Digest;
import dev.belay.value.Exit;
import dev.belay.value.Failure;
import dev.belay.value.Headway;
import dev.belay.value.Reason;
import dev.belay.value.SecretText;
import dev.belay.value.Size;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * {@code backup files: [...], to: folder}: one archive of files and folders, with a checksum file beside it. It has its name only
 * once it was read back whole.
 */
record BackupFiles(List<Place> paths, Place to, Exclusions exclude, Optional<Integer> keep, Optional<Duration> timeout)
        implements Action {

    /** What a disk and zstd manage in a second, about. */
    private static final long PACE = 60_000_000;

    private static final int NAMES = 3;

    static final Operation OPERATION = new Operation(
            Form.of("backup", Subject.none(), "files", new Type.ListOf(Type.PATH), "the files and folders to back up")
                    .option(
                            Option.required("to", Type.PATH, "the folder that the archive is written to"),
                            Option.of(
                                    "exclude",
                                    new Type.ListOf(Type.TEXT),
                                    "what is left out: '*.log' at any depth, 'in/cache' below each of the folders, 'data/in/cache' below"
                                            + " data, a full path"),
                            Retention.OPTION)
                    .option(Options.TIMEOUT, Options.AS, Options.DIR)
                    .result(Type.PATH)
                    .worst(Effect.REVERSIBLE)
                    .doc(
                            "Packs files and folders into one tar.zst, with a checksum beside it, and reads it back before it counts. "
                                    + "The result is the path of the archive.")
                    .example("def files = backup files: ['config', 'data'], to: \"$home/backup\", exclude: ['*.log']")
                    .form(),
            BackupFiles::bind);

    BackupFiles {
        paths = List.copyOf(paths);
    }

    private static Action bind(Arguments arguments) {
        List<Place> paths = arguments.texts("files").stream()
                .map(text -> Place.of(arguments, text))
                .toList();
        if (paths.isEmpty()) {
            throw Failure.wrong("'backup files:' names nothing to back up");
        }
        Place to = Place.of(arguments, arguments.text("to"));
        for (Place path : paths) {
            if (path.path().equals("/") || path.equals(to)) {
                throw Failure.wrong(path.path() + " cannot be backed up into " + to.path(), "give other folders");
            }
        }
        return new BackupFiles(
                paths, to, exclusions(arguments), Retention.keep(arguments), arguments.optionalDuration("timeout"));
    }

    /** The patterns as they are written; one that begins with a path of {@code files:} as a full path too. */
    private static Exclusions exclusions(Arguments arguments) {
        List<String> all = new ArrayList<>();
        for (String pattern : arguments.texts("exclude")) {
            all.add(pattern);
            boolean named = !pattern.startsWith("/")
                    && arguments.texts("files").stream().anyMatch(path -> pattern.startsWith(path + "/"));
            if (named) {
                all.add(Place.of(arguments, pattern).path());
            }
        }
        return new Exclusions(all);
    }

    /** Where the archive of a run goes. */
    Place archive(String run) {
        return to.at(to.path() + "/" + beginning() + run + ending());
    }

    private String beginning() {
        String all = paths.stream().limit(NAMES).map(Place::name).collect(Collectors.joining("+"));
        return all.replaceFirst("^\\.+", "") + "-"; // an archive is not to be a hidden file
    }

    /** Its last digits tell apart what one run backs up into one folder. */
    private String ending() {
        return "-" + Digest.of(paths + "\n" + exclude).hex().substring(0, 4) + ".tar.zst";
    }

    private Optional<Retention> retention() {
        return keep.map(
                count -> new Retention(to.context(), to.path(), new Retention.Named(beginning(), ending()), count));
    }

    /** The folder of the archive is never part of it. */
    private Exclusions excluded() {
        List<String> all = new ArrayList<>(exclude.patterns());
        if (paths.stream().anyMatch(path -> path.target().covers(to.target()))) {
            all.add(to.path());
        }
        return new Exclusions(all);
    }

    @Override
    public void predict(Forecast forecast) {
        forecast.again(Again.CLEAN_FIRST);
        forecast.back(new Back.Nothing());
        Place archive = archive(forecast.run());
        forecast.result(Value.of(archive.path()));
        Exclusions without = excluded();
        paths.forEach(path -> forecast.backsUp(path.target(), without, RestoreFiles.deed(archive, path, without)));
        for (Place path : paths) {
            refuse(path, forecast.now(new FileKind(path)));
            if (path.target().covers(to.target())) {
                forecast.remark("leaves out " + to.path() + ", where it is written itself");
            }
            path.mounted(forecast.host())
                    .forEach(mount -> forecast.remark("something is mounted at " + mount
                            + "; the restore of this backup wants it unmounted first"));
        }
        if (forecast.now(new FileKind(to)).equals(FileKind.FILE)) {
            forecast.unmet(to.path() + " is a file, and is to be a folder; move it away or write elsewhere");
        }
        to.mustBeOurs(forecast);
        forecast.becomes(new FileKind(to), FileKind.FOLDER);
        forecast.becomes(new FileKind(archive), FileKind.FILE);
        predictSpace(forecast, archive);
        retention().ifPresent(retention -> retention.foresee(forecast));
    }

    private static void refuse(Place path, String kind) {
        if (kind.equals(FileKind.NOTHING)) {
            throw Failure.failed("there is no " + path.path() + " to back up", "correct files:");
        }
        if (kind.equals("link")) {
            throw Failure.failed(path.path() + " is a link", "name what it leads to in files:");
        }
        if (kind.equals(FileKind.OTHER)) {
            throw Failure.failed(path.path() + " is a " + kind + ", which no backup holds", "take it out of files:");
        }
    }

    private void predictSpace(Forecast forecast, Place archive) {
        Size size = Size.ZERO;
        Set<String> effective = new LinkedHashSet<>();
        for (Place path : paths) {
            Coverage.Look look = forecast.now(new Coverage(path, excluded()));
            size = size.plus(look.size());
            effective.addAll(look.effective());
            List<String> leftOut = look.leftOut().stream()
                    .filter(left -> !left.equals(to.path()))
                    .toList();
            if (!leftOut.isEmpty()) {
                forecast.remark("leaves out " + String.join(" ", leftOut)
                        + (look.more() > 0 ? " and " + look.more() + " more" : ""));
            }
        }
        exclude.patterns().stream()
                .filter(pattern -> effective.stream().noneMatch(it -> it.equals(pattern) || it.endsWith("/" + pattern)))
                .filter(pattern ->
                        !pattern.startsWith("/") || exclude.patterns().stream().noneMatch(pattern::endsWith))
                .forEach(pattern ->
                        forecast.remark("exclude: '" + pattern + "' leaves nothing out: nothing is called so"));
        forecast.costs(size, Duration.ofSeconds(1 + size.bytes() / PACE));
        Size free = forecast.now(new FreeSpace(to.context(), to.path()));
        if (free.compareTo(size) < 0) {
            forecast.unmet("a backup of " + archive.name() + " may need " + size + ", and " + free + " are free in "
                    + to.path() + ": make room, or give another folder as to:");
        }
    }

    @Override
    public Result apply(Work work) {
        FileWriter files = work.files(to.context());
        Place archive = archive(work.run());
        if (!files.exists(archive.path())) {
            String part = part(archive);
            files.remove(part);
            files.makeFolders(to.path());
            pack(work, files, part, archive);
        }
        retention().ifPresent(retention -> retention.note(work, archive.path()));
        Size size = files.info(archive.path()).map(FileInfo::size).orElse(Size.ZERO);
        return Result.of(Value.of(archive.path())).remark("read back, " + size);
    }

    /** What was begun is removed where it is not brought to its end: by a stop, its time, or a disk that is full. */
    private void pack(Work work, FileWriter files, String part, Place archive) {
        ArchiveReader.Contents written;
        try (Limit limit = work.limit(timeout, () -> {})) {
            written = write(work, limit, files, part);
            readBack(work, limit, files, part, written);
        } catch (Failure failure) {
            files.remove(part);
            throw failure;
        }
        String line = written.digest().hex() + "  " + archive.name() + "\n";
        files.write(archive.path() + ".sha256", SecretText.plain(line), Optional.of(0600));
        files.rename(part, archive.path());
    }

    private static String part(Place archive) {
        return archive.path() + ".part";
    }

    private ArchiveReader.Contents write(Work work, Limit limit, FileWriter files, String part) {
        try (ArchiveWriter archive = new ArchiveWriter(files.create(part))) {
            for (Place path : paths) {
                Exclusions excluded = excluded();
                files.walk(
                        path.path(),
                        found -> excluded.fits(path.path(), found),
                        (found, info, content) -> add(work, limit, files, archive, found, info, content));
            }
            return archive.finish();
        } catch (IOException broken) {
            throw new Failure(Exit.FAILED, "the backup cannot be written: " + Reason.of(broken), broken);
        }
    }

    private static void add(
            Work work,
            Limit limit,
            FileWriter files,
            ArchiveWriter archive,
            String path,
            FileInfo info,
            FileReader.Content file)
            throws IOException {
        String name = path.substring(1);
        limit.check(path);
        switch (info.kind()) {
            case FOLDER, LINK -> archive.add(name, info);
            case OTHER -> work.say("left out, for it is neither a file nor a folder nor a link: " + path);
            case FILE -> {
                try (InputStream content = file.open()) {
                    archive.add(name, info, content, bytes -> pace(work, limit, path, bytes));
                }
                refuseChanged(files, path, info);
            }
        }
    }

    private static void pace(Work work, Limit limit, String path, long bytes) {
        limit.check(path);
        work.progress(Headway.of(bytes, 0, "bytes"));
    }

    private static void refuseChanged(FileWriter files, String path, FileInfo before) {
        boolean same = files.info(path)
                .map(now -> now.size().equals(before.size()) && now.modified().equals(before.modified()))
                .orElse(false);
        if (!same) {
            throw Failure.failed(
                    path + " changed while it was backed up",
                    "stop what writes to it before this step, or leave it out with exclude:");
        }
    }

    /** A backup counts only once it was read back. */
    private static void readBack(
            Work work, Limit limit, FileWriter files, String part, ArchiveReader.Contents written) {
        try (InputStream stream = files.open(part)) {
            ArchiveReader.Contents contents = ArchiveReader.read(
                    part, stream, (entry, content) -> content.transferTo(nowhere(work, limit, part)));
            if (!contents.equals(written)) {
                throw Failure.failed(
                        "the backup does not read back as it was written: " + part,
                        "look at the disk before anything else");
            }
        } catch (IOException broken) {
            throw new Failure(Exit.FAILED, "the backup cannot be read back: " + Reason.of(broken), broken);
        }
    }

    private static OutputStream nowhere(Work work, Limit limit, String part) {
        return new OutputStream() {
            private long bytes;

            @Override
            public void write(int one) {
                bytes++;
            }

            @Override
            public void write(byte[] from, int offset, int count) {
                bytes += count;
                pace(work, limit, part, bytes);
            }
        };
    }

    @Override
    public void accept(Work work) {
        retention().ifPresent(retention -> retention.accept(work));
    }

    @Override
    public void discard(Work work) {
        work.files(to.context()).remove(part(archive(work.run())));
    }

    @Override
    public List<Target> touches() {
        return List.of(to.target());
    }
}
