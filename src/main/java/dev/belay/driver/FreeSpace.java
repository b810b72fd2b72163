package dev.belay.driver;

import dev.belay.host.Context;
import dev.belay.value.Size;

/**
 * The free bytes where a path is, or will be.
 *
 * @param context who looks
 * @param path absolute
 */
public record FreeSpace(Context context, String path) implements Fact<Size> {

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
        return "free space at " + path;
    }

    @Override
    public boolean estimate() {
        return true;
    }
}
