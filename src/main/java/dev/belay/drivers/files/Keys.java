package dev.belay.drivers.files;

import dev.belay.driver.Fact;
import dev.belay.driver.Probe;
import dev.belay.driver.Target;
import dev.belay.drivers.files.settings.Format;
import java.util.List;

/** The keys of a settings file, in order; none where there is no file. */
record Keys(Place file, Format format) implements Fact<List<String>> {

    @Override
    public List<String> read(Probe world) {
        return List.copyOf(KeyValue.settings(world, file, format).keys());
    }

    @Override
    public Target target() {
        return file.target();
    }

    @Override
    public String subject() {
        return file.name() + " keys";
    }

    @Override
    public String show(List<String> keys) {
        return String.join(" ", keys);
    }
}
