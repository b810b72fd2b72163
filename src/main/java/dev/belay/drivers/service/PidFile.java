package dev.belay.drivers.service;

import dev.belay.host.Context;
import dev.belay.host.FileInfo;
import dev.belay.host.FileReader;
import dev.belay.host.HostReader;
import dev.belay.host.HostReader.ProcessInfo;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A file whose first line is the number of a process. Numbers are used again, so the file names its process only where the second
 * line, if there is one, is the clock tick at which that process started; without a second line, the process must have
 * started before the file was written.
 *
 * @param path of the file; absolute
 * @param user who may read it; empty for the one who runs Belay
 */
record PidFile(String path, Optional<String> user) {

    private static final int TICKS_PER_SECOND = 100;

    /** Writes its own number and start into the file and then becomes the command; so no moment is without an owner. */
    private static final String BECOME = "f=$1; shift; s=$(</proc/$$/stat); s=${s##*) }; set -f; a=($s); "
            + "printf '%s\\n%s\\n' $$ \"${a[19]}\" > \"$f.new\" && mv -f \"$f.new\" \"$f\" && exec \"$@\"";

    /** The arguments that run a command and have this file name its process. */
    List<String> become(List<String> command) {
        List<String> arguments = new java.util.ArrayList<>(List.of("bash", "-c", BECOME, "bash", path));
        arguments.addAll(command);
        return arguments;
    }

    /** The running process that the file names. */
    Optional<ProcessInfo> process(HostReader host) {
        FileReader files = host.read(Context.own().as(user));
        List<String> lines =
                files.text(path).map(text -> text.strip().lines().toList()).orElse(List.of());
        if (lines.isEmpty() || !lines.get(0).strip().matches("[0-9]{1,18}")) {
            return Optional.empty();
        }
        return host.process(Long.parseLong(lines.get(0).strip()))
                .filter(process -> !process.command().isEmpty())
                .filter(process -> lines.size() > 1
                        ? lines.get(1).strip().equals(Long.toString(process.started()))
                        : files.info(path)
                                .map(info -> before(host, process, info))
                                .orElse(false));
    }

    private static boolean before(HostReader host, ProcessInfo process, FileInfo file) {
        Optional<Instant> booted = booted(host);
        return booted.map(boot -> boot.plusMillis(process.started() * 1000 / TICKS_PER_SECOND))
                .map(start -> start.minusSeconds(2).isBefore(file.modified()))
                .orElse(true);
    }

    private static Optional<Instant> booted(HostReader host) {
        return host.read(Context.own()).text("/proc/stat").stream()
                .flatMap(String::lines)
                .filter(line -> line.matches("btime [0-9]{1,18}"))
                .map(line -> Instant.ofEpochSecond(Long.parseLong(line.substring(6))))
                .findFirst();
    }
}
