package dev.belay.drivers.command

import dev.belay.journal.Entry

/** A migration of an application that cannot tell what it has done. */
class MigrateCommandOnceCase extends MigrateCommandCase {

    @Override
    String line() {
        "migrate 'main', command: 'echo begun; echo 2 >> schema; echo completed', dir: '$world', done: 'completed'"
    }

    @Override
    boolean once() {
        true
    }

    @Override
    Entry.Settled settled() {
        text('schema').contains('2') ? Entry.Settled.DONE : Entry.Settled.REDO
    }

    @Override
    List<String> badLines() {
        []
    }
}
