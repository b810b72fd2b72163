package dev.belay.host;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A process as /proc/PID/stat tells it, see proc(5).
 *
 * @param pid its number
 * @param name of its program, at most 15 characters
 * @param state one letter; Z for one that ended and was not yet waited for
 * @param parent number of the process that started it, or took it over
 * @param session number of the session's leader
 * @param started clock ticks after boot
 */
record ProcessEntry(long pid, String name, char state, long parent, long session, long started) {

    private static final Path PROC = Path.of("/proc");

    /** Of the text of the file; empty where it is not whole. */
    static Optional<ProcessEntry> parse(String stat) {
        int open = stat.indexOf(" (");
        int close = stat.lastIndexOf(") ");
        if (open < 0 || close < open) {
            return Optional.empty();
        }
        String[] fields = stat.substring(close + 2).strip().split(" ");
        if (fields.length < 20) {
            return Optional.empty();
        }
        return Optional.of(new ProcessEntry(
                Long.parseLong(stat.substring(0, open).strip()),
                stat.substring(open + 2, close),
                fields[0].charAt(0),
                Long.parseLong(fields[1]),
                Long.parseLong(fields[3]),
                Long.parseLong(fields[19])));
    }

    /** The process of this number, where it runs; one that is only waited for does not run. */
    static Optional<ProcessEntry> of(long pid) {
        return entry(PROC.resolve(Long.toString(pid))).filter(ProcessEntry::runs);
    }

    /** True where the process has ended, and only its number is still kept until somebody waits for it. */
    static boolean isZombie(long pid) {
        return entry(PROC.resolve(Long.toString(pid)))
                .filter(process -> !process.runs())
                .isPresent();
    }

    /** All that run in a session. */
    static List<ProcessEntry> inSession(long session) {
        List<ProcessEntry> all = new ArrayList<>();
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (Path folder : folders) {
                entry(folder)
                        .filter(process -> process.session() == session && process.runs())
                        .ifPresent(all::add);
            }
        } catch (IOException e) {
            throw new IllegalStateException("Belay runs on Linux with /proc mounted", e);
        }
        return all;
    }

    /** Name of the account that it runs as; empty where it has ended. */
    Optional<String> owner() {
        try {
            return Optional.of(Files.getOwner(PROC.resolve(Long.toString(pid))).getName());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Its command line, or its name where it shows none. */
    String commandLine() {
        try {
            String line = Files.readString(PROC.resolve(pid + "/cmdline"), StandardCharsets.ISO_8859_1);
            String utf8 = new String(line.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
            return line.isEmpty() ? name : utf8.replace('\0', ' ').strip();
        } catch (IOException e) {
            return name;
        }
    }

    private boolean runs() {
        return state != 'Z' && state != 'X';
    }

    private static Optional<ProcessEntry> entry(Path folder) {
        try {
            return parse(Files.readString(folder.resolve("stat"), StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
