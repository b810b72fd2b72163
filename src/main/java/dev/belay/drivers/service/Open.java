package dev.belay.drivers.service;

import dev.belay.driver.Fact;
import dev.belay.driver.Probe;
import dev.belay.driver.Target;
import dev.belay.host.Context;

/**
 * Whether an application is open to its people, by a file that is there while it is closed.
 *
 * @param path of the file; absolute
 * @param context who looks
 */
record Open(String path, Context context) implements Fact<Boolean> {

    @Override
    public Boolean read(Probe world) {
        return !world.host().read(context).exists(path);
    }

    @Override
    public Target target() {
        return new Target("maintenance", path); // of its own: what works in the same folder does not open it
    }

    @Override
    public String subject() {
        return "application";
    }

    @Override
    public String show(Boolean open) {
        return open ? "open" : "in maintenance";
    }

    @Override
    public boolean serving() {
        return true;
    }
}
