package dev.belay.testing

import java.util.concurrent.LinkedBlockingQueue
import java.util.concurrent.TimeUnit

/**
 * A JVM of its own with the class path of the tests, so that a specification can kill it as a crash would.
 *
 * <pre>
 * def child = ChildJvm.start(MyMain, 'argument')
 * child.awaitLine('ready')
 * child.kill()
 * </pre>
 */
class ChildJvm implements AutoCloseable {

    /** How every JVM of the tests is called: small, and quick to start. */
    static final List<String> JAVA = ["${System.getProperty('java.home')}/bin/java".toString(), '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1']

    final Process process
    private final List<String> lines = Collections.synchronizedList([])
    private final LinkedBlockingQueue<String> fresh = new LinkedBlockingQueue<>()
    private final Thread reader

    private ChildJvm(Process process) {
        this.process = process
        this.reader = Thread.startDaemon {
            try {
                process.inputStream.eachLine('UTF-8') {
                    lines << it
                    fresh << it
                }
            } catch (IOException closed) {
                fresh << "($closed.message)".toString() // it was killed
            }
        }
    }

    /** Starts the class's main method; output and errors are read together. */
    static ChildJvm start(Map<String, String> environment = [:], List<String> options = [], Class<?> main, Object... arguments) {
        def builder = builder(main, arguments as List, options).redirectErrorStream(true)
        builder.environment().putAll(environment)
        new ChildJvm(builder.start())
    }

    /** The process to be started, for who wants its streams in another way. */
    static ProcessBuilder builder(Class<?> main, List<?> arguments, List<String> options = []) {
        new ProcessBuilder(JAVA + ClassArchive.own.options() + options + [main.name] + arguments*.toString())
    }

    /** Waits until it has printed a line that contains the text, at most a minute; its input to the end is kept in {@link #output}. */
    String awaitLine(String text) {
        def end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60)
        while (System.nanoTime() < end) {
            def line = fresh.poll(50, TimeUnit.MILLISECONDS)
            if (line?.contains(text)) {
                return line
            }
            if (line == null && !process.alive && fresh.empty && !reader.alive) {
                break
            }
        }
        throw new AssertionError((Object) "the child JVM never printed '$text':\n$output")
    }

    /** SIGKILL, as by the kernel or a person; returns when it is dead. */
    void kill() {
        process.destroyForcibly().waitFor()
    }

    /** Waits for its end by itself, at most a minute. */
    int awaitExit() {
        assert process.waitFor(60, TimeUnit.SECONDS): "the child JVM did not end:\n$output"
        reader.join(5000)
        process.exitValue()
    }

    String getOutput() {
        synchronized (lines) {
            lines.join('\n')
        }
    }

    @Override
    void close() {
        kill()
    }
}
