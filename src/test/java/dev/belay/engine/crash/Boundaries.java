package dev.belay.engine.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The places at which a process may be killed, counted in the order in which it comes to them. At the chosen one it kills itself
 * with SIGKILL, so that nothing can tidy up. Without a chosen one it leaves the list of places behind.
 */
public final class Boundaries {

    /**
     * Of how many places one is tried: of each with {@code -Dbelay.everywhere=true}, as continuous integration does; else of every third,
     * so that a developer need not wait for hundreds of processes.
     */
    public static final int STRIDE = Boolean.getBoolean("belay.everywhere") ? 1 : 3;

    private final int kill;
    private final List<String> names = new ArrayList<>();

    /** Kills at the place of this number, counted from 1; 0 for never. */
    public Boundaries(int kill) {
        this.kill = kill;
    }

    /** The process is at a place of this name. */
    public synchronized void reach(String name) {
        names.add(name);
        if (names.size() == kill) {
            die();
        }
    }

    /** How many places were reached. */
    public synchronized int count() {
        return names.size();
    }

    /** All places that were reached, a line each. */
    public synchronized void writeTo(Path file) throws IOException {
        Files.write(file, names);
    }

    /** SIGKILL, to this process. */
    public static void die() {
        try {
            new ProcessBuilder(
                            "kill",
                            "-KILL",
                            String.valueOf(ProcessHandle.current().pid()))
                    .inheritIO()
                    .start()
                    .waitFor();
        } catch (IOException | InterruptedException failed) {
            throw new IllegalStateException(failed);
        }
        throw new IllegalStateException("SIGKILL did not kill");
    }
}
