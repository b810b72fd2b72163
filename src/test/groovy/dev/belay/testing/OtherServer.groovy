package dev.belay.testing

import dev.belay.database.Database
import dev.belay.value.SecretText
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres
import java.nio.file.Files
import java.nio.file.Path
import java.sql.Connection
import java.util.jar.JarFile

/**
 * A PostgreSQL of another version than {@link Servers}: the old one or the new one of the pom, whose binaries lie in {@code target/postgresql}.
 * They hold the extensions of PostgreSQL itself and no PostGIS; {@link #installExtension} makes a stand-in for that.
 */
class OtherServer implements AutoCloseable {

    private static final Path BINARIES = Path.of('target/postgresql').toAbsolutePath()

    final String name
    private final EmbeddedPostgres postgres
    private final Path programs

    /** @param name {@code old} or {@code new} */
    OtherServer(String name) {
        this.name = name
        programs = Files.createDirectories(BINARIES.resolve("$name-${ProcessHandle.current().pid()}"))
        postgres = EmbeddedPostgres.builder()
                .setPgBinaryResolver { system, machine -> binaries() }
                .setOverrideWorkingDirectory(programs.toFile())
                .setServerConfig('fsync', 'off')
                .start()
    }

    private InputStream binaries() {
        def jar = new JarFile(BINARIES.resolve("${name}.jar").toFile())
        jar.getInputStream(jar.entries().find { it.name.endsWith('.txz') })
    }

    int getPort() {
        postgres.port
    }

    /** The version, such as 10.23. */
    String version() {
        ask('postgres', 'show server_version')[0].toString().split(' ')[0]
    }

    /** Puts an extension of SQL alone onto the server, for its databases to make. */
    void installExtension(String extension, String version, String sql) {
        Path folder = programs.toFile().listFiles().findResult { File it -> new File(it, 'share/postgresql/extension').with { it.directory ? it.toPath() : null } } as Path
        Files.writeString(folder.resolve("${extension}.control"), "comment = 'a stand-in'\ndefault_version = '$version'\nrelocatable = false\nschema = public\n")
        Files.writeString(folder.resolve("$extension--${version}.sql"), sql)
    }

    /** A database of it, which may not exist yet. */
    Database database(String name, String user, String password) {
        new Database(name, Database.Product.POSTGRESQL, new Database.Tcp('localhost', port), name, user, Optional.of(SecretText.plain(password)))
    }

    /** A connection past Belay, as its superuser. */
    Connection connect(String database) {
        postgres.getDatabase('postgres', database).connection
    }

    /** Statements, past Belay. */
    void run(String database, String... statements) {
        Jdbc.run(connect(database), statements)
    }

    /** The first column of the rows, past Belay. */
    List<Object> ask(String database, String query) {
        Jdbc.ask(connect(database), query)
    }

    @Override
    void close() {
        postgres.close()
        programs.toFile().deleteDir()
    }
}
