package dev.belay.drivers.packages;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The argument lists of apt and dpkg. A lock that another apt holds is waited for, configuration files that a person changed are
 * kept, and nobody is asked. Pure.
 */
final class AptCommand {

    /** Words that only look: without locks, and without the caches and records that even a simulation writes. */
    private static final List<String> LOOKING = List.of(
            "-o", "Debug::NoLocking=true",
            "-o", "Dir::Cache::pkgcache=",
            "-o", "Dir::Cache::srcpkgcache=",
            "-o", "Dir::Log::Planner=");

    private AptCommand() {}

    /** What a change of packages would do: it neither downloads nor changes anything, and says the same as the change itself. */
    static List<String> simulated(boolean downgrades, boolean recommends, List<String> words) {
        List<String> all = start("apt-get", "-s", "-y", "-q");
        all.addAll(LOOKING);
        return install(all, downgrades, recommends, words);
    }

    /** The versions of packages that there are to install, as the lists have them. */
    static List<String> offered(List<String> names) {
        List<String> all = start("apt-cache", "-q");
        all.addAll(LOOKING);
        all.add("madison");
        all.addAll(names);
        return all;
    }

    /** The status and version of one package. */
    static List<String> status(String name) {
        return List.of("dpkg-query", "-W", "-f", "${db:Status-Status} ${Version}\\n", name);
    }

    /**
     * Installs, and removes nothing.
     *
     * @param patience how many seconds a lock is waited for
     */
    static List<String> install(long patience, boolean recommends, List<String> words) {
        List<String> all = changing(patience);
        all.add("--no-remove");
        return install(all, false, recommends, words);
    }

    /** Brings packages back: to older versions ({@code name=1.0}), or away ({@code name-}); for undos. */
    static List<String> restore(long patience, List<String> words) {
        return install(changing(patience), true, true, words);
    }

    /** Ends what a killed dpkg began. */
    static List<String> configure() {
        return List.of("dpkg", "--force-confdef", "--force-confold", "--configure", "-a");
    }

    private static List<String> changing(long patience) {
        return start(
                "apt-get",
                "-y",
                "-q",
                "-o",
                "DPkg::Lock::Timeout=" + patience,
                "-o",
                "Dpkg::Options::=--force-confdef",
                "-o",
                "Dpkg::Options::=--force-confold",
                "-o",
                "Dpkg::Use-Pty=0");
    }

    private static List<String> install(List<String> all, boolean downgrades, boolean recommends, List<String> words) {
        if (downgrades) {
            all.add("--allow-downgrades");
        }
        if (!recommends) {
            all.add("--no-install-recommends");
        }
        all.add("install");
        all.addAll(words);
        return all;
    }

    private static List<String> start(String... words) {
        return new ArrayList<>(Arrays.asList(words));
    }
}
