package dev.belay.drivers.data

import com.github.luben.zstd.ZstdInputStream
import dev.belay.database.Database
import dev.belay.drivers.data.format.Manifest
import dev.belay.drivers.data.format.ManifestJson
import dev.belay.engine.Ended
import dev.belay.engine.Listener
import dev.belay.testing.Bench
import dev.belay.testing.Mariadb
import dev.belay.testing.Servers
import tools.jackson.databind.ObjectMapper
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir

/** Databases of both systems, and scripts that bring rows from one place to another. */
abstract class DataSpecification extends Specification {

    @TempDir
    Path folder

    @Lazy
    Bench bench = new Bench(folder)

    private final List<Database> made = []

    def cleanup() {
        drop(made)
    }

    /** A fresh database of a system with some statements done in it, dropped after the feature. */
    Database database(String system, String... statements) {
        def fresh = fresh(system, statements)
        made << fresh
        fresh
    }

    /** A fresh database of a system with some statements done in it. */
    static Database fresh(String system, String... statements) {
        def fresh = system == 'postgresql' ? Servers.freshDatabase() : Mariadb.freshDatabase()
        run(fresh, statements)
        fresh
    }

    static void drop(List<Database> databases) {
        Map<Boolean, List<Database>> by = databases.groupBy { it.product() == Database.Product.POSTGRESQL }
        if (by[true]) {
            Servers.drop(by[true]*.name())
        }
        by[false]?.each { Mariadb.drop(it) }
    }

    /** Begins to read a database. */
    static Source open(Database database) {
        Systems.source(database, server(database).connect(database))
    }

    static void run(Database database, String... statements) {
        server(database).run(database, statements)
    }

    static List<Object> ask(Database database, String query) {
        server(database).ask(database, query)
    }

    static server(Database database) {
        database.product() == Database.Product.POSTGRESQL ? Servers : Mariadb
    }

    /** What a script declares for a database. */
    static String declared(String name, Database database) {
        database.product() == Database.Product.POSTGRESQL
                ? "database '$name', postgresql: '${Servers.address(database)}', user: 'postgres'"
                : "database '$name', mariadb: '${Mariadb.address(database)}', user: '$Mariadb.TRUSTED'"
    }

    /** Runs a script to its good end, and accepts it. */
    Ended done(String script) {
        def ended = bench.run(bench.preview(script))
        assert Bench.message(ended) == ''
        bench.engine().accept(ended.state().run(), Listener.none())
        ended
    }

    /** The manifest of an export. */
    static Manifest manifest(Path export) {
        def file = Files.isDirectory(export) ? export.resolve('manifest.json') : Path.of("${export}.manifest.json")
        ManifestJson.read(Files.readString(file), file.toString())
    }

    /** The lines of a table, as they are written. */
    static List<String> lines(Path export, String table) {
        manifest(export).content(table).get().chunks().collectMany { chunk ->
            def file = Files.newInputStream(export.resolve(chunk.file()))
            (chunk.file().endsWith('.zst') ? new ZstdInputStream(file) : file).withCloseable { it.getText('UTF-8').readLines() }
        }
    }

    /** The rows of a table. */
    static List<Map> rows(Path export, String table) {
        lines(export, table).collect { new ObjectMapper().readValue(it, Map) }
    }
}
