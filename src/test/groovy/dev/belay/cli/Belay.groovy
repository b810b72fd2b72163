package dev.belay.cli

import java.nio.file.Files
import java.nio.file.Path

/** The command line in this process: a folder of its own, streams that are kept, and what a person types. */
class Belay {

    final Path folder
    final Map<String, String> environment

    String out = ''
    String err = ''

    Belay(Path folder) {
        this.folder = folder
        environment = [
            PATH: System.getenv('PATH'), HOME: "$folder/home", XDG_STATE_HOME: "$folder/state", BELAY_ETC: "$folder/etc",
            BELAY_STATE: "$folder/var",
        ].collectEntries { k, v -> [(k): v.toString()] }
    }

    /** Runs a command without anybody at the terminal. */
    int run(String... words) {
        start(null, words)
    }

    /** Runs a command at a terminal, where a person types these lines. */
    int typing(String lines, String... words) {
        start(lines, words)
    }

    private int start(String lines, String... words) {
        def output = new ByteArrayOutputStream()
        def errors = new ByteArrayOutputStream()
        def terminal = new Terminal(new ByteArrayInputStream((lines ?: '').getBytes('UTF-8')),
                new PrintStream(output, true, 'UTF-8'), new PrintStream(errors, true, 'UTF-8'), environment, folder, lines != null)
        int code = Main.run(words, terminal)
        out = output.toString('UTF-8')
        err = errors.toString('UTF-8')
        code
    }

    Path file(String name, String text) {
        def path = folder.resolve(name)
        Files.createDirectories(path.parent)
        Files.writeString(path, text)
    }
}
