package dev.belay.engine.crash

import java.nio.file.Files
import java.nio.file.Path

/**
 * The places at which a process may be killed, counted in the order in which it comes to them. At the chosen one it kills itself
 * with SIGKILL, so that nothing can tidy up. Without a chosen one it leaves the list of places behind.
 */
class Boundaries {

    /**
     * Of how many places one is tried: of each with {@code -Dbelay.everywhere=true}, as continuous integration does; else of every third,
     * so that a developer need not wait for hundreds of processes.
     */
    static final int STRIDE = Boolean.getBoolean('belay.everywhere') ? 1 : 3

    private final int kill
    private final List<String> names = Collections.synchronizedList([])

    /** Kills at the place of this number, counted from 1; 0 for never. */
    Boundaries(int kill) {
        this.kill = kill
    }

    /** The process is at a place of this name. */
    synchronized void reach(String name) {
        names << name
        if (names.size() == kill) {
            die()
        }
    }

    /** All places that were reached, a line each. */
    void writeTo(Path file) {
        Files.writeString(file, names.join('\n'))
    }

    private static void die() {
        new ProcessBuilder('kill', '-KILL', String.valueOf(ProcessHandle.current().pid())).inheritIO().start().waitFor()
        throw new IllegalStateException('SIGKILL did not kill')
    }
}
