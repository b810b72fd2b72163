package dev.belay.drivers.files;

import dev.belay.driver.Fact;
import dev.belay.driver.Probe;
import dev.belay.driver.Target;
import dev.belay.value.Size;

/** The free bytes where a path is, or will be. */
record FreeSpace(Place place) implements Fact<Size> {

    @Override
    public Size read(Probe world) {
        return world.host().read(place.context()).free(place.path());
    }

    @Override
    public Target target() {
        return Target.machine();
    }

    @Override
    public String subject() {
        return place.path() + " free";
    }

    @Override
    public boolean estimate() {
        return true;
    }
}
