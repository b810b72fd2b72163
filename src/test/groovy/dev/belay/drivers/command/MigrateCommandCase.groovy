package dev.belay.drivers.command

import dev.belay.drivers.conformance.ConformanceCase

/** A migration of an application that knows what it has done, and says so. */
class MigrateCommandCase extends ConformanceCase {

    @Override
    String form() {
        'migrate command'
    }

    @Override
    void prepare() {
        put('schema', '1\n')
        put('migrate', "if grep -q 2 schema; then echo 'nothing to do'; else echo begun; echo 2 >> schema; echo completed; fi\n")
    }

    /** Nobody asks this database: what the application migrates is a file. */
    @Override
    String before() {
        "database 'main', postgresql: 'localhost:1/none', user: 'nobody'"
    }

    @Override
    String line() {
        "migrate 'main', command: 'bash migrate', dir: '$world', done: 'completed', unchanged: 'nothing to do'"
    }

    @Override
    Object look() {
        text('schema')
    }

    @Override
    boolean settles() {
        false
    }

    /** The way back is the backup of the database, of which there is none here. */
    @Override
    boolean undoes() {
        false
    }

    @Override
    List<String> badLines() {
        [
            "migrate 'main', command: 'true'",
            "migrate 'main', command: ' ', done: 'x'",
            "migrate 'other', command: 'true', done: 'x'",
            "migrate 'main', command: 'true', done: '(x'",
            "migrate 'main', command: 'true', done: 'x', unchanged: '[a-'",
            "migrate 'main', command: 'true', done: 'x', touches: [12]",
        ]
    }
}
