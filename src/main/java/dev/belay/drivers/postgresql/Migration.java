package dev.belay.drivers.postgresql;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which files of a folder are to be applied to a database, in order of their whole names.
 *
 * @param apply to be run
 * @param baseline to be recorded as applied without being run
 * @param unmet what forbids it, a sentence each with what to do
 * @param remarks what else a reader should know
 */
record Migration(
        SortedMap<String, SqlFile> apply,
        SortedMap<String, SqlFile> baseline,
        List<String> unmet,
        List<String> remarks) {

    Migration {
        apply = Collections.unmodifiableSortedMap(new TreeMap<>(apply));
        baseline = Collections.unmodifiableSortedMap(new TreeMap<>(baseline));
        unmet = List.copyOf(unmet);
        remarks = List.copyOf(remarks);
    }

    /**
     * Decides it.
     *
     * @param files of the folder
     * @param history of the database
     * @param baseline the last file that counts as applied though the history does not know it
     * @param run the id of this run: what it began itself, it may begin again
     */
    static Migration of(
            SortedMap<String, SqlFile> files, Map<String, History.Row> history, Optional<String> baseline, String run) {
        SortedMap<String, SqlFile> apply = new TreeMap<>();
        SortedMap<String, SqlFile> known = new TreeMap<>();
        List<String> unmet = new ArrayList<>();
        List<String> remarks = new ArrayList<>();
        baseline.filter(file -> !files.containsKey(file))
                .ifPresent(file -> unmet.add("the baseline " + file
                        + " is not in the folder; name the last file that the" + " database has had"));
        String last = "";
        for (Map.Entry<String, SqlFile> entry : files.entrySet()) {
            String name = entry.getKey();
            Optional<History.Row> row = Optional.ofNullable(history.get(name));
            if (row.isEmpty()) {
                boolean before = baseline.isPresent() && name.compareTo(baseline.get()) <= 0;
                (before ? known : apply).put(name, entry.getValue());
            } else if (row.get().state() == History.State.BEGUN) {
                if (row.get().run().equals(run)) {
                    apply.put(name, entry.getValue());
                } else {
                    unmet.add(begun(name, row.get()));
                }
            } else {
                last = name;
                if (!row.get().sha256().equals(entry.getValue().sha256())) {
                    unmet.add(
                            name + " is not the file that was applied; bring that one back, and put what is new into a"
                                    + " new file");
                }
            }
        }
        for (Map.Entry<String, SqlFile> entry : apply.entrySet()) {
            entry.getValue().trouble().ifPresent(unmet::add);
            if (entry.getKey().compareTo(last) < 0) {
                remarks.add(entry.getKey() + " comes before " + last + ", which is applied already");
            }
        }
        return new Migration(apply, known, unmet, remarks);
    }

    private static String begun(String name, History.Row row) {
        return name + " was begun by run " + row.run() + " and nobody knows its end; look at the database, then update "
                + History.TABLE + " set state = 'applied' where file = '" + name + "', or delete that row";
    }

    /** True where nothing is left. */
    boolean done() {
        return apply.isEmpty() && baseline.isEmpty();
    }
}
