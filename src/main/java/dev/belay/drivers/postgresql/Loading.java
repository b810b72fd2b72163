package dev.belay.drivers.postgresql;

import dev.belay.database.Database;
import dev.belay.driver.Work;
import dev.belay.driver.database.BackupFacts;
import dev.belay.driver.database.Inside;
import dev.belay.host.Command;
import dev.belay.host.Completed;
import dev.belay.host.Context;
import dev.belay.host.FileReader;
import dev.belay.value.Digest;
import dev.belay.value.Exit;
import dev.belay.value.Failure;
import dev.belay.value.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Fills an empty database from a file, and counts what arrived.
 *
 * @param work the step's hands
 * @param database the empty one
 * @param context of the step
 * @param accept patterns of errors that are no failure
 * @param timeout after which it is ended
 */
record Loading(Work work, Database database, Context context, List<String> accept, Optional<Duration> timeout) {

    private static final byte[] ARCHIVE = "PGDMP".getBytes(StandardCharsets.US_ASCII);

    /**
     * Loads the file.
     *
     * @return what should be said of it, the given lines first
     * @throws Failure where an error is not among the accepted ones, or less arrived than the file holds
     */
    List<String> load(String path, List<String> lines) {
        List<String> remarks = new ArrayList<>(lines);
        FileReader files = work.host().files(account());
        mustBeWhole(files, path);
        LoadErrors errors = isArchive(files, path) ? restore(path) : run(files, path);
        errors.accepted().forEach(line -> remarks.add("accepted: " + line));
        try (Session inside = Session.of(work, database)) {
            inside.run("analyze");
        }
        return remarks;
    }

    private void mustBeWhole(FileReader files, String path) {
        Optional<String> expected = files.text(path + BackupFacts.CHECKSUM);
        if (expected.isPresent()) {
            String found = files.digest(path).map(Digest::hex).orElse("nothing");
            if (!expected.get().startsWith(found)) {
                throw Failure.failed(
                        "the backup " + path + " is not what was written: its checksum is " + found,
                        "look for another backup; nothing was changed");
            }
        }
    }

    /** True for what pg_restore reads, false for a file of SQL. */
    static boolean isArchive(FileReader files, String path) {
        if (!files.list(path).isEmpty() || path.endsWith(".tar")) {
            return true;
        }
        try (InputStream stream = files.open(path)) {
            return Arrays.equals(stream.readNBytes(ARCHIVE.length), ARCHIVE);
        } catch (IOException e) {
            throw Failure.failed(path + " cannot be read: " + Reason.of(e));
        }
    }

    private LoadErrors restore(String path) {
        PgTools tools = PgTools.loading(
                        work.read(new FileFacts.InstalledTools(database, account())),
                        work.read(new DatabaseFacts.ServerVersion(database)))
                .orElseThrow(() -> Failure.failed("no pg_restore is there for " + database));
        Completed listed = work.run(tools.list(path, account()));
        if (!listed.ok()) {
            throw Failure.failed(path + " is no backup that " + tools.restore() + " can read: "
                    + listed.output().strip());
        }
        Command load = tools.load(database, context, work.run(), path, !accept.isEmpty());
        Completed loaded = Inside.run(work, database, load.timeout(timeout).leavingNothing());
        if (loaded.stopped()) {
            throw new Failure(Exit.INTERRUPTED, "stopped by the operator; nothing was changed");
        }
        LoadErrors errors = LoadErrors.of(loaded.output(), accept);
        if (loaded.timedOut() || (loaded.exit() != 0 && !errors.allAccepted())) {
            throw Failure.failed(
                    "the backup was not restored: "
                            + (loaded.timedOut() ? "it was ended after its time was over; " : "")
                            + errors.refused().stream().findFirst().orElse("pg_restore ended with " + loaded.exit()),
                    "nothing was changed; errors that may happen can be named with accept:");
        }
        mustHaveArrived(Archive.of(listed.out()).tables() - errors.accepted().size());
        return errors;
    }

    private LoadErrors run(FileReader files, String path) {
        LoadErrors errors = SqlRun.load(work, timeout, database, path, files.open(path), accept);
        mustHaveArrived(1);
        return errors;
    }

    private void mustHaveArrived(long tables) {
        try (Session inside = Session.of(work, database)) {
            long arrived = Long.parseLong(inside.column(
                            "select count(*) from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace"
                                    + " where c.relkind in ('r', 'p', 'v', 'm', 'f') and n.nspname !~ '^pg_'"
                                    + " and n.nspname <> 'information_schema'")
                    .get(0));
            if (arrived < tables) {
                throw Failure.failed("the backup holds " + tables + " tables, only " + arrived + " arrived");
            }
            work.say(arrived + " tables arrived in " + database.name());
        }
    }

    private Context account() {
        return PgTools.account(database, context);
    }
}
