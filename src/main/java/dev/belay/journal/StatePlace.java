package dev.belay.journal;

import dev.belay.plan.Site;
import dev.belay.value.Exit;
import dev.belay.value.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the folder of a site's state by looking only.
 *
 * @param system where the state of all sites lies
 * @param environment of the one who runs Belay
 */
record StatePlace(Path system, Map<String, String> environment) {

    /** The one of the file system's attributes that tells who owns a file. */
    private static final String OWNER = "unix:uid";

    /**
     * What the site file names; else the system's, where it is there or could be made; else the user's own.
     *
     * @throws Failure (2) where the site's name or its folder cannot be
     */
    Path of(Site site) {
        if (!site.name().matches("[\\p{L}\\p{N}][\\p{L}\\p{N}._-]{0,99}")) {
            throw Failure.wrong(
                    "'" + site.name() + "' cannot be the name of a site's folder",
                    "name it with letters, digits, dots and dashes: site 'gis.example.org'");
        }
        if (site.state().isPresent()) {
            return absolute(Path.of(site.state().get()));
        }
        Path shared = system.resolve(site.name());
        return Files.exists(shared, LinkOption.NOFOLLOW_LINKS) || canBeMade(shared)
                ? shared
                : own().resolve("belay").resolve(site.name());
    }

    private Path own() {
        return Optional.ofNullable(environment.get("XDG_STATE_HOME"))
                .map(Path::of)
                .filter(Path::isAbsolute)
                .orElseGet(() -> home().resolve(".local").resolve("state"));
    }

    private Path home() {
        return Path.of(Optional.ofNullable(environment.get("HOME"))
                .filter(home -> !home.isEmpty())
                .orElseGet(() -> System.getProperty("user.home")));
    }

    private static boolean canBeMade(Path path) {
        for (Path parent = path.getParent(); parent != null; parent = parent.getParent()) {
            if (Files.exists(parent, LinkOption.NOFOLLOW_LINKS)) {
                return Files.isDirectory(parent) && Files.isWritable(parent);
            }
        }
        return false;
    }

    private static Path absolute(Path path) {
        if (!path.isAbsolute()) {
            throw Failure.wrong("the folder of the site's state must be absolute: " + path);
        }
        return path;
    }

    /**
     * Makes sure that the one who runs Belay, and nobody else, can write to a folder, or could make it.
     *
     * @throws Failure (5) where that is not so
     */
    static void check(Path path) {
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            if (!canBeMade(path)) {
                throw refused(path, "it cannot be made");
            }
        } else if (!Files.isDirectory(path)) {
            throw refused(path, "it is not a folder");
        } else if (!isOwn(path)) {
            throw refused(path, "it belongs to another user");
        } else if (!Files.isWritable(path) || !Files.isReadable(path)) {
            throw refused(path, "permission denied");
        } else if (othersCanWrite(path)) {
            throw refused(path, "others can write to it");
        }
    }

    private static Failure refused(Path path, String why) {
        return new Failure(
                Exit.UNMET,
                "the state of the site cannot be kept in " + path + ": " + why,
                "run Belay as the user that owns it, root as a rule",
                "or name another folder in the site file: site '...', state: '/path'");
    }

    private static boolean isOwn(Path path) {
        try {
            return Files.getAttribute(path, OWNER).equals(Files.getAttribute(Path.of("/proc/self"), OWNER));
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            return true; // a system without /proc does not tell; its permissions still hold
        }
    }

    private static boolean othersCanWrite(Path path) {
        try {
            Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(path);
            return permissions.contains(PosixFilePermission.OTHERS_WRITE)
                    || permissions.contains(PosixFilePermission.GROUP_WRITE);
        } catch (IOException | UnsupportedOperationException e) {
            return true;
        }
    }
}
