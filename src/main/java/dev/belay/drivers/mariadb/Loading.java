package dev.belay.drivers.mariadb;

import dev.belay.database.Database;
import dev.belay.driver.Work;
import dev.belay.driver.database.BackupFacts;
import dev.belay.driver.database.Inside;
import dev.belay.driver.database.Tolerance;
import dev.belay.host.Command;
import dev.belay.host.Completed;
import dev.belay.host.Context;
import dev.belay.host.FileReader;
import dev.belay.value.Digest;
import dev.belay.value.Exit;
import dev.belay.value.Failure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Fills an empty database from a file, and looks whether all arrived.
 *
 * @param work the step's hands
 * @param database the empty one
 * @param context of the step
 * @param accept patterns of errors that are no failure
 * @param timeout after which it is ended
 */
record Loading(Work work, Database database, Context context, Tolerance accept, Optional<Duration> timeout) {

    private static final Pattern ERROR =
            Pattern.compile("(?m)^ERROR (\\d+)(?: \\(\\w+\\))?(?: at line (\\d+)[^:]*)?: (.*)$");

    /**
     * Loads the file.
     *
     * @return what should be said of it
     * @throws Failure where an error is not among the accepted ones, or less arrived than the file holds
     */
    List<String> load(String path) {
        FileReader files = work.host().files(context);
        mustBeWhole(files, path);
        DumpFile dump = DumpFile.read(path, files.open(path));
        MariadbTools tools = work.read(new MariadbTools.Installed(database, context))
                .orElseThrow(() -> Failure.unmet(MariadbTools.missing(database)));
        Command load = tools.load(
                database, context, work.run(), path, !accept.patterns().isEmpty());
        Completed loaded = Inside.run(work, database, load.timeout(timeout).leavingNothing());
        List<String> remarks = judge(loaded);
        mustHaveArrived(dump, remarks.size());
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

    private List<String> judge(Completed loaded) {
        if (loaded.stopped()) {
            throw new Failure(Exit.INTERRUPTED, "stopped by the operator; nothing was changed");
        }
        List<String> remarks = new ArrayList<>();
        List<String> refused = new ArrayList<>();
        Matcher errors = ERROR.matcher(loaded.output());
        while (errors.find()) {
            String place = errors.group(2) == null ? "" : " at line " + errors.group(2);
            boolean fits = accept.fits(errors.group(3)) || accept.fits(errors.group(1));
            (fits ? remarks : refused).add((fits ? "accepted: " : "") + errors.group(3) + place);
        }
        boolean broken = loaded.timedOut() || (!loaded.ok() && remarks.isEmpty());
        if (broken || !refused.isEmpty()) {
            throw Failure.failed(
                    "the backup was not restored: "
                            + (loaded.timedOut() ? "it was ended after its time was over; " : "")
                            + refused.stream().findFirst().orElse("the client ended with " + loaded.exit()),
                    "nothing was changed; errors that may happen can be named with accept:");
        }
        return remarks;
    }

    private void mustHaveArrived(DumpFile dump, int accepted) {
        TreeSet<String> missing = new TreeSet<>(dump.tables());
        List<String> arrived = work.read(new DatabaseFacts.TableNames(database));
        missing.removeAll(arrived);
        if (missing.size() > accepted) {
            throw Failure.failed("the backup holds " + dump.tables().size() + " tables, these did not arrive: "
                    + String.join(", ", missing));
        }
        if (arrived.isEmpty()) {
            throw Failure.failed("the file holds no tables", "is it a backup of the whole database?");
        }
        work.say(arrived.size() + " tables arrived in " + database.name());
    }
}
