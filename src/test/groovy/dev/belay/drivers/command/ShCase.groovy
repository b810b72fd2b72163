package dev.belay.drivers.command

import dev.belay.drivers.conformance.ConformanceCase

/** A command that must not run twice, of which Belay knows nothing but how it is undone. */
class ShCase extends ConformanceCase {

    @Override
    String form() {
        'sh'
    }

    @Override
    String line() {
        "sh 'echo begun; echo once >> log', dir: '$world', undo: 'rm log'"
    }

    @Override
    Object look() {
        text('log')
    }

    @Override
    boolean settles() {
        false
    }

    @Override
    boolean once() {
        true
    }

    @Override
    dev.belay.journal.Entry.Settled settled() {
        text('log') == null ? dev.belay.journal.Entry.Settled.REDO : dev.belay.journal.Entry.Settled.DONE
    }

    @Override
    List<String> badLines() {
        [
            "sh ''",
            "sh '  '",
            "sh 'true', timeout: 3",
            "sh 'true', touches: [12]",
            "sh 'true', dir: '$world', env: 'A=1'",
            "sh \"echo \${secret('PASSWORD')}\"",
        ]
    }
}
