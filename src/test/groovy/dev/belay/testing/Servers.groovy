package dev.belay.testing

import dev.belay.database.Database
import dev.belay.value.SecretText
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres

import java.nio.file.Files
import java.sql.Connection
import java.util.concurrent.atomic.AtomicInteger

/**
 * One PostgreSQL for all specifications of a JVM, started when first asked for and stopped with the JVM by a hook of its own. Every
 * specification takes databases of its own.
 */
class Servers {

    private static final AtomicInteger DATABASES = new AtomicInteger()

    @Lazy
    static EmbeddedPostgres postgres = start()

    private static EmbeddedPostgres start() {
        def builder = EmbeddedPostgres.builder().setServerConfig('fsync', 'off')
        def memory = new File('/dev/shm')
        if (memory.usableSpace > 4_000_000_000) {
            builder.setDataDirectory(Files.createTempDirectory(memory.toPath(), 'belay-server').resolve('data'))
        }
        builder.start()
    }

    /** A new, empty database. */
    static Database freshDatabase() {
        def name = "spec_${ProcessHandle.current().pid()}_${DATABASES.incrementAndGet()}"
        run(database('postgres'), "create database $name")
        database(name)
    }

    /** Drops databases, with all that is connected to them. */
    static void drop(List<String> names) {
        run(database('postgres'), *names.collect { "drop database if exists \"$it\" with (force)".toString() })
    }

    /** Drops a database, and those that Belay made beside it. */
    static void dropAll(Database database) {
        drop(ask(Servers.database('postgres'),
                "select datname from pg_database where datname = '${database.name()}' or datname like '${database.name()}\\_%'") as List<String>)
    }

    /** A database of the shared server, which may not exist yet, as its superuser. */
    static Database database(String name) {
        new Database('main', Database.Product.POSTGRESQL, new Database.Tcp('localhost', postgres.port), name, 'postgres',
                Optional.of(SecretText.plain('postgres')))
    }

    /** What a script declares for the database. */
    static String address(Database database) {
        "localhost:$postgres.port/${database.name()}"
    }

    /** A connection past Belay. */
    static Connection connect(Database database) {
        postgres.getDatabase('postgres', database.name()).connection
    }

    /** Statements, past Belay. */
    static void run(Database database, String... statements) {
        Jdbc.run(connect(database), statements)
    }

    /** The first column of the rows, past Belay. */
    static List<Object> ask(Database database, String query) {
        Jdbc.ask(connect(database), query)
    }
}
