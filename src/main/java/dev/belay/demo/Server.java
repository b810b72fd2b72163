package dev.belay.demo;

import dev.belay.value.Failure;
import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import io.zonky.test.db.postgres.embedded.PgBinaryResolver;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A PostgreSQL of its own, unpacked from a jar and listening on the loopback alone. It asks for passwords. */
final class Server implements AutoCloseable {

    private final Path folder;
    private final EmbeddedPostgres server;

    private Server(Path folder, EmbeddedPostgres server) {
        this.folder = folder;
        this.server = server;
    }

    /**
     * Starts it, with its programs and its data below a folder.
     *
     * @throws Failure where it does not start
     */
    static Server start(Path folder) {
        Redirect log = Redirect.appendTo(folder.resolve("server.log").toFile());
        try {
            EmbeddedPostgres server = EmbeddedPostgres.builder()
                    .setPgBinaryResolver(new Programs(folder))
                    .setOverrideWorkingDirectory(folder.resolve("programs").toFile())
                    .setDataDirectory(folder.resolve("data"))
                    .setCleanDataDirectory(false)
                    .setRegisterShutdownHook(false)
                    .setOutputRedirector(log)
                    .setErrorRedirector(log)
                    .setServerConfig("listen_addresses", "127.0.0.1")
                    .setServerConfig("unix_socket_directories", "")
                    .setServerConfig("max_connections", "20")
                    .setPGStartupWait(Duration.ofSeconds(30))
                    .start();
            return new Server(folder, server);
        } catch (IOException | IllegalStateException broken) {
            throw new Failure(
                    dev.belay.value.Exit.UNMET,
                    "the demo's PostgreSQL does not start: " + broken.getMessage(),
                    broken,
                    "as root it needs 'unshare -U' to be allowed; try as an ordinary user");
        }
    }

    /** Where it listens. */
    int port() {
        return server.getPort();
    }

    /** Makes a role and a database that it owns, fills it, and from then on asks everybody for a password. */
    void found(String name, String password, List<String> statements) {
        try {
            try (Connection connection = server.getPostgresDatabase().getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("create role " + name + " login createdb password '" + password + "'");
                statement.execute("create database " + name + " owner " + name);
            }
            try (Connection connection = server.getDatabase(name, name).getConnection();
                    Statement statement = connection.createStatement()) {
                for (String sql : statements) {
                    statement.execute(sql);
                }
            }
            Files.writeString(folder.resolve("data/pg_hba.conf"), "host all all 127.0.0.1/32 scram-sha-256\n");
            new Shell(folder, Map.of()).must(pgCtl("reload"));
        } catch (SQLException | IOException broken) {
            throw new IllegalStateException("the demo's database could not be made", broken);
        }
    }

    /** The command that ends it, once this process is gone. */
    List<String> ending() {
        return pgCtl("stop", "-m", "fast");
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private List<String> pgCtl(String... arguments) {
        List<String> command = new ArrayList<>();
        if (System.getProperty("user.name").equals("root")) {
            command.addAll(List.of("unshare", "-U")); // PostgreSQL refuses to run as root
        }
        command.addAll(
                List.of(program().toString(), "-D", folder.resolve("data").toString()));
        command.addAll(List.of(arguments));
        return command;
    }

    /** PostgreSQL notes by which program it was started. */
    private Path program() {
        try {
            String started = Files.readString(folder.resolve("data/postmaster.opts"));
            return Path.of(started.substring(0, started.indexOf(" \""))).resolveSibling("pg_ctl");
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** The programs of the class path; servers of other folders do not share their unpacked files, which go with the folder. */
    private record Programs(Path folder) implements PgBinaryResolver {
        @Override
        public InputStream getPgBinary(String system, String hardware) throws IOException {
            return DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(system, hardware);
        }
    }
}
