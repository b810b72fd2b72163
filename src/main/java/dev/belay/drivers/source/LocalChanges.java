package dev.belay.drivers.source;

import dev.belay.driver.Fact;
import dev.belay.driver.Probe;
import dev.belay.driver.Target;
import java.util.ArrayList;
import java.util.List;

/** The files under git's care that differ from the commit that is checked out; paths relative to the work tree, sorted. */
record LocalChanges(Repository repository) implements Fact<List<String>> {

    private static final int NAMED = 5;

    @Override
    public List<String> read(Probe world) {
        String status = repository.answer(
                world.host(), "status", "--porcelain=v1", "-z", "--untracked-files=no", "--no-renames");
        List<String> files = new ArrayList<>();
        for (String entry : status.split("\0")) {
            if (entry.length() > 3) {
                files.add(entry.substring(3));
            }
        }
        return files.stream().sorted().toList();
    }

    @Override
    public Target target() {
        return repository.state();
    }

    @Override
    public String subject() {
        return "local changes in " + repository.path();
    }

    @Override
    public String show(List<String> files) {
        return files.isEmpty() ? "none" : named(files);
    }

    /** The first few of them: {@code a, b and 3 more}. */
    static String named(List<String> files) {
        String first = String.join(", ", files.subList(0, Math.min(NAMED, files.size())));
        return files.size() <= NAMED ? first : first + " and " + (files.size() - NAMED) + " more";
    }
}
