package dev.belay.drivers.files;

import dev.belay.driver.Fact;
import dev.belay.driver.Probe;
import dev.belay.driver.Target;

/** The number of the file system that a path is on, or will be on. */
record FileSystem(Place place) implements Fact<String> {

    @Override
    public String read(Probe world) {
        return world.host().read(place.context()).fileSystem(place.path());
    }

    @Override
    public Target target() {
        return Target.machine();
    }

    @Override
    public String subject() {
        return "file system of " + place.path();
    }
}
