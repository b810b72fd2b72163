package dev.belay.drivers.files;

import dev.belay.driver.Fact;
import dev.belay.driver.Probe;
import dev.belay.driver.Target;
import dev.belay.drivers.files.settings.Format;
import dev.belay.drivers.files.settings.Held;
import dev.belay.drivers.files.settings.Settings;
import dev.belay.value.Secrecy;
import java.util.Optional;

/** The value of a key that nobody needs to hide; empty where the key does not stand in the file. */
record KeyValue(Place file, Format format, String key) implements Fact<Optional<Held>> {

    /** The file's text, an empty one where there is no file. */
    static Settings settings(Probe world, Place file, Format format) {
        return format.parse(
                file.path(), world.host().read(file.context()).text(file.path()).orElse(""));
    }

    @Override
    public Optional<Held> read(Probe world) {
        return settings(world, file, format).held(key);
    }

    @Override
    public Target target() {
        return file.target();
    }

    @Override
    public String subject() {
        return file.name() + " " + key;
    }

    @Override
    public String show(Optional<Held> value) {
        return value.map(format::shown).map(Secrecy::shown).orElse("");
    }
}
