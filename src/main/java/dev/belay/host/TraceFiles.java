package dev.belay.host;

import dev.belay.value.Exit;
import dev.belay.value.Failure;
import dev.belay.value.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The files of one command that runs under the wrapper, all of mode 0600:
 *
 * <ul>
 *   <li>{@code TOKEN.begun}, forced before anything starts: the machine's boot and the timeout in milliseconds
 *   <li>{@code TOKEN.pid}, made by the wrapper as its first act, only if there is none: its line of /proc/PID/stat
 *   <li>{@code TOKEN.out} and {@code TOKEN.err}: what the command printed, as it printed it
 *   <li>{@code TOKEN.exit}: blanks, kept so that a full disk does not stand in the way; in the end the exit code and a line's end
 * </ul>
 *
 * <p>A Belay that was killed between starting the wrapper and the wrapper's first act leaves no pid file. A later Belay then makes
 * one itself, which only one of the two can: either the command never starts, or it is seen.
 */
record TraceFiles(Path folder, String token) {

    private static final String BEGUN = ".begun";
    private static final String WITHDRAWN = "withdrawn";
    private static final String BLANKS = "       \n";
    private static final int TICKS_PER_SECOND = 100; // USER_HZ, which Linux shows everywhere
    private static final Duration CLAIMING = Duration.ofSeconds(2);

    static TraceFiles of(Host.Trace trace) {
        return new TraceFiles(Path.of(trace.folder()).toAbsolutePath(), trace.token());
    }

