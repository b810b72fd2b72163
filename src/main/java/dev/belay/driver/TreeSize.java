package dev.belay.driver;

import dev.belay.host.Context;
import dev.belay.value.Size;

/**
 * The bytes of a file, or of all files in a folder.
 *
 * @param context who looks
 * @param path absolute
 */
public record TreeSize(Context context, String path) implements Fact<Size> {

    @Override
    public Size read(Probe world) {
        return world.host().read(context).total(path);
    }

    @Override
    public Target target() {
        return Target.files(path);
    }

    @Override
    public String subject() {
        return path;
    }

    @Override
    public boolean estimate() {
        return true;
    }
}
