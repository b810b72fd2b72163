package dev.belay.drivers.check;

import dev.belay.driver.Fact;
import dev.belay.driver.Probe;
import dev.belay.driver.Target;

/** Whether a file system is mounted at a path. */
record MountPoint(String path) implements Fact<Boolean> {

    @Override
    public Boolean read(Probe world) {
        return world.host().mounts().contains(path);
    }

    @Override
    public Target target() {
        return Target.machine();
    }

    @Override
    public String subject() {
        return path;
    }

    @Override
    public String show(Boolean mounted) {
        return mounted ? "mounted" : "not mounted";
    }
}
