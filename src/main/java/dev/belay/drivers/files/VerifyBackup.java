package dev.belay.drivers.files;

import dev.belay.catalog.Form;
import dev.belay.catalog.Options;
import dev.belay.catalog.Subject;
import dev.belay.driver.Action;
import dev.belay.driver.Back;
import dev.belay.driver.Forecast;
import dev.belay.driver.FreeSpace;
import dev.belay.driver.Limit;
import dev.belay.driver.Operation;
import dev.belay.driver.Result;
import dev.belay.driver.Target;
import dev.belay.driver.TreeSize;
import dev.belay.driver.Work;
import dev.belay.driver.database.BackupFacts;
import dev.belay.expr.Type;
import dev.belay.host.FileInfo;
import dev.belay.host.FileReader;
import dev.belay.host.FileWriter;
import dev.belay.plan.Again;
import dev.belay.value.Digest;
import dev.belay.value.Exit;
import dev.belay.value.Failure;
import dev.belay.value.Reason;
import dev.belay.value.Size;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * {@code verify backup: archive}: unpacks a backup of files into a scratch folder beside it, counts what came of it, and removes the
 * folder.
 *
 * @param archive a tar.zst
 */
record VerifyBackup(Place archive, Optional<Duration> timeout) implements Action {

    private static final long PACE = 60_000_000;

    static final Operation OPERATION = new Operation(
            Form.of("verify", Subject.none(), "backup", Type.PATH, "the archive, mostly the result of a backup step")
                    .option(Options.TIMEOUT, Options.AS, Options.DIR)
                    .doc(
                            "Unpacks a backup of files into a scratch folder beside it, reads each file again, counts files and bytes,"
                                    + " holds them against what the archive holds, and removes the folder.")
                    .example("def files = backup files: ['data'], to: '/srv/backup'\nverify backup: files")
                    .form(),
            arguments -> new VerifyBackup(
                    Place.of(arguments, arguments.text("backup")), arguments.optionalDuration("timeout")));

    /** What is in a folder, or was unpacked into it. */
    private record Counted(long files, long links, long bytes) {
        Counted and(FileInfo info) {
            return switch (info.kind()) {
                case FILE -> new Counted(files + 1, links, bytes + info.size().bytes());
                case LINK -> new Counted(files, links + 1, bytes);
                default -> this;
            };
        }

        @Override
        public String toString() {
            return files
                    + (files == 1 ? " file, " : " files, ")
                    + (links == 0 ? "" : links + (links == 1 ? " link, " : " links, "))
                    + Size.of(bytes);
        }
    }

    @Override
    public void predict(Forecast f) {
        f.checks();
        f.again(Again.CLEAN_FIRST);
        f.back(new Back.Nothing());
        if (!f.now(new BackupFacts.Stands(archive.context(), archive.path()))) {
            f.unmet("there is no file " + archive.path());
            return;
        }
        Size size = f.now(new TreeSize(archive.context(), archive.path()));
        Size free = f.now(new FreeSpace(archive.context(), archive.parent().path()));
        if (free.compareTo(size) < 0) {
            f.unmet(archive.parent().path() + " has " + free + " free, and what is in " + archive.name()
                    + " is larger than " + size);
        }
        f.costs(size, Duration.ofSeconds(1 + size.bytes() / PACE));
        f.remark("unpacks it into the scratch folder " + scratch(f.run(), f.keep()) + ", counts, and removes it");
    }

    @Override
    public Result apply(Work w) {
        FileWriter files = w.files(archive.context());
        String scratch = scratch(w.run(), w.keep());
        files.remove(scratch);
        try {
            Counted held = unpack(w, files, scratch);
            Counted found = count(files, scratch, new Counted(0, 0, 0));
            if (!found.equals(held)) {
                throw Failure.failed(
                        "what was unpacked from " + archive.path() + " is not what it holds: " + held
                                + " in the archive, unpacked: " + found,
                        "do not rest on this backup");
            }
            return Result.none().remark(archive.path() + " unpacked: " + found + ", as in the backup");
        } finally {
            files.remove(scratch);
        }
    }

    private Counted unpack(Work w, FileWriter files, String scratch) {
        files.makeFolders(scratch);
        Unpacked unpacked = new Unpacked(files, false);
        Counted[] held = {new Counted(0, 0, 0)};
        try (Limit limit = w.limit(timeout, () -> {});
                InputStream stream = new LimitedStream(limit, archive.path(), files.open(archive.path()))) {
            ArchiveReader.Contents contents = ArchiveReader.read(archive.path(), stream, (entry, content) -> {
                limit.check(entry.name());
                Optional<String> shared = entry.hardLinkTo().map(name -> scratch + "/" + name);
                String path = entry.name().isEmpty() ? scratch : scratch + "/" + entry.name();
                unpacked.add(scratch, path, entry.info(), shared, content);
                held[0] = held[0].and(shared.isPresent() ? sized(files, shared.get()) : entry.info());
            });
            unpacked.finish();
            refuseOther(files, contents.digest());
        } catch (IOException broken) {
            throw new Failure(Exit.FAILED, archive.path() + " cannot be unpacked: " + Reason.of(broken), broken);
        }
        return held[0];
    }

    private static FileInfo sized(FileReader files, String path) {
        return files.info(path).orElseThrow(() -> Failure.failed("the archive shares a file that it does not hold"));
    }

    /** Where a checksum stands beside the archive, it must be the archive's. */
    private void refuseOther(FileReader files, Digest digest) {
        files.text(archive.path() + BackupFacts.CHECKSUM)
                .filter(line -> !line.startsWith(digest.hex()))
                .ifPresent(line -> {
                    throw Failure.failed(archive.path() + " is not what its checksum file says", "use another backup");
                });
    }

    private static Counted count(FileReader files, String folder, Counted before) {
        Counted counted = before;
        for (String name : files.list(folder)) {
            String path = folder + "/" + name;
            FileInfo info = sized(files, path);
            counted = counted.and(info);
            if (info.kind() == FileInfo.Kind.FOLDER) {
                counted = count(files, path, counted);
            }
        }
        return counted;
    }

    @Override
    public void discard(Work w) {
        w.files(archive.context()).remove(scratch(w.run(), w.keep()));
    }

    @Override
    public List<Target> touches() {
        return List.of();
    }

    /** The digits of the step's own folder tell apart two steps that look at one archive. */
    private String scratch(String run, String keep) {
        return archive.path() + ".scratch-" + run + "-"
                + Digest.of(keep.substring(keep.lastIndexOf('/') + 1)).hex().substring(0, 4);
    }
}
