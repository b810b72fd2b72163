package dev.belay.drivers.data

import dev.belay.drivers.postgresql.DatabaseCase
import dev.belay.testing.Servers

/** The rows of a file take the place of those that are there. */
class ImportCase extends DatabaseCase {

    @Override
    String form() {
        'import'
    }

    @Override
    void prepare() {
        super.prepare()
        put('rows.json', '{"people": [{"id": 7, "name": "Grace"}, {"id": 8, "name": null}]}')
    }

    @Override
    String before() {
        "${super.before()}\nbackup 'main', to: '$world/backup'"
    }

    @Override
    String line() {
        "import('main', from: '$world/rows.json')"
    }

    /** Each run brings the rows again: nobody can tell whether they still are what the file holds. */
    @Override
    boolean settles() {
        false
    }

    @Override
    List<String> badLines() {
        ["import('main', from: '$world/none.json')", "import('main', from: '$world/rows.json', tables: ['none'])",
         "import('main', from: '$world/rows.json') { table 'people', drop: ['nothing'] }"]
    }
}

/** Rows that do not fit, and those that only the server refuses, go into a file, which is there once the others are in the table. */
class ImportRejectsCase extends ImportCase {

    @Override
    void prepare() {
        super.prepare()
        Servers.run(database(), "alter table people add check (name <> 'nobody')")
        put('rows.json', '{"people": [{"id": 7, "name": "Grace"}, {"id": "x", "name": null}, {"id": 7, "name": "twice"}, {"id": 8, "name": "nobody"}]}')
    }

    @Override
    String line() {
        "import('main', from: '$world/rows.json', rejects: '$world/rejects.jsonl')"
    }

    @Override
    List<String> badLines() {
        ["import('main', from: '$world/rows.json', rejects: '$world/rows.json')"]
    }
}

class VerifyRowsCase extends DatabaseCase {

    @Override
    String form() {
        'verify rows'
    }

    @Override
    void prepare() {
        super.prepare()
        put('rows.json', '{"people": [{"id": 1, "name": "Ada"}]}')
    }

    @Override
    String line() {
        "verify rows: 'main', from: '$world/rows.json'"
    }

    @Override
    List<String> badLines() {
        ["verify rows: 'main'", "verify rows: 'other', from: '$world/rows.json'"]
    }
}