    /** All in the folders right below one. */
    static List<Host.Trace> below(Path folder) {
        List<Host.Trace> traces = new ArrayList<>();
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(folder, Files::isDirectory)) {
            for (Path each : folders) {
                try (DirectoryStream<Path> begun = Files.newDirectoryStream(each, "*" + BEGUN)) {
                    begun.forEach(file -> traces.add(trace(file)));
                }
            }
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException | DirectoryIteratorException e) {
            throw Failure.failed("cannot look for commands in " + folder + ": " + e.getMessage());
        }
        traces.sort(Comparator.comparing(Host.Trace::token));
        return traces;
    }

    private static Host.Trace trace(Path begun) {
        String name = String.valueOf(begun.getFileName());
        return new Host.Trace(String.valueOf(begun.getParent()), name.substring(0, name.length() - BEGUN.length()));
    }

    /** What the pid file says. */
    enum Claim {
        NONE,
        WITHDRAWN,
        BROKEN,
        STARTED
    }

    /** The path that all of the files begin with. */
    String base() {
        return folder.resolve(token).toString();
    }

    Path out() {
        return file("out");
    }

    Path err() {
        return file("err");
    }

    /**
     * Makes the files that stand before the start, and forces them.
     *
     * @throws Failure where the trace has served before, or cannot be written
     */
    void begin(Optional<Duration> timeout) {
        try {
            Files.createDirectories(folder, attribute("rwx------"));
            String limit = timeout.map(Duration::toMillis).map(String::valueOf).orElse("-");
            fresh("begun", boot() + " " + limit + "\n");
            fresh("out", "");
            fresh("err", "");
            fresh("exit", BLANKS);
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        } catch (FileAlreadyExistsException e) {
            throw new Failure(Exit.DAMAGED, "a command was begun under the trace " + base() + " before", e);
        } catch (IOException e) {
            throw Failure.failed("cannot keep the output of a command in " + folder + ": " + Reason.of(e));
        }
    }

    /** True where a command was begun under this trace. */
    boolean begun() {
        return Files.exists(file("begun"));
    }

    /** True where it was begun since the machine was started. */
    boolean thisBoot() {
        return beginning().get(0).equals(boot());
    }

    /** The timeout that it was begun with. */
    Optional<Duration> timeout() {
        return beginning().stream()
                .skip(1)
                .filter(text -> text.matches("[0-9]+"))
                .findFirst()
                .map(text -> Duration.ofMillis(Long.parseLong(text)));
    }

    /** The wrapper's process as it was at the start; empty where the pid file is not whole. */
    Optional<ProcessEntry> started() {
        return content("pid").filter(text -> text.endsWith("\n")).flatMap(ProcessEntry::parse);
    }

    /** The exit code that the wrapper wrote; empty where it has not. */
    Optional<Integer> exit() {
        return content("exit")
                .filter(text -> text.matches("(?s)[0-9]{1,3}\n.*"))
                .map(text -> Integer.parseInt(text.substring(0, text.indexOf('\n'))));
    }

    /** Writes down the exit code of a command whose wrapper had to be killed with it. */
    void ended(int exit) {
        try {
            Files.writeString(file("exit"), exit + "\n");
        } catch (IOException e) {
            throw Failure.failed("cannot keep the end of a command in " + folder + ": " + Reason.of(e));
        }
    }

    /** True while the wrapper runs: the same process, not another of its number. */
    boolean alive() {
        return thisBoot()
                && started()
                        .flatMap(then -> ProcessEntry.of(then.pid()).filter(now -> now.started() == then.started()))
                        .isPresent();
    }

    /** The time since the wrapper started, by the machine's own clock, which nobody sets. */
    Duration sinceStart() {
        try {
            String uptime = Files.readString(Path.of("/proc/uptime")).split(" ")[0];
            long ticks = started().map(ProcessEntry::started).orElse(0L);
            return Duration.ofMillis((long) (Double.parseDouble(uptime) * 1000) - ticks * 1000 / TICKS_PER_SECOND);
        } catch (IOException e) {
            return Duration.ZERO;
        }
    }

    /** When the wrapper started. */
    Instant since() {
        return Instant.now().minus(sinceStart());
    }

    /** Lets the user that the command runs as open its own output again, as by /dev/stderr; the folder stays closed. */
    void give(String user) {
        try {
            UserPrincipal owner =
                    folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(user);
            Files.setOwner(out(), owner);
            Files.setOwner(err(), owner);
        } catch (IOException e) {
            throw Failure.failed("cannot give " + out() + " to " + user + ": " + Reason.of(e));
        }
    }

    /** The first lines of one of the outputs. */
    String head(Path output) {
        try (InputStream in = Files.newInputStream(output)) {
            return new String(in.readNBytes(1024), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            return "";
        }
    }

    /** How long it ran, by the times of its files. */
    Duration took() {
        try {
            Duration between = Duration.between(
                    Files.getLastModifiedTime(file("begun")).toInstant(),
                    Files.getLastModifiedTime(file("exit")).toInstant());
            return between.isNegative() ? Duration.ZERO : between;
        } catch (IOException e) {
            return Duration.ZERO;
        }
    }

    /** What the pid file says now. */
    Claim claim() {
        Optional<String> text = content("pid");
        if (text.isEmpty()) {
            return Claim.NONE;
        }
        if (text.get().startsWith(WITHDRAWN)) {
            return Claim.WITHDRAWN;
        }
        return started().isPresent() ? Claim.STARTED : Claim.BROKEN;
    }

    /** Makes sure that the wrapper either has started or never will; waits a little for one that is just writing. */
    Claim settled() throws InterruptedException {
        if (claim() == Claim.NONE) {
            try {
                fresh("pid", WITHDRAWN + "\n");
            } catch (FileAlreadyExistsException e) {
                // the wrapper was quicker
            } catch (IOException e) {
                throw Failure.failed("cannot write in " + folder + ": " + Reason.of(e));
            }
        }
        long end = System.nanoTime() + CLAIMING.toNanos();
        while (claim() == Claim.BROKEN && System.nanoTime() < end) {
            Thread.sleep(5);
        }
        return claim();
    }

    private List<String> beginning() {
        return List.of(content("begun").orElse("").strip().split(" "));
    }

    private Path file(String kind) {
        return folder.resolve(token + "." + kind);
    }

    private Optional<String> content(String kind) {
        try {
            return Optional.of(Files.readString(file(kind), StandardCharsets.ISO_8859_1));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw Failure.failed("cannot read " + file(kind) + ": " + Reason.of(e));
        }
    }

    private void fresh(String kind, String content) throws IOException {
        try (FileChannel channel = FileChannel.open(
                file(kind), Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), attribute("rw-------"))) {
            if (!content.isEmpty()) {
                channel.write(ByteBuffer.wrap(content.getBytes(StandardCharsets.UTF_8)));
                channel.force(true);
            }
        }
    }

    private static FileAttribute<Set<PosixFilePermission>> attribute(String permissions) {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
    }

    private static String boot() {
        try {
            return Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
        } catch (IOException e) {
            return "unknown";
        }
    }
}
