package dev.belay.drivers.source;

import dev.belay.driver.Fact;
import dev.belay.driver.Probe;
import dev.belay.driver.Target;
import java.util.List;

/** The names of the repositories that a repository can fetch from. */
record Remotes(Repository repository) implements Fact<List<String>> {

    @Override
    public List<String> read(Probe world) {
        return repository.answer(world.host(), "remote").lines().toList();
    }

    @Override
    public Target target() {
        return repository.state();
    }

    @Override
    public String subject() {
        return "remotes of " + repository.path();
    }

    @Override
    public String show(List<String> remotes) {
        return String.join(", ", remotes);
    }

    @Override
    public boolean estimate() {
        return true;
    }
}
