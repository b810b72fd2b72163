package dev.belay.drivers.check;

import dev.belay.driver.Fact;
import dev.belay.driver.Probe;
import dev.belay.driver.Target;
import java.time.Duration;

/** Whether something accepts connections at a port of this machine. */
record Listening(int port) implements Fact<Boolean> {

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    @Override
    public Boolean read(Probe world) {
        return world.host().reaches("localhost", port, PATIENCE);
    }

    @Override
    public Target target() {
        return Target.machine();
    }

    @Override
    public String subject() {
        return "port " + port;
    }

    @Override
    public String show(Boolean listening) {
        return listening ? "in use" : "free";
    }
}
