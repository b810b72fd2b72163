package dev.belay.script

import java.nio.file.Files
import java.nio.file.Path
import java.util.stream.Stream

/** The table of hostile scripts: files in the folder {@code hostile} of the resources. They want to make MARKER, or to ask ADDRESS. */
class HostileScripts {

    static final String HEAD = "upgrade 'app', to: '2.0'\n"

    static List<Path> all() {
        try (Stream<Path> files = Files.list(Path.of(HostileScripts.getResource('/hostile').toURI()))) {
            files.sorted().toList()
        }
    }

    static String name(Path script) {
        script.fileName.toString() - '.groovy'
    }

    /** The text, with the place that it wants to make, and the address that it wants to ask. */
    static String text(Path script, Path marker, String address) {
        Files.readString(script).replace('MARKER', marker.toString()).replace('ADDRESS', address)
    }
}
