package dev.belay.drivers.mariadb

import dev.belay.drivers.conformance.InContainer
import dev.belay.testing.Mariadb

import java.nio.file.Files
import java.nio.file.Path

/** The cases of databases, with the server in a container. */
trait MariadbInContainer extends InContainer {

    List<Path> programs() {
        Mariadb.clients()
    }

    boolean brief() {
        true
    }

    String before() {
        "database 'main', mariadb: '${Files.readString(world.resolve('address'))}', user: '$Mariadb.TRUSTED', ${contained()}"
    }

    void prepare() {
        super.prepare()
        begin()
    }

    void tearDown() {
        end()
        super.tearDown()
    }
}

class MariadbBackupDatabaseInContainerCase extends MariadbBackupDatabaseCase implements MariadbInContainer {}

class MariadbRestoreDatabaseInContainerCase extends MariadbRestoreDatabaseCase implements MariadbInContainer {}

class MariadbMigrateSqlInContainerCase extends MariadbMigrateSqlCase implements MariadbInContainer {}

class MariadbSqlStatementInContainerCase extends MariadbSqlStatementCase implements MariadbInContainer {}

class MariadbVerifyBackupInContainerCase extends MariadbVerifyBackupCase implements MariadbInContainer {}
