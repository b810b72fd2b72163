package dev.belay.drivers.source;

import dev.belay.driver.Fact;
import dev.belay.driver.Probe;
import dev.belay.driver.Target;
import dev.belay.host.FileReader;
import dev.belay.value.Failure;
import java.util.List;

/**
 * The files that a run moved aside because they were in the way, and whose places are free: those that an undo puts back. Paths
 * relative to the work tree, sorted.
 *
 * @param ending what their names end with: {@code .belay-ngw-7f3a}
 */
record MovedAside(Repository repository, String ending) implements Fact<List<String>> {

    private static final String ENDING = ".belay-";

    MovedAside {
        if (!ending.matches("\\.belay-[A-Za-z0-9._-]+")) {
            throw Failure.wrong("aside: '" + ending + "' is not the ending of what a checkout moved aside");
        }
    }

    /** What a run moves aside. */
    static MovedAside of(Repository repository, String run) {
        return new MovedAside(repository, ENDING + run);
    }

    /** Where a file is moved to. */
    String name(String file) {
        return file + ending;
    }

    @Override
    public List<String> read(Probe world) {
        FileReader files = world.host().read(repository.working(world.host()));
        return all(world).stream().filter(moved -> !files.exists(place(moved))).toList();
    }

    @Override
    public Target target() {
        return repository.files();
    }

    @Override
    public String subject() {
        return "files moved aside in " + repository.path();
    }

    @Override
    public String show(List<String> files) {
        return files.isEmpty() ? "none" : LocalChanges.named(files);
    }

    /** All of them, whether their places are free or not. */
    List<String> all(Probe world) {
        return Repository.parted(repository.answer(world.host(), "ls-files", "--others", "-z", "--", "*" + ending));
    }

    /** Where a file came from. */
    String place(String moved) {
        return moved.substring(0, moved.length() - ending.length());
    }
}
