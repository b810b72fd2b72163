package dev.belay.journal;

import dev.belay.plan.Json;
import dev.belay.plan.JsonText;
import dev.belay.plan.PreviewJson;
import dev.belay.value.Exit;
import dev.belay.value.Failure;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The lock of a site: a lock of the system on the file {@code lock}, which dies with the process that holds it. Who holds it is
 * written beside it, in {@code holder.json}, for people.
 *
 * <p>A process loses its lock on a file as soon as it closes any channel to that file. So a process that holds the lock must
 * never open the file again; it knows itself by an id in {@code holder.json}.
 */
public final class SiteLock implements AutoCloseable {

    private static final String PROCESS = UUID.randomUUID().toString();
    private static final int TRIES = 20;
    private static final long PAUSE = 50;

    private final StateFolder site;
    private final FileChannel channel;
    private final Optional<Holder> died;

    /**
     * Who holds a lock.
     *
     * @param by user@host
     * @param pid the process
     * @param since when it was taken
     * @param run the run's id; empty before it has one
     * @param command what is done, as typed: {@code run}, {@code undo}
     */
    public record Holder(String by, long pid, Instant since, String run, String command) {

        /** True where this very process holds it. */
        public boolean isThisProcess() {
            return pid == ProcessHandle.current().pid();
        }

        /** For messages: {@code belay run nextgisweb-7f3a of anna@gis, process 4711, since 2026-01-31T22:04:00Z}. */
        @Override
        public String toString() {
            return "belay " + command + (run.isEmpty() ? "" : " " + run) + " of " + by + ", process " + pid + ", since "
                    + since.truncatedTo(ChronoUnit.SECONDS);
        }
    }

    /** What is written beside the lock. */
    private record Note(Holder holder, String process) {}

    private SiteLock(StateFolder site, FileChannel channel, Optional<Holder> died) {
        this.site = site;
        this.channel = channel;
        this.died = died;
    }

    /**
     * Takes the lock, without waiting for another run.
     *
     * @throws Failure (4) where it is held, naming the holder; (5) where the site's state cannot be kept in its folder
     */
    public static SiteLock take(StateFolder site, String by, String run, String command) {
        Holder holder = new Holder(by, ProcessHandle.current().pid(), Instant.now(), run, command);
        try {
            StatePlace.check(site.path());
            site.prepare();
            for (int tries = 0; tries < TRIES; tries++) {
                Optional<SiteLock> lock = attempt(site, holder);
                if (lock.isPresent()) {
                    return lock.get();
                } else if (alive(note(site))) {
                    break;
                }
                Thread.sleep(PAUSE); // a holder that is just ending, or that only asks who holds it, is gone at once
            }
        } catch (IOException e) {
            throw StateFolder.unusable(lockFile(site), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw held(site);
    }

    /** Who holds the lock; empty where nobody does. */
    public static Optional<Holder> holder(StateFolder site) {
        Optional<Note> note = note(site);
        if (note.isEmpty() || !Files.exists(lockFile(site))) {
            return Optional.empty();
        }
        try {
            return locked(site, note) ? note.map(Note::holder) : Optional.empty();
        } catch (IOException e) {
            throw StateFolder.unusable(lockFile(site), e);
        }
    }

    /** The holder before, where it died without giving the lock back: children of it may still live. */
    public Optional<Holder> died() {
        return died;
    }

    /** Gives the lock back. */
    @Override
    public void close() {
        synchronized (SiteLock.class) {
            try {
                if (channel.isOpen()) {
                    Files.deleteIfExists(holderFile(site));
                    channel.close();
                }
            } catch (IOException e) {
                throw StateFolder.unusable(lockFile(site), e);
            }
        }
    }

    private static Optional<SiteLock> attempt(StateFolder site, Holder holder) throws IOException {
        synchronized (SiteLock.class) {
            Optional<Note> before = note(site);
            if (isOwn(before)) {
                return Optional.empty();
            }
            FileChannel channel = open(site);
            if (!lock(channel)) {
                return Optional.empty();
            }
            write(site, holder);
            return Optional.of(new SiteLock(site, channel, before.map(Note::holder)));
        }
    }

    private static boolean locked(StateFolder site, Optional<Note> note) throws IOException {
        synchronized (SiteLock.class) {
            if (isOwn(note)) {
                return true;
            }
            FileChannel channel = open(site);
            boolean free = lock(channel);
            channel.close();
            return !free;
        }
    }

    private static FileChannel open(StateFolder site) throws IOException {
        return FileChannel.open(
                lockFile(site),
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS),
                LocalStorage.FILE);
    }

    /** Takes the system's lock; where that fails the channel is closed. */
    private static boolean lock(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            if (lock == null) {
                channel.close();
            }
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false; // this process holds it and somebody removed its note: closing the channel would give the
            // lock away
        }
    }

    private static boolean isOwn(Optional<Note> note) {
        return note.filter(each -> each.process().equals(PROCESS)).isPresent();
    }

    private static boolean alive(Optional<Note> note) {
        return note.flatMap(each -> ProcessHandle.of(each.holder().pid()))
                .filter(ProcessHandle::isAlive)
                .isPresent();
    }

    /** The refusal (4) where another holds the lock, with who that is. */
    public static Failure held(StateFolder site) {
        String who = note(site).map(note -> note.holder().toString()).orElse("a Belay that has not said yet who it is");
        return new Failure(
                Exit.BLOCKED,
                "the site is locked by " + who,
                "wait for its end, or watch it: belay attach",
                "the lock dies with that process; it is never removed by hand");
    }

    /** A note that cannot be written is no reason to fail: it is for people only, and the disk may be full. */
    private static void write(StateFolder site, Holder holder) {
        Json json = Json.object()
                .put("by", holder.by())
                .put("pid", holder.pid())
                .put("since", PreviewJson.instant(holder.since()))
                .put("run", holder.run())
                .put("command", holder.command())
                .put("process", PROCESS)
                .build();
        Path draft = holderFile(site).resolveSibling("holder.json.new");
        try {
            Files.deleteIfExists(draft);
            Files.createFile(draft, LocalStorage.FILE);
            Files.writeString(draft, JsonText.line(json) + "\n");
            Files.move(draft, holderFile(site), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            // see above
        }
    }

    private static Optional<Note> note(StateFolder site) {
        try {
            Json.Fields fields = Json.fields(JsonText.parse(Files.readString(holderFile(site))));
            Holder holder = new Holder(
                    fields.text("by"),
                    fields.number("pid"),
                    fields.get("since", PreviewJson::instant),
                    fields.text("run"),
                    fields.text("command"));
            return Optional.of(new Note(holder, fields.text("process")));
        } catch (IOException | Json.Misfit e) {
            return Optional.empty();
        }
    }

    private static Path lockFile(StateFolder site) {
        return site.path().resolve("lock");
    }

    private static Path holderFile(StateFolder site) {
        return site.path().resolve("holder.json");
    }
}
