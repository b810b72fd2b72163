package dev.belay.host;

import dev.belay.value.Failure;
import dev.belay.value.Reason;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The shell of the person at the terminal, for a look around in the middle of something. What happens in it is theirs: nothing is noted. */
public final class OperatorShell {

    private OperatorShell() {}

    /**
     * Runs a command, or without one the shell itself until it is left, on the streams of this process.
     *
     * @param environment of the person; SHELL names the shell
     * @return the exit code
     * @throws Failure where it cannot be started
     */
    public static int run(Optional<String> command, Map<String, String> environment) {
        List<String> words = new ArrayList<>();
        words.add(Optional.ofNullable(environment.get("SHELL")).orElse("/bin/sh"));
        command.ifPresent(text -> words.addAll(List.of("-c", text)));
        try {
            return new ProcessBuilder(words).inheritIO().start().waitFor();
        } catch (IOException e) {
            throw Failure.failed("the shell cannot be started: " + Reason.of(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failure.failed("interrupted");
        }
    }
}
