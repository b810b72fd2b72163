package dev.belay.demo;

import dev.belay.value.Failure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Runs the few commands by which the stage is set, in one folder and with a few variables more. */
record Shell(Path folder, Map<String, String> variables) {

    /**
     * Runs a command to its end.
     *
     * @return what it printed
     * @throws Failure where it is missing or does not end with 0
     */
    String must(List<String> command) {
        try {
            Process process = builder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw Failure.failed(
                        "the demo could not be set up: " + String.join(" ", command) + "\n" + said.strip());
            }
            return said;
        } catch (IOException missing) {
            throw new Failure(
                    dev.belay.value.Exit.UNMET,
                    "the demo needs the program '" + command.get(0) + "': " + missing.getMessage(),
                    missing,
                    "install it, then run the demo again");
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new Failure(dev.belay.value.Exit.INTERRUPTED, "interrupted", stopped);
        }
    }

    /** Starts a process that goes on, its output in a file of the folder. */
    Process start(List<String> command, String log) {
        try {
            Process process = builder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve(log).toFile())
                    .start();
            process.getOutputStream().close();
            return process;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private ProcessBuilder builder(List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().putAll(variables);
        return builder;
    }
}
