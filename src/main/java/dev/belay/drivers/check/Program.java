package dev.belay.drivers.check;

import dev.belay.driver.Fact;
import dev.belay.driver.Probe;
import dev.belay.driver.Target;
import dev.belay.host.Context;
import java.util.Optional;

/** Where a program is found; empty where it is not. */
record Program(String name, Context context) implements Fact<Optional<String>> {

    @Override
    public Optional<String> read(Probe world) {
        return world.host().which(name, context);
    }

    @Override
    public Target target() {
        return Target.machine();
    }

    @Override
    public String subject() {
        return name;
    }

    @Override
    public String show(Optional<String> path) {
        return path.orElse("");
    }
}
