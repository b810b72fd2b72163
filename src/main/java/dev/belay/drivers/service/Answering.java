package dev.belay.drivers.service;

import dev.belay.driver.Fact;
import dev.belay.driver.Probe;
import dev.belay.driver.Target;

/** Whether a service answers where its declaration says. */
record Answering(String service, Health health) implements Fact<Boolean> {

    @Override
    public Boolean read(Probe world) {
        return health.holds(world.host());
    }

    @Override
    public Target target() {
        return Target.service(service);
    }

    @Override
    public String subject() {
        return service + " (" + health + ")";
    }

    @Override
    public String show(Boolean active) {
        return active ? "answers" : "no answer";
    }

    @Override
    public boolean serving() {
        return true;
    }
}
