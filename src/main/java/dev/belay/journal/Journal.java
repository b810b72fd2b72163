package dev.belay.journal;

import dev.belay.plan.Plan;
import dev.belay.value.Exit;
import dev.belay.value.Failure;
import dev.belay.value.Reason;
import java.io.IOException;
import java.nio.file.Path;

/**
 * The journal of a run, open for writing by the one who holds the site's lock. Not safe for several threads.
 *
 * <p>Space is kept in reserve, so that an outcome can be written when the disk is full: a record that begins something ({@link
 * Entry.Intended}, {@link Entry.Undoing}, {@link Entry.Revised}) is refused while there is no reserve, any other may use it up.
 */
public final class Journal implements AutoCloseable {

    /** The file in a run's folder. */
    static final String FILE = "journal.jsonl";

    private final Path file;
    private final Reserve reserve;
    private final Storage.Appender appender;
    private final Tally tally;
    private Chain chain;
    private long length;
    private boolean broken;

    private Journal(Path file, Reserve reserve, Storage.Appender appender, Tally tally, Chain.Content content) {
        this.file = file;
        this.reserve = reserve;
        this.appender = appender;
        this.tally = tally;
        this.chain = content.chain();
        this.length = content.length();
    }

    /** A new journal in a folder that nobody else knows of yet; the caller forces the folder. */
    static Journal create(Storage storage, Path folder, Plan plan, Entry.Opened first) throws IOException {
        Reserve reserve = new Reserve(storage, folder);
        reserve.make();
        Path file = folder.resolve(FILE);
        Journal journal = new Journal(
                file, reserve, storage.create(file), new Tally(plan), Chain.read(file.toString(), new byte[0]));
        try {
            journal.append(first);
            return journal;
        } catch (Failure failure) {
            journal.close();
            throw failure;
        }
    }

    /** The journal of a run, to go on; what an interrupted write left at its end is cut off. */
    static Journal open(Storage storage, Path folder, Plan plan) {
        Path file = folder.resolve(FILE);
        try {
            Chain.Content content = Chain.read(file.toString(), storage.read(file));
            Tally tally = new Tally(plan);
            content.entries().forEach(entry -> {
                tally.check(entry);
                tally.add(entry);
            });
            Storage.Appender appender = storage.open(file);
            try {
                if (appender.size() > content.length()) {
                    appender.truncate(content.length());
                }
                appender.force();
            } catch (IOException e) {
                appender.close();
                throw e;
            }
            return new Journal(file, new Reserve(storage, folder), appender, tally, content);
        } catch (IOException e) {
            throw StateFolder.unusable(file, e);
        }
    }

    /**
     * Adds a record; it is on the disk when this returns.
     *
     * @throws Failure where it could not be made durable; the journal holds it wholly or not at all, and takes more records only
     *     where that is certain. Exit code 9 where a record cannot follow the ones before it.
     */
    public void append(Entry entry) {
        if (broken) {
            throw new Failure(
                    Exit.FAILED,
                    file + " could not be written before, and it is not known how far it came",
                    "look at the disk, then start the command again: it reads what is there");
        }
        tally.check(entry);
        Chain.Link link = chain.link(entry);
        byte[] bytes = link.bytes();
        boolean begins = begins(entry);
        if (begins && !reserve.ready()) {
            throw full("there is no space for what must be written when the step ends");
        }
        if (!write(bytes, begins)) {
            reserve.release();
            write(bytes, true);
        }
        chain = link.chain();
        length += bytes.length;
        tally.add(entry);
        if (Tally.closes(entry)) {
            reserve.release();
        }
    }

    /** What the records add up to. Its cost grows with the number of steps; {@link #step} is for one step. */
    public RunState state() {
        return tally.state();
    }

    /** The state of a step of the plan or of the undo; its cost does not grow with their number. */
    public RunState.StepState step(String id) {
        return tally.step(id);
    }

    @Override
    public void close() {
        try {
            appender.close();
        } catch (IOException e) {
            throw StateFolder.unusable(file, e);
        }
    }

    private static boolean begins(Entry entry) {
        return entry instanceof Entry.Opened
                || entry instanceof Entry.Intended
                || entry instanceof Entry.Undoing
                || entry instanceof Entry.Revised;
    }

    /** False where it could not be written and nothing of it is left; a failure where this was the last try. */
    private boolean write(byte[] bytes, boolean last) {
        try {
            if (appender.size() != length) {
                broken = true;
                throw Chain.damaged(file + ": somebody else writes to it");
            }
            appender.append(bytes);
            appender.force();
            return true;
        } catch (IOException e) {
            cutOff();
            if (last) {
                throw full(Reason.of(e));
            }
            return false;
        }
    }

    /** What a failed write left must go before another record follows it. */
    private void cutOff() {
        try {
            appender.truncate(length);
            appender.force();
        } catch (IOException e) {
            broken = true;
            throw full(Reason.of(e));
        }
    }

    private Failure full(String why) {
        String next =
                tally.opened().map(opened -> "belay resume " + opened.run()).orElse("start again");
        return new Failure(
                Exit.FAILED, file + " cannot be written: " + why, "free some space on its disk, then: " + next);
    }
}
