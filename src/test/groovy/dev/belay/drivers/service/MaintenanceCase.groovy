package dev.belay.drivers.service

import dev.belay.drivers.conformance.ConformanceCase
import java.nio.file.Files

/** Closed by a file, around a step that is done again where it was killed. */
abstract class MaintenanceCase extends ConformanceCase {

    @Override
    Object look() {
        [closed: Files.exists(world.resolve('closed')), made: Files.exists(world.resolve('made'))]
    }

    protected abstract String way()

    @Override
    String line() {
        "maintenance(${way()}, dir: '$world') { sh 'echo; test -e closed; touch made', dir: '$world', check: 'test -e made', repeat: true, undo: 'rm -f made' }"
    }

    /** The step that it encloses is opaque, and so is a command that opens. */
    @Override
    boolean settles() {
        false
    }

    @Override
    List<String> badLines() {
        ["maintenance(${way()})", 'maintenance { }', "maintenance(${way()}, of: 'x') { }", "maintenance(on: 'true') { }"]
    }
}
