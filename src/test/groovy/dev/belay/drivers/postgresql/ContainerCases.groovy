package dev.belay.drivers.postgresql

import dev.belay.drivers.conformance.InContainer
import dev.belay.testing.Servers

import java.nio.file.Files
import java.nio.file.Path

/** The cases of databases, with the server in a container. */
trait PostgresqlInContainer extends InContainer {

    List<Path> programs() {
        PostgresqlSpecification.programs()
    }

    boolean here() {
        PostgresqlSpecification.toolsAreHere()
    }

    boolean brief() {
        true
    }

    String before() {
        "database 'main', postgresql: '${Files.readString(world.resolve('address'))}', user: 'postgres', ${contained()}"
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

class BackupDatabaseInContainerCase extends BackupDatabaseCase implements PostgresqlInContainer {}

/** What it restores was written by pg_dump, so that pg_restore loads it. */
class RestoreDatabaseInContainerCase extends RestoreDatabaseCase implements PostgresqlInContainer {

    @Override
    void prepare() {
        PostgresqlInContainer.super.prepare()
        Servers.run(database(), "insert into people (name) values ('Grace')")
        def dump = ["${PostgresqlSpecification.programs()[0]}", '--format=custom', "--file=$world/old.dump", "--dbname=postgresql://postgres:postgres@${Servers.address(database())}"]
        assert new ProcessBuilder(dump*.toString()).inheritIO().start().waitFor() == 0
        Servers.run(database(), "delete from people where name = 'Grace'")
    }

    @Override
    String line() {
        "restore 'main', from: '$world/old.dump', clean: true"
    }
}

class MigrateSqlInContainerCase extends MigrateSqlCase implements PostgresqlInContainer {}

class SqlStatementInContainerCase extends SqlStatementCase implements PostgresqlInContainer {}

class VerifyDatabaseBackupInContainerCase extends VerifyDatabaseBackupCase implements PostgresqlInContainer {}
