package dev.belay.drivers.source;

import dev.belay.driver.Fact;
import dev.belay.driver.Probe;
import dev.belay.driver.Target;
import java.util.List;

/** The submodules whose work tree is missing or of another commit than the one that belongs to HEAD. */
record StaleSubmodules(Repository repository) implements Fact<List<String>> {

    @Override
    public List<String> read(Probe world) {
        if (!world.host().read(repository.working(world.host())).exists(repository.path() + "/.gitmodules")) {
            return List.of();
        }
        return repository
                .answer(world.host(), "submodule", "status", "--recursive")
                .lines()
                .filter(line -> line.startsWith("+") || line.startsWith("-"))
                .map(line -> line.substring(1).split(" ", 3)[1])
                .sorted()
                .toList();
    }

    @Override
    public Target target() {
        return repository.files();
    }

    @Override
    public String subject() {
        return "submodules of " + repository.path();
    }

    @Override
    public String show(List<String> stale) {
        return stale.isEmpty() ? "as they belong" : "to be updated: " + LocalChanges.named(stale);
    }
}
