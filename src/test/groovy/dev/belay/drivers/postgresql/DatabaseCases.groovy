package dev.belay.drivers.postgresql

import dev.belay.database.Database
import dev.belay.drivers.conformance.ConformanceCase
import dev.belay.testing.Servers

/** A database of the shared server, whose name lies in the case's folder so that another JVM finds it. */
abstract class DatabaseCase extends ConformanceCase {

    @Override
    boolean byCommands() {
        false
    }


    @Override
    void prepare() {
        def database = Servers.freshDatabase()
        put('name', database.name())
        put('address', Servers.address(database))
        Servers.run(database, 'create table people (id serial primary key, name text)', "insert into people (name) values ('Ada')")
    }

    @Override
    String before() {
        "database 'main', postgresql: '${text('address')}', user: 'postgres'"
    }

    /** The rows, and the names of all tables. */
    @Override
    Object look() {
        [Servers.ask(database(), 'select name from people order by id'),
         Servers.ask(database(), "select relname::text from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' and relname !~ '^belay_' order by 1")]
    }

    @Override
    void tearDown() {
        def name = text('name')
        if (name != null) {
            Servers.dropAll(Servers.database(name))
        }
    }

    Database database() {
        Servers.database(text('name'))
    }
}

class BackupDatabaseCase extends DatabaseCase {

    /** Each run makes a backup of its own. */
    @Override
    boolean settles() {
        false
    }


    @Override
    Object look() {
        def kept = world.resolve('backup').toFile().list() as List ?: []
        [super.look(), kept.any { !it.contains('part') }]
    }


    @Override
    String form() {
        'backup/postgresql'
    }

    @Override
    String line() {
        "backup 'main', to: '$world/backup'"
    }

    @Override
    boolean undoes() {
        false
    }

    @Override
    List<String> badLines() {
        ["backup 'main'", "backup 'other', to: '$world/backup'", "backup 'main', to: '$world/backup', format: 'x'"]
    }
}

class RestoreDatabaseCase extends DatabaseCase {

    @Override
    String form() {
        'restore/postgresql'
    }

    /** What lies in the file is loaded anew each time: nobody can tell whether the database still is what it was loaded as. */
    @Override
    boolean settles() {
        false
    }

    @Override
    void prepare() {
        super.prepare()
        put('old.sql', "create table people (id serial primary key, name text);\ncopy people (name) from stdin;\nGrace\n\\.\n")
    }

    @Override
    String line() {
        "restore 'main', from: '$world/old.sql', clean: true"
    }

    @Override
    List<String> badLines() {
        ["restore 'main'", "restore 'main', from: '$world/old.sql'", "restore 'main', from: '$world/none.sql', clean: true"]
    }
}

class MigrateSqlCase extends DatabaseCase {

    @Override
    String form() {
        'migrate sql/postgresql'
    }

    @Override
    void prepare() {
        super.prepare()
        put('sql/1.sql', "insert into people (name) values ('Grace');")
        put('sql/2.sql', 'create table towns (name text);')
    }

    @Override
    String line() {
        "migrate 'main', sql: '$world/sql'"
    }

    @Override
    boolean undoes() {
        false
    }

    @Override
    List<String> badLines() {
        ["migrate 'main', sql: '$world/none'", "migrate 'main', sql: '$world/sql', baseline: '9.sql'",
         "migrate 'main', sql: '$world/sql', accept: ['duplicate']"]
    }
}

class SqlStatementCase extends DatabaseCase {

    @Override
    String form() {
        'sql statement/postgresql'
    }

    @Override
    String line() {
        "sql 'main', statement: \"insert into people (name) values ('Grace')\", undo: \"delete from people where name = 'Grace'\""
    }

    @Override
    boolean settles() {
        false
    }

    @Override
    List<String> badLines() {
        ["sql 'main'", "sql 'main', statement: \"select 'x\"", "sql 'main', statement: 'commit'"]
    }
}

class SqlFileCase extends DatabaseCase {

    @Override
    String form() {
        'sql file/postgresql'
    }

    @Override
    void prepare() {
        super.prepare()
        put('fix.sql', "insert into people (name) values ('Grace');\n")
    }

    @Override
    String line() {
        "sql 'main', file: '$world/fix.sql', undo: \"delete from people where name = 'Grace'\""
    }

    @Override
    boolean settles() {
        false
    }

    @Override
    List<String> badLines() {
        ["sql 'main', file: '$world/none.sql'", "sql 'main', file: '$world/fix.sql', statement: 'select 1'"]
    }
}

class RequireDatabaseCase extends DatabaseCase {

    @Override
    String form() {
        'require database/postgresql'
    }

    @Override
    String line() {
        "require database: 'main', version: '>=10', extensions: ['plpgsql']"
    }

    @Override
    List<String> badLines() {
        ["require database: 'main', version: '>=99'", "require database: 'main', empty: true", "require database: 'main', extensions: ['none']"]
    }
}

class VerifyDatabaseCase extends DatabaseCase {

    @Override
    String form() {
        'verify database/postgresql'
    }

    @Override
    String line() {
        "verify database: 'main'"
    }

    @Override
    List<String> badLines() {
        ["verify database: 'other'", "verify database: 'main', version: '1'"]
    }
}

class VerifyDatabaseBackupCase extends DatabaseCase {

    @Override
    String form() {
        'verify backup/postgresql'
    }

    @Override
    void prepare() {
        super.prepare()
        put('old.sql', "create table people (id serial primary key, name text);\ncopy people (name) from stdin;\nGrace\n\\.\n")
    }

    @Override
    String line() {
        "verify backup: '$world/old.sql', database: 'main'"
    }

    @Override
    List<String> badLines() {
        ["verify backup: '$world/none.sql', database: 'main'", "verify backup: '$world/old.sql', database: 'other'", "verify database: 'main', backup: '$world/old.sql', sql: 'select 1'"]
    }
}

class VerifySqlCase extends DatabaseCase {

    @Override
    String form() {
        'verify sql/postgresql'
    }

    @Override
    String line() {
        "verify sql: 'select count(*) from people', database: 'main', equals: 1"
    }

    @Override
    List<String> badLines() {
        ["verify sql: 'select 1'", "verify sql: 'select 1', database: 'other'"]
    }
}

class InstalledSqlCase extends DatabaseCase {

    @Override
    String form() {
        'installed sql/postgresql'
    }

    @Override
    void prepare() {
        super.prepare()
        Servers.run(database(), 'create table settings (name varchar(20), value varchar(40))',
                "insert into settings values ('version', '4.3.2+ (Build: 20240216)'), ('title', 'Pod')")
    }

    @Override
    String line() {
        "installed sql: \"select value from settings where name = 'version'\", database: 'main'"
    }

    @Override
    Object look() {
        ''
    }

    @Override
    List<String> badLines() {
        [
            "installed sql: \"select value from settings where name = 'title'\", database: 'main'",
            "installed sql: \"select value from settings where name = 'none'\", database: 'main'",
            "installed sql: 'delete from settings', database: 'main'",
            "installed sql: 'select version()', database: 'main'",
            "installed sql: 'select value from settings; drop table settings', database: 'main'",
            "installed sql: 'select value from settings', database: 'other'",
            "installed sql: 'select value from settings'",
        ]
    }
}
