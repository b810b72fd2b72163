package dev.belay.drivers.service;

import dev.belay.driver.Fact;
import dev.belay.driver.Probe;
import dev.belay.driver.Target;

/** Whether the process that a pid file names runs. */
record Running(String service, PidFile pidfile) implements Fact<Boolean> {

    @Override
    public Boolean read(Probe world) {
        return pidfile.process(world.host()).isPresent();
    }

    @Override
    public Target target() {
        return Target.service(service);
    }

    @Override
    public String subject() {
        return service;
    }

    @Override
    public String show(Boolean active) {
        return active ? "active" : "inactive";
    }

    @Override
    public boolean serving() {
        return true;
    }
}
