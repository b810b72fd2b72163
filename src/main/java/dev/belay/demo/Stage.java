package dev.belay.demo;

import dev.belay.value.Failure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The site of the demo: a folder of its own, in it a database server, a clone of the application's repository at the old version,
 * and that version serving. Closing it ends its processes and removes the folder.
 */
final class Stage implements AutoCloseable {

    private static final String NAME = "routebook";
    private static final String PASSWORD = "on belay";
    private static final int ATTEMPTS = 100;
    private static final List<String> ROUTES = List.of(
            "('Morning Sun', 12)",
            "('North Face', 28)",
            "('Chimney', 18)",
            "('Old Dihedral', 22)",
            "('Spider', 31)",
            "('First Steps', 9)");

    private static final List<String> ASCENTS = List.of(
            "(2, 'Ada', '14.09.2025')",
            "(1, 'Grace', '02.10.2025')",
            "(2, 'Grace', '31.12.2025')",
            "(6, 'Linus', '01.01.2026')");

    private final Path folder;
    private final Server server;
    private final int port;
    private boolean closed;

    private Stage(Path folder, Server server, int port) {
        this.folder = folder;
        this.server = server;
        this.port = port;
    }

    /**
     * Sets it up.
     *
     * @param breaking whether the database holds two routes of one name, which the migration to the new version cannot bear
     */
    static Stage set(boolean breaking) {
        Path folder = make();
        Server server = Server.start(folder);
        Stage stage = new Stage(folder, server, freePort());
        try {
            server.found(NAME, PASSWORD, schema(breaking));
            Repository.publish(folder.resolve("repository"), folder.resolve("app"));
            stage.write("password", PASSWORD + "\n");
            stage.write("app.env", stage.settings());
            stage.write("site.groovy", stage.siteFile());
            stage.serve();
            return stage;
        } catch (RuntimeException broken) {
            stage.close();
            throw broken;
        }
    }

    /** Where everything is. */
    Path folder() {
        return folder;
    }

    /** The site file, as an administrator would write it. */
    Path site() {
        return folder.resolve("site.groovy");
    }

    /** Where the state of the site is kept. */
    Path state() {
        return folder.resolve("state");
    }

    /** Where the database server listens. */
    int databasePort() {
        return server.port();
    }

    /** Where the application answers. */
    URI url() {
        return URI.create("http://127.0.0.1:" + port + "/");
    }

