package dev.belay.drivers.files;

import dev.belay.driver.Fact;
import dev.belay.driver.Probe;
import dev.belay.driver.Target;
import dev.belay.value.Failure;
import java.util.Locale;
import java.util.Optional;

/** The permission bits of a file; empty where there is none. */
record FileMode(Place place) implements Fact<Optional<Integer>> {

    @Override
    public Optional<Integer> read(Probe world) {
        return world.host().read(place.context()).info(place.path()).map(info -> info.mode());
    }

    @Override
    public Target target() {
        return place.target();
    }

    @Override
    public String subject() {
        return place.name() + " mode";
    }

    @Override
    public String show(Optional<Integer> mode) {
        return mode.map(FileMode::text).orElse("");
    }

    /** Bits as people write them: {@code 0640}. */
    static String text(int bits) {
        return String.format(Locale.ROOT, "%04o", bits);
    }

    /**
     * Reads bits as {@code chmod} takes them: {@code 640}, {@code 0640}, {@code 2750}.
     *
     * @throws Failure where the text is not such a number
     */
    static int parse(String text) {
        if (!text.matches("[0-7]?[0-7]{3}")) {
            throw Failure.wrong("'" + text + "' is not a mode; modes look like '640'");
        }
        return Integer.parseInt(text, 8);
    }
}
