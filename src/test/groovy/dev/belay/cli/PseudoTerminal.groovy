package dev.belay.cli

import dev.belay.testing.ChildJvm
import java.nio.file.Files
import java.nio.file.Path
import spock.util.concurrent.PollingConditions

/** Belay in a process of its own, at a pseudo-terminal that a person types at, and that may go away; util-linux's script gives it. */
class PseudoTerminal {

    private final Path folder
    private final Process script
    private final List<ProcessHandle> inside = []
    private final PollingConditions eventually = new PollingConditions(timeout: 60, delay: 0.05)

    static boolean possible() {
        (System.getenv('PATH') ?: '').split(':').any { Files.isExecutable(Path.of(it, 'script')) }
    }

    /** Starts a command of Belay in a folder. Only the shell around it outlives signals by itself, to keep the exit code. */
    PseudoTerminal(Path folder, Map<String, String> environment, List<String> words) {
        this.folder = folder
        def command = ChildJvm.builder(Main, words).command()
        Files.writeString(folder.resolve('shell'), "trap : HUP INT\n${command.collect { "'$it'" }.join(' ')}\necho \$? > code.new\nmv code.new code\n")
        def builder = new ProcessBuilder('script', '-qfc', 'trap : INT; sh shell; :', '/dev/null').directory(folder.toFile())
        builder.environment().putAll(environment + [SHELL: '/bin/sh'])
        script = builder.redirectErrorStream(true).redirectOutput(folder.resolve('screen').toFile()).start()
    }

    /** All that it showed. */
    String shown() {
        folder.resolve('screen').toFile().text
    }

    void awaitShown(String text) {
        eventually.eventually { assert shown().contains(text) }
    }

    /** Waits until the text is shown behind so many letters. */
    void awaitShownSince(int letters, String text) {
        eventually.eventually { assert shown().substring(letters).contains(text) }
    }

    /** What a person types; {@code (char) 3} is Ctrl-C. */
    void type(String keys) {
        script.outputStream.write(keys.bytes)
        script.outputStream.flush()
    }

    /** The terminal goes away. */
    void hangUp() {
        inside.addAll(script.descendants().toList())
        script.destroyForcibly().waitFor()
    }

    /** True once nothing is left of what ran at a terminal that went away. */
    boolean left() {
        inside.every { !it.alive }
    }

    /** True once Belay ended. */
    boolean ended() {
        Files.exists(folder.resolve('code'))
    }

    /** Waits for its end. */
    int exitCode() {
        eventually.eventually { assert ended() }
        folder.resolve('code').toFile().text.strip() as int
    }

    /** Ends what is still there. */
    void close() {
        hangUp()
        inside.each { it.destroyForcibly() }
    }
}
