package dev.belay.drivers.files;

import dev.belay.driver.Fact;
import dev.belay.driver.Probe;
import dev.belay.driver.Target;
import dev.belay.host.FileInfo;
import java.util.Locale;

/** What stands at a path: {@code file}, {@code folder}, {@code link}, {@code pipe, socket or device}, or an empty text for nothing. */
record FileKind(Place place) implements Fact<String> {

    /** A plain file. */
    static final String FILE = "file";

    /** A folder. */
    static final String FOLDER = "folder";

    /** What is neither a file nor a folder nor a link. */
    static final String OTHER = "pipe, socket or device";

    /** Nothing at all. */
    static final String NOTHING = "";

    @Override
    public String read(Probe world) {
        return world.host()
                .read(place.context())
                .info(place.path())
                .map(FileKind::word)
                .orElse(NOTHING);
    }

    /** The word for what was found. */
    static String word(FileInfo info) {
        return info.kind() == FileInfo.Kind.OTHER ? OTHER : info.kind().name().toLowerCase(Locale.ROOT);
    }

    @Override
    public Target target() {
        return place.target();
    }

    @Override
    public String subject() {
        return place.path();
    }
}
