package dev.belay.drivers.check;

import dev.belay.driver.Fact;
import dev.belay.driver.Probe;
import dev.belay.driver.Target;
import dev.belay.host.Context;
import dev.belay.value.Size;

/** The free bytes where a path is, or will be. */
record FreeSpace(String path, Context context) implements Fact<Size> {

    @Override
    public Size read(Probe world) {
        return world.host().read(context).free(path);
    }

    @Override
    public Target target() {
        return Target.machine();
    }

    @Override
    public String subject() {
        return path + " free";
    }

    @Override
    public boolean estimate() {
        return true;
    }
}
