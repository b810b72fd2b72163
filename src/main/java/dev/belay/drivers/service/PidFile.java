package dev.belay.drivers.service;

import dev.belay.host.Context;
import dev.belay.host.FileInfo;
import dev.belay.host.FileReader;
import dev.belay.host.HostReader;
import dev.belay.host.HostReader.ProcessInfo;
import dev.belay.value.Unseen;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A file whose first line is the number of a process. Numbers are used again, so a file that Belay wrote says more: the second line is
 * the clock tick at which that process started, the third the boot in which it did; no clock that somebody sets can shift these. What
 * others write into further lines, as PostgreSQL into its {@code postmaster.pid}, is not read: of such a file the clock is all there is, and where that speaks against the process nobody can tell: it may be another
 * one, or the clock was set, as often happens soon after the start of a machine.
 *
 * @param path of the file; absolute
 * @param user who may read it; empty for the one who runs Belay
 */
record PidFile(String path, Optional<String> user) {

    private static final int TICKS_PER_SECOND = 100; // USER_HZ, which Linux shows everywhere
    private static final long TOLERANCE = 2; // seconds: the boot's time is told in whole ones
    private static final String BOOT = "/proc/sys/kernel/random/boot_id";

    /** Writes its own number and start into the file and then becomes the command; so no moment is without an owner. */
    private static final String BECOME =
            "f=$1; shift; s=$(</proc/$$/stat); s=${s##*) }; set -f; a=($s); b=$(<" + BOOT + "); "
                    + "printf '%s\\n%s\\n%s\\n' $$ \"${a[19]}\" \"$b\" > \"$f.new\" && mv -f \"$f.new\" \"$f\" && exec \"$@\"";

    /** The arguments that run a command and have this file name its process. */
    List<String> become(List<String> command) {
        List<String> arguments = new java.util.ArrayList<>(List.of("bash", "-c", BECOME, "bash", path));
        arguments.addAll(command);
        return arguments;
    }

    /**
     * The running process that the file names.
     *
     * @throws Unseen where a process of that number runs, and it cannot be told whether it is the one
     */
    Optional<ProcessInfo> process(HostReader host) {
        FileReader files = host.read(Context.own().as(user));
        List<String> lines = files.text(path).stream()
                .flatMap(text -> text.strip().lines())
                .map(String::strip)
                .toList();
        if (lines.isEmpty() || !lines.get(0).matches("[0-9]{1,18}")) {
            return Optional.empty();
        }
        return host.process(Long.parseLong(lines.get(0)))
                .filter(process -> !process.command().isEmpty())
                .filter(process -> isOurs(lines) ? sameStart(host, process, lines) : notYounger(host, files, process));
    }

    private static boolean isOurs(List<String> lines) {
        return lines.size() == 3
                && lines.get(1).matches("[0-9]{1,18}")
                && lines.get(2).matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    }

    private static boolean sameStart(HostReader host, ProcessInfo process, List<String> lines) {
        boolean thisBoot = host.read(Context.own())
                .text(BOOT)
                .filter(boot -> boot.strip().equals(lines.get(2)))
                .isPresent();
        return thisBoot && lines.get(1).equals(Long.toString(process.started()));
    }

    /** True where the process started before the file was written, by a clock that nothing speaks against. */
    private boolean notYounger(HostReader host, FileReader files, ProcessInfo process) {
        Optional<Instant> written = files.info(path).map(FileInfo::modified);
        if (written.isEmpty()) {
            return false; // removed meanwhile
        }
        Optional<Instant> start =
                booted(host).map(boot -> boot.plusMillis(process.started() * 1000 / TICKS_PER_SECOND));
        boolean plausible = start.filter(then -> then.minusSeconds(TOLERANCE).isBefore(written.get()))
                .isPresent();
        if (!plausible || written.get().isAfter(Instant.now().plusSeconds(TOLERANCE))) {
            throw new Unseen(
                    "cannot tell whether the process " + process.pid() + " (" + process.command() + ") is the one that "
                            + path
                            + " means: by the clock it is younger than that file, or the clock was set since; if it is another"
                            + " one, remove the file");
        }
        return true;
    }

    private static Optional<Instant> booted(HostReader host) {
        return host.read(Context.own()).text("/proc/stat").stream()
                .flatMap(String::lines)
                .filter(line -> line.matches("btime [0-9]{1,18}"))
                .map(line -> Instant.ofEpochSecond(Long.parseLong(line.substring(6))))
                .findFirst();
    }
}
