package dev.belay.report

import java.nio.file.Files
import java.nio.file.Path

/** Compares a text with the file that holds it as it should be; {@code mvn test -Dgolden=write} writes the files anew. */
class Golden {

    static boolean holds(String name, String text) {
        Path file = Path.of('src/test/resources/golden', name)
        if (System.getProperty('golden') == 'write') {
            Files.writeString(file, text)
        }
        assert text == Files.readString(file)
        true
    }
}
