package dev.belay.drivers.source;

import dev.belay.driver.Fact;
import dev.belay.driver.Probe;
import dev.belay.driver.Target;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The files that nobody put under git's care, ignored ones among them, and that a commit would overwrite; paths relative to the
 * work tree, sorted.
 */
record InTheWay(Repository repository, String commit) implements Fact<List<String>> {

    @Override
    public List<String> read(Probe world) {
        List<String> stray = Repository.parted(repository.answer(world.host(), "ls-files", "--others", "-z"));
        if (stray.isEmpty()) {
            return stray;
        }
        Set<String> added = new HashSet<>(Repository.parted(repository.answer(
                world.host(), "diff", "--name-only", "--no-renames", "--diff-filter=A", "-z", "HEAD", commit)));
        return stray.stream().filter(added::contains).toList();
    }

    @Override
    public Target target() {
        return repository.files();
    }

    @Override
    public String subject() {
        return "files in the way in " + repository.path();
    }

    @Override
    public String show(List<String> files) {
        return files.isEmpty() ? "none" : LocalChanges.named(files);
    }
}
