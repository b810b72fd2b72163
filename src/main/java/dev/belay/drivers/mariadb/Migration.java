package dev.belay.drivers.mariadb;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiFunction;

/**
 * Which files of a folder are to be applied to a database, in order of their whole names, and behind which statement of each.
 *
 * @param apply to be run, with the number of statements that are done
 * @param baseline to be recorded as applied without being run
 * @param unmet what forbids it, a sentence each with what to do
 * @param remarks what else a reader should know
 */
record Migration(SortedMap<String, Integer> apply, List<String> baseline, List<String> unmet, List<String> remarks) {

    Migration {
        apply = Collections.unmodifiableSortedMap(new TreeMap<>(apply));
        baseline = List.copyOf(baseline);
        unmet = List.copyOf(unmet);
        remarks = List.copyOf(remarks);
    }

    /**
     * What it is decided by.
     *
     * @param files of the folder
     * @param history of the database
     * @param schema of the database as it is now
     * @param baseline the last file that counts as applied though the history does not know it
     * @param run the id of this run
     * @param prefix the digest of so many first statements of a file
     */
    record Known(
            SortedMap<String, ScriptFile> files,
            Map<String, History.Row> history,
            String schema,
            Optional<String> baseline,
            String run,
            BiFunction<String, Integer, String> prefix) {}

    /** Decides it. */
    static Migration of(Known known) {
        SortedMap<String, Integer> apply = new TreeMap<>();
        List<String> before = new ArrayList<>();
        List<String> unmet = new ArrayList<>();
        List<String> remarks = new ArrayList<>();
        known.baseline()
                .filter(file -> !known.files().containsKey(file))
                .ifPresent(file -> unmet.add("the baseline " + file
                        + " is not in the folder; name the last file that the database has had"));
        String last = "";
        for (String name : known.files().keySet()) {
            Optional<History.Row> row = Optional.ofNullable(known.history().get(name));
            if (row.isEmpty()) {
                if (known.baseline().filter(file -> name.compareTo(file) <= 0).isPresent()) {
                    before.add(name);
                } else {
                    apply.put(name, 0);
                }
            } else if (row.get().state() == History.State.BEGUN) {
                goOn(name, row.get(), known, apply, unmet, remarks);
            } else {
                last = name;
                changed(name, row.get(), known).ifPresent(unmet::add);
            }
        }
        for (String name : apply.keySet()) {
            Optional.ofNullable(known.files().get(name))
                    .flatMap(ScriptFile::trouble)
                    .ifPresent(unmet::add);
            if (name.compareTo(last) < 0) {
                remarks.add(name + " comes before " + last + ", which is applied already");
            }
        }
        return new Migration(apply, before, unmet, remarks);
    }

    private static void goOn(
            String name,
            History.Row row,
            Known known,
            Map<String, Integer> apply,
            List<String> unmet,
            List<String> remarks) {
        Optional<Integer> told = row.done(known.schema());
        if (told.isEmpty() && !row.run().equals(known.run())) {
            unmet.add(inDoubt(name, row));
            return;
        }
        int done = told.orElse(row.done());
        if (!known.prefix().apply(name, row.done()).equals(row.sha256())) {
            unmet.add("the first " + row.done() + " statements of " + name
                    + " are not those that were applied; bring them back, and change only what comes behind them");
            return;
        }
        apply.put(name, done);
        if (done > 0) {
            remarks.add(name + " goes on at statement " + (done + 1) + ": the history says that the " + done
                    + " before it are done");
        }
    }

    private static Optional<String> changed(String name, History.Row row, Known known) {
        ScriptFile file = known.files().get(name);
        return file == null || file.sha256().equals(row.sha256())
                ? Optional.empty()
                : Optional.of(
                        name + " is not the file that was applied; bring that one back, and put what is new into a"
                                + " new file");
    }

    private static String inDoubt(String name, History.Row row) {
        int number = row.running().map(History.Running::number).orElse(0);
        return name + " was broken off by run " + row.run() + " in statement " + number
                + ", and nobody knows whether that happened; look at the database, then update " + History.TABLE
                + " set running = null, done = " + (number - 1) + " (or " + number
                + " where it happened) where file = '"
                + name + "'";
    }

    /** True where nothing is left. */
    boolean done() {
        return apply.isEmpty() && baseline.isEmpty();
    }
}
