package dev.belay.drivers.source;

import dev.belay.driver.Fact;
import dev.belay.driver.Probe;
import dev.belay.driver.Target;
import java.util.List;

/** The names of all tags. */
record Tags(Repository repository) implements Fact<List<String>> {

    @Override
    public List<String> read(Probe world) {
        return repository.answer(world.host(), "tag", "--list").lines().toList();
    }

    @Override
    public Target target() {
        return repository.objects();
    }

    @Override
    public String subject() {
        return "tags of " + repository.path();
    }

    @Override
    public String show(List<String> tags) {
        return tags.size() + " tags";
    }

    @Override
    public boolean estimate() {
        return true;
    }
}