    /** What the application answers; empty where it does not, or not with 200. */
    Optional<String> ask() {
        try {
            HttpRequest request = HttpRequest.newBuilder(url())
                    .timeout(Duration.ofSeconds(10))
                    .build();
            HttpResponse<String> answer =
                    HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() == 200 ? Optional.of(answer.body()) : Optional.empty();
        } catch (IOException silent) {
            return Optional.empty();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /** Leaves everything as it is, with a script that removes it. */
    Path leave() {
        write("remove", """
                #!/bin/sh
                # Ends what the demo started, and removes its folder.
                kill "$(head -n 1 '%s')" 2>/dev/null
                %s >/dev/null
                rm -rf '%s'
                """.formatted(
                        pidFile(),
                        server.ending().stream().map(word -> "'" + word + "'").collect(Collectors.joining(" ")),
                        folder));
        return folder.resolve("remove");
    }

    /** Whoever comes second waits for the first: a terminal that goes away may end the process while this is under way. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        process().ifPresent(process -> {
            process.destroy();
            process.onExit()
                    .orTimeout(10, java.util.concurrent.TimeUnit.SECONDS)
                    .exceptionally(late -> {
                        process.destroyForcibly();
                        return process;
                    })
                    .join();
        });
        server.close();
        remove(folder);
    }

    private Path pidFile() {
        return folder.resolve("web.pid");
    }

    /** The application's process, whoever started it: it holds the number of it in a file. */
    private Optional<ProcessHandle> process() {
        try {
            return Files.exists(pidFile())
                    ? ProcessHandle.of(
                            Long.parseLong(Files.readAllLines(pidFile()).get(0).strip()))
                    : Optional.empty();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private void serve() {
        Process process = new Shell(folder, environment()).start(List.of("app/serve"), "web.log");
        write("web.pid", process.pid() + "\n");
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (ask().isEmpty()) {
            if (!process.isAlive() || System.nanoTime() > end) {
                throw Failure.failed("the demo's application does not start: see " + folder.resolve("web.log"));
            }
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new Failure(dev.belay.value.Exit.INTERRUPTED, "interrupted", stopped);
        }
    }

    private static Map<String, String> environment() {
        return Map.of(
                "JAVA", Path.of(System.getProperty("java.home"), "bin", "java").toString(), "DRIVER", driver());
    }

    private static String driver() {
        try {
            URL jar = DriverManager.getDriver("jdbc:postgresql://localhost/")
                    .getClass()
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation();
            return Path.of(jar.toURI()).toString();
        } catch (SQLException | URISyntaxException missing) {
            throw new IllegalStateException("the PostgreSQL driver is not a jar on the class path", missing);
        }
    }

    private static List<String> schema(boolean breaking) {
        String routes = String.join(", ", ROUTES) + (breaking ? ", ('Chimney', 24)" : "");
        return List.of(
                "set role " + NAME,
                "create table route (id integer generated always as identity primary key,"
                        + " name text not null, metres integer not null)",
                "create table ascent (id integer generated always as identity primary key,"
                        + " route integer not null references route (id), who text not null, day text not null)",
                "insert into route (name, metres) values " + routes,
                "insert into ascent (route, who, day) values " + String.join(", ", ASCENTS));
    }

    private String settings() {
        return """
                # where the route book listens, and its database
                PORT=%d
                DB_URL=jdbc:postgresql://127.0.0.1:%d/%s
                DB_USER=%s
                DB_PASSWORD=%s
                """.formatted(port, server.port(), NAME, NAME, PASSWORD);
    }

    private String siteFile() {
        return """
                site 'demo', app: 'demo', state: '%s'

                set home: '%s', url: '%s'

                secret 'ROUTEBOOK_PASSWORD', file: '%s'
                database 'main', postgresql: '127.0.0.1:%d/%s', user: '%s', password: secret('ROUTEBOOK_PASSWORD')
                service  'web',  process: 'app/serve', dir: '%s', pidfile: 'web.pid', log: 'web.log', health: '%s',
                    env: [JAVA: '%s', DRIVER: '%s']
                """.formatted(
                        state(),
                        folder,
                        url(),
                        folder.resolve("password"),
                        server.port(),
                        NAME,
                        NAME,
                        folder,
                        url(),
                        environment().get("JAVA"),
                        environment().get("DRIVER"));
    }

    private void write(String name, String content) {
        try {
            Files.writeString(folder.resolve(name), content);
            Files.setPosixFilePermissions(folder.resolve(name), PosixFilePermissions.fromString("rw-------"));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** A new private folder with a name that is short, since it will stand in many lines. */
    private static Path make() {
        try {
            Path parent = Path.of(System.getProperty("java.io.tmpdir")).toRealPath();
            FileAttribute<Set<PosixFilePermission>> mine =
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
            while (true) {
                Path folder = parent.resolve("belay-demo-%04x".formatted(new SecureRandom().nextInt(0x10000)));
                try {
                    return Files.createDirectory(folder, mine);
                } catch (FileAlreadyExistsException taken) {
                    // another name
                }
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** Also where a command is still writing, since the demo was told to end: it tries again. */
    private static void remove(Path folder) {
        for (int attempt = 0; Files.exists(folder) && attempt < ATTEMPTS; attempt++) {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(path);
                }
            } catch (IOException | UncheckedIOException changing) {
                pause();
            }
        }
    }
}
