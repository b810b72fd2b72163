package dev.belay.host;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The processes that accept connections at a TCP port, as /proc tells it, see proc(5). */
final class Listeners {

    private static final Path PROC = Path.of("/proc");
    private static final List<String> TABLES = List.of("net/tcp", "net/tcp6");
    private static final String LISTENS = "0A";

    private Listeners() {}

    /** Their numbers; those of other accounts are seen by root only. */
    static Set<Long> at(int port) {
        Set<String> sockets = new HashSet<>();
        TABLES.forEach(table -> sockets.addAll(sockets(PROC.resolve(table), port)));
        Set<Long> all = new TreeSet<>();
        if (sockets.isEmpty()) {
            return all;
        }
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (Path folder : folders) {
                if (holds(folder.resolve("fd"), sockets)) {
                    all.add(Long.parseLong(folder.toFile().getName()));
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException("Belay runs on Linux with /proc mounted", e);
        }
        return all;
    }

    /** The sockets of a table that listen at the port, as links in /proc/PID/fd name them. */
    private static Set<String> sockets(Path table, int port) {
        Set<String> sockets = new HashSet<>();
        try (Stream<String> lines = Files.lines(table)) {
            lines.map(line -> line.strip().split("\\s+"))
                    .filter(fields -> fields.length > 9 && fields[3].equals(LISTENS))
                    .filter(fields -> fields[1].endsWith(String.format(":%04X", port)))
                    .forEach(fields -> sockets.add("socket:[" + fields[9] + "]"));
        } catch (IOException e) {
            return sockets; // a kernel without IPv6
        }
        return sockets;
    }

    private static boolean holds(Path descriptors, Set<String> sockets) {
        try (DirectoryStream<Path> links = Files.newDirectoryStream(descriptors)) {
            for (Path link : links) {
                if (sockets.contains(Files.readSymbolicLink(link).toString())) {
                    return true;
                }
            }
            return false;
        } catch (IOException | DirectoryIteratorException e) {
            return false; // it has ended, or is another account's
        }
    }
}
