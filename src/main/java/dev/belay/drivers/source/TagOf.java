package dev.belay.drivers.source;

import dev.belay.driver.Fact;
import dev.belay.driver.Probe;
import dev.belay.driver.Target;
import java.util.Optional;

/** The tag of a commit. */
record TagOf(Repository repository, String commit) implements Fact<Optional<String>> {

    @Override
    public Optional<String> read(Probe world) {
        return new Head(repository)
                .place(world.host(), commit, Optional.empty())
                .tag();
    }

    @Override
    public Target target() {
        return repository.objects();
    }

    @Override
    public String subject() {
        return Head.brief(commit);
    }

    @Override
    public String show(Optional<String> tag) {
        return tag.orElse("");
    }
}
