package dev.belay.drivers.mariadb

import dev.belay.database.Database
import dev.belay.drivers.conformance.ConformanceCase
import dev.belay.testing.Mariadb

/** A database of the shared server, whose name lies in the case's folder so that another JVM finds it. */
abstract class MariadbCase extends ConformanceCase {

    @Override
    boolean byCommands() {
        false
    }

    @Override
    void prepare() {
        def database = Mariadb.freshDatabase()
        put('name', database.name())
        put('address', Mariadb.address(database))
        Mariadb.run(database, 'create table people (id int auto_increment primary key, name varchar(20))', "insert into people (name) values ('Ada')")
    }

    @Override
    String before() {
        "database 'main', mariadb: '${text('address')}', user: '$Mariadb.TRUSTED'"
    }

    /** The rows, and the names of all tables. */
    @Override
    Object look() {
        [Mariadb.ask(database(), 'select name from people order by id'),
         Mariadb.ask(database(), "select table_name from information_schema.tables where table_schema = database() and table_name not like 'belay%' order by 1")]
    }

    @Override
    void tearDown() {
        def name = text('name')
        if (name != null) {
            Mariadb.drop(Mariadb.database(name))
        }
    }

    Database database() {
        Mariadb.database(text('name'))
    }
}

class MariadbMigrateSqlCase extends MariadbCase {

    @Override
    String form() {
        'migrate sql/mariadb'
    }

    @Override
    void prepare() {
        super.prepare()
        put('sql/1.sql', "insert into people (name) values ('Grace');")
        put('sql/2.sql', "delimiter //\ncreate table towns (name text)//\ninsert into towns values ('Bern;')//")
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

class MariadbVerifyBackupCase extends MariadbCase {

    @Override
    String form() {
        'verify backup/mariadb'
    }

    @Override
    void prepare() {
        super.prepare()
        put('old.sql', "create table people (id int, name varchar(20));\ninsert into people values (1, 'Grace');\n")
    }

    @Override
    String line() {
        "verify backup: '$world/old.sql', database: 'main', path: ['$Mariadb.programs']"
    }

    @Override
    List<String> badLines() {
        ["verify backup: '$world/none.sql', database: 'main', path: ['$Mariadb.programs']", "verify backup: '$world/old.sql', database: 'other'"]
    }
}

class MariadbSqlStatementCase extends MariadbCase {

    @Override
    String form() {
        'sql statement/mariadb'
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
        ["sql 'main'", "sql 'main', statement: \"select 'x\"", "sql 'main', statement: 'rollback'"]
    }
}

class MariadbSqlFileCase extends MariadbCase {

    @Override
    String form() {
        'sql file/mariadb'
    }

    @Override
    void prepare() {
        super.prepare()
        put('fix.sql', "create table towns (name text);\ninsert into people (name) values ('Grace');\n")
    }

    @Override
    String line() {
        "sql 'main', file: '$world/fix.sql', undo: \"drop table towns; delete from people where name = 'Grace'\""
    }

    @Override
    boolean settles() {
        false
    }

    @Override
    List<String> badLines() {
        ["sql 'main', file: '$world/none.sql'", "sql 'main', file: '$world/fix.sql', within: 1.minutes"]
    }
}

class MariadbRequireDatabaseCase extends MariadbCase {

    @Override
    String form() {
        'require database/mariadb'
    }

    @Override
    String line() {
        "require database: 'main', version: '>=10.3'"
    }

    @Override
    List<String> badLines() {
        ["require database: 'main', version: '>=99'", "require database: 'main', empty: true", "require database: 'main', extensions: ['none']"]
    }
}

class MariadbVerifyDatabaseCase extends MariadbCase {

    @Override
    String form() {
        'verify database/mariadb'
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

class MariadbVerifySqlCase extends MariadbCase {

    @Override
    String form() {
        'verify sql/mariadb'
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

class MariadbInstalledSqlCase extends MariadbCase {

    @Override
    String form() {
        'installed sql/mariadb'
    }

    @Override
    void prepare() {
        super.prepare()
        Mariadb.run(database(), 'create table settings (name varchar(20), value varchar(40))',
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

class MariadbBackupDatabaseCase extends MariadbCase {

    /** Each run makes a backup of its own. */
    @Override
    boolean settles() {
        false
    }

    @Override
    Object look() {
        def kept = world.resolve('backup').toFile().list() as List ?: []
        [super.look(), kept.any { !it.contains('unfinished') }]
    }

    @Override
    String form() {
        'backup/mariadb'
    }

    @Override
    String line() {
        "backup 'main', to: '$world/backup', path: ['$Mariadb.programs']"
    }

    @Override
    boolean undoes() {
        false
    }

    @Override
    List<String> badLines() {
        ["backup 'main'", "backup 'other', to: '$world/backup'", "backup 'main', to: '$world/backup', format: 'x'",
         "backup 'main', to: '$world/backup', path: ['/nowhere']"]
    }
}

class MariadbRestoreDatabaseCase extends MariadbCase {

    @Override
    String form() {
        'restore/mariadb'
    }

    /** What lies in the file is loaded anew each time: nobody can tell whether the database still is what it was loaded as. */
    @Override
    boolean settles() {
        false
    }

    @Override
    void prepare() {
        super.prepare()
        put('old.sql', "create table people (id int auto_increment primary key, name varchar(20));\ninsert into people (name) values ('Grace');\n")
    }

    @Override
    String line() {
        "restore 'main', from: '$world/old.sql', clean: true, path: ['$Mariadb.programs']"
    }

    @Override
    List<String> badLines() {
        ["restore 'main'", "restore 'main', from: '$world/old.sql', path: ['$Mariadb.programs']",
         "restore 'main', from: '$world/none.sql', clean: true, path: ['$Mariadb.programs']"]
    }
}
