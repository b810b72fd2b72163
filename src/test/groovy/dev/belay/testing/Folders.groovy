package dev.belay.testing

import java.nio.file.Files
import java.nio.file.Path

/** Temporary folders of specifications. */
class Folders {

    /** Removes a folder and all in it; never follows a link, as Groovy's {@code deleteDir} does. */
    static void delete(Path folder) {
        Files.walk(folder).withCloseable { it.sorted(Comparator.reverseOrder()).forEach { Files.delete(it) } }
    }
}
