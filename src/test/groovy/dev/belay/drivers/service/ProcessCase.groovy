package dev.belay.drivers.service

import dev.belay.drivers.conformance.ConformanceCase
import dev.belay.testing.Port
import java.nio.file.Files

/** A process that a pid file names, and that is asked at a port of its own whether it serves. */
abstract class ProcessCase extends ConformanceCase {

    private Port port

    @Override
    void prepare() {
        port = new Port()
        put('server.pl', port.server)
    }

    /** Starts it as an operator would, and waits until it serves. */
    protected void launch() {
        new ProcessBuilder('setsid', 'bash', '-c', 'echo $$ > app.pid; exec perl server.pl')
                .directory(world.toFile()).inheritIO().redirectOutput(ProcessBuilder.Redirect.DISCARD).start()
        while (!port.served) {
            Thread.onSpinWait()
        }
    }

    @Override
    String before() {
        "service 'app', process: 'perl server.pl', dir: '$world', pidfile: 'app.pid', ${health()}"
    }

    protected String health() {
        "health: $port.number"
    }

    /**
     * The commands of who has no pid file for Belay. The stop waits until the process is gone: else a run that is killed right
     * behind it, and resumed, finds the process dying, and stops it again when it is dead.
     */
    protected static String commands() {
        "start: 'setsid bash -c \"echo \\\\\$\\\\\$ > app.pid; exec perl server.pl\" >log 2>&1 &', " +
                "stop: 'kill \$(cat app.pid); while kill -0 \$(cat app.pid) 2>/dev/null; do sleep 0.02; done'"
    }

    @Override
    Object look() {
        [running: running().size()]
    }

    protected List<ProcessHandle> running() {
        ProcessHandle.allProcesses().filter { process ->
            process.alive && Files.exists(world.resolve('app.pid')) && inWorld(process) &&
                    process.info().arguments().map { it.toList() == ['server.pl'] }.orElse(false)
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
        port.close()
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
