package dev.belay.drivers.service

import dev.belay.drivers.conformance.ConformanceCase
import dev.belay.testing.Loop
import java.nio.file.Files

/** A process that a pid file names. */
abstract class ProcessCase extends ConformanceCase {

    @Override
    void prepare() {
        put('server.sh', 'trap "exit 0" TERM; echo started >> starts; ' + Loop.every(0.1) + '\n')
    }

    /** Starts it as an operator would, and waits for its pid file. */
    protected void launch() {
        new ProcessBuilder('setsid', 'bash', '-c', 'echo $$ > app.pid; exec bash server.sh')
                .directory(world.toFile()).inheritIO().redirectOutput(ProcessBuilder.Redirect.DISCARD).start()
        while (!running()) {
            Thread.onSpinWait()
        }
    }

    @Override
    String before() {
        "service 'app', process: 'bash server.sh', dir: '$world', pidfile: 'app.pid'"
    }

    /**
     * The commands of who has no pid file for Belay. The stop waits until the process is gone: else a run that is killed right
     * behind it, and resumed, finds the process dying, and stops it again when it is dead.
     */
    protected static String commands() {
        "start: 'setsid bash -c \"echo \\\\\$\\\\\$ > app.pid; exec bash server.sh\" >log 2>&1 &', " +
                "stop: 'kill \$(cat app.pid); while kill -0 \$(cat app.pid) 2>/dev/null; do sleep 0.02; done'"
    }

    @Override
    Object look() {
        [running: running().size()]
    }

    /** A child that bash forked and that is not yet the sleep that it will be looks like bash itself: it does not count. */
    protected List<ProcessHandle> running() {
        def alike = alike()
        alike.findAll { process -> !process.parent().map { it in alike }.orElse(false) }
    }

    private List<ProcessHandle> alike() {
        ProcessHandle.allProcesses().filter { process ->
            process.alive && Files.exists(world.resolve('app.pid')) && inWorld(process) &&
                    process.info().arguments().map { it.toList() == ['server.sh'] }.orElse(false)
        }.toList()
    }

    private boolean inWorld(ProcessHandle process) {
        def folder = java.nio.file.Path.of("/proc/${process.pid()}/cwd")
        try {
            Files.isSameFile(folder, world)
        } catch (IOException gone) {
            false
        }
    }

    @Override
    void tearDown() {
        running().each {
            it.destroyForcibly()
            it.onExit().join()
        }
    }

    @Override
    List<String> badLines() {
        ["${verb()} 'none'", "${verb()} 'app', timeout: 2", "${verb()} 'app', timout: 2.minutes", "${verb()} '$world'"]
    }

    protected String verb() {
        form().split('/')[0]
    }

    @Override
    String line() {
        "${verb()} 'app'"
    }
}
