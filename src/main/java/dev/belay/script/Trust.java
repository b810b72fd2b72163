package dev.belay.script;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Whose files are taken as instructions. Who can write a script or a plan becomes whoever runs it, so only root and its reader, and
 * under sudo the one who called it, may be able to.
 */
public final class Trust {

    private static final int STICKY = 01000;

    private Trust() {}

    /**
     * Why a file is not taken, with what to do; empty where it is.
     *
     * @param what names it: {@code this file}
     * @throws IOException where it cannot be looked at
     */
    public static Optional<String> objection(Path file, String what) throws IOException {
        Path real = file.toRealPath();
        if (!Files.isRegularFile(real)) {
            return Optional.of(what + " is not a plain file");
        }
        Optional<String> own = objection(real, what, false);
        Path folder = real.getParent();
        return own.isPresent() || folder == null ? own : objection(folder, "the folder of " + what, true);
    }

    private static Optional<String> objection(Path path, String what, boolean folder) throws IOException {
        PosixFileAttributes attributes =
                Files.readAttributes(path, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        Set<PosixFilePermission> permissions = attributes.permissions();
        boolean group = permissions.contains(PosixFilePermission.GROUP_WRITE) && !isOwnGroup(attributes);
        boolean others = group || permissions.contains(PosixFilePermission.OTHERS_WRITE);
        if (others && !(folder && isSticky(path))) {
            return Optional.of(
                    what + " can be changed by others than its owner; make it yours alone: chmod go-w " + path);
        }
        String owner = attributes.owner().getName();
        return trusted().contains(owner)
                ? Optional.empty()
                : Optional.of(what + " belongs to " + owner
                        + ", who could change it before it runs; if you trust it as it is: chown "
                        + System.getProperty("user.name") + " " + path);
    }

    /** In such a folder, as /tmp is, nobody replaces a file of another. */
    private static boolean isSticky(Path folder) throws IOException {
        return ((Integer) Files.getAttribute(folder, "unix:mode") & STICKY) != 0;
    }

    private static Set<String> trusted() {
        Set<String> trusted = new HashSet<>();
        trusted.add("root");
        trusted.add(System.getProperty("user.name"));
        Optional.ofNullable(System.getenv("SUDO_USER")).ifPresent(trusted::add);
        return trusted;
    }

    /** A group that bears its owner's name has no other members on common systems. */
    private static boolean isOwnGroup(PosixFileAttributes attributes) {
        String owner = attributes.owner().getName();
        return attributes.group().getName().equals(owner) && !owner.equals("root");
    }
}
