package dev.belay.drivers.source;

import dev.belay.driver.Fact;
import dev.belay.driver.Probe;
import dev.belay.driver.Target;
import dev.belay.host.Output;
import java.util.Optional;

/**
 * The commit that an expression such as {@code refs/tags/4.4.0^{commit}} names; empty where it names none.
 *
 * @param expression as git reads it; never begins with a dash
 */
record Named(Repository repository, String expression) implements Fact<Optional<String>> {

    @Override
    public Optional<String> read(Probe world) {
        Output output = repository.ask(world.host(), "rev-parse", "--quiet", "--verify", expression + "^{commit}");
        return output.ok() ? Optional.of(output.text()) : Optional.empty();
    }

    @Override
    public Target target() {
        return repository.objects();
    }

    @Override
    public String subject() {
        return expression;
    }

    @Override
    public String show(Optional<String> commit) {
        return commit.map(Head::brief).orElse("");
    }
}
