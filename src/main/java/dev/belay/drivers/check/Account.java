package dev.belay.drivers.check;

import dev.belay.driver.Fact;
import dev.belay.driver.Probe;
import dev.belay.driver.Target;

/** Whether an account exists. */
record Account(String user) implements Fact<Boolean> {

    @Override
    public Boolean read(Probe world) {
        return world.host().hasUser(user);
    }

    @Override
    public Target target() {
        return Target.machine();
    }

    @Override
    public String subject() {
        return "user " + user;
    }

    @Override
    public String show(Boolean there) {
        return there ? "there" : "";
    }
}
