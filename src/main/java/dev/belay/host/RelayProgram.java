package dev.belay.host;

import java.io.Closeable;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/**
 * {@link Relay} as a program that any account can run: a copy of its one class in a scratch folder that all can read, since
 * Belay itself may be installed where only its owner reads. Closing removes the copy.
 */
record RelayProgram(Path folder) implements Closeable {

    private static final String PACKAGE = "dev/belay/host";
    private static final String CLASS = PACKAGE + "/Relay.class";

    /** Makes the copy. */
    static RelayProgram unpack() throws IOException {
        Path folder = Files.createTempDirectory("belay-relay");
        RelayProgram program = new RelayProgram(folder);
        try (InputStream code = Relay.class.getResourceAsStream("/" + CLASS)) {
            if (code == null) {
                throw new FileNotFoundException(CLASS);
            }
            Files.createDirectories(folder.resolve(PACKAGE));
            Files.copy(code, folder.resolve(CLASS));
            for (Path path : program.paths()) {
                Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
            }
            return program;
        } catch (IOException e) {
            program.close();
            throw e;
        }
    }

    /** The command that runs it; quick to start, and small. */
    List<String> command(String socket) {
        return List.of(
                System.getProperty("java.home") + "/bin/java",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx16m",
                "-XX:-UsePerfData",
                "-cp",
                folder.toString(),
                Relay.class.getName(),
                socket);
    }

    /** The copy and the folders that it stands in, the outermost last. */
    private List<Path> paths() {
        return List.of(
                folder.resolve(CLASS),
                folder.resolve(PACKAGE),
                folder.resolve("dev/belay"),
                folder.resolve("dev"),
                folder);
    }

    @Override
    public void close() throws IOException {
        for (Path path : paths()) {
            Files.deleteIfExists(path);
        }
    }
}
