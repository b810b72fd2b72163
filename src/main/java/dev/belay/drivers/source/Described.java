package dev.belay.drivers.source;

import dev.belay.driver.Fact;
import dev.belay.driver.Probe;
import dev.belay.driver.Target;
import dev.belay.host.Output;
import java.util.Optional;

/** What {@code git describe} says of a commit: the nearest tag before it, and how many commits later; empty without tags. */
record Described(Repository repository, String commit) implements Fact<Optional<String>> {

    @Override
    public Optional<String> read(Probe world) {
        Output output = repository.ask(world.host(), "describe", "--tags", "--match", "*[0-9]*", commit);
        return output.ok() ? Optional.of(output.text()) : Optional.empty();
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
    public String show(Optional<String> description) {
        return description.orElse("");
    }
}
