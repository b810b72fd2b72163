package dev.belay.drivers.source;

import dev.belay.driver.Fact;
import dev.belay.driver.Probe;
import dev.belay.driver.Target;
import java.util.List;

/** The files that a commit changes against its first parent; paths relative to the work tree, sorted. */
record ChangedFiles(Repository repository, String commit) implements Fact<List<String>> {

    @Override
    public List<String> read(Probe world) {
        return Repository.parted(
                repository.answer(world.host(), "diff", "--name-only", "--no-renames", "-z", commit + "^1", commit));
    }

    @Override
    public Target target() {
        return repository.objects();
    }

    @Override
    public String subject() {
        return "changes of " + Head.brief(commit);
    }

    @Override
    public String show(List<String> files) {
        return LocalChanges.named(files);
    }
}
