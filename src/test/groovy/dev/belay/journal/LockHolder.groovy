package dev.belay.journal

import dev.belay.value.Failure
import groovy.transform.CompileStatic
import java.nio.file.Path

/** Another process: takes the lock of a site, says so, and holds it until it is killed or its input ends. */
@CompileStatic
class LockHolder {

    static void main(String... arguments) {
        try {
            SiteLock.take(StateFolder.at(Path.of(arguments[0])), 'other@gis', 'other-0001', 'run')
            println 'taken'
        } catch (Failure failure) {
            println failure.exit()
        }
        if (arguments[1] == 'hold') {
            System.in.read()
        }
    }
}
