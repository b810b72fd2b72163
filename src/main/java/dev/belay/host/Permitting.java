package dev.belay.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;

/**
 * Sets modes and owners in a folder. As root each folder on the way is opened from the one before, never through a link, so that
 * whoever may change the folder cannot turn the change elsewhere.
 */
final class Permitting {

    private final Path folder;
    private final boolean root;
    private final UserPrincipalLookupService accounts;

    Permitting(Path folder, boolean root) {
        this.folder = folder;
        this.root = root;
        this.accounts = folder.getFileSystem().getUserPrincipalLookupService();
    }

    void all(Iterator<FileWriter.Permit> permits) throws IOException {
        while (permits.hasNext()) {
            FileWriter.Permit permit = permits.next();
            if (root && !permit.below().isEmpty()) {
                below(permit);
            } else {
                set(folder.resolve(permit.below()), permit);
            }
        }
    }

    /** Owner first, since giving a file away takes special bits off its mode. */
    private void set(Path at, FileWriter.Permit permit) throws IOException {
        own(Files.getFileAttributeView(at, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS), permit);
        if (permit.mode().isPresent()) {
            if (Files.isSymbolicLink(at)) {
                throw new IOException(at + " is a link, which has no mode");
            }
            Files.setAttribute(at, "unix:mode", permit.mode().get());
        }
    }

    private void below(FileWriter.Permit permit) throws IOException {
        try (var start = Files.newDirectoryStream(folder)) {
            if (!(start instanceof SecureDirectoryStream<Path> secure)) {
                throw new IOException("the file system cannot do it without following links");
            }
            descend(secure, Path.of(permit.below()), permit);
        }
    }

    private void descend(SecureDirectoryStream<Path> at, Path rest, FileWriter.Permit permit) throws IOException {
        if (rest.getNameCount() > 1) {
            try (SecureDirectoryStream<Path> inner =
                    at.newDirectoryStream(rest.getName(0), LinkOption.NOFOLLOW_LINKS)) {
                descend(inner, rest.subpath(1, rest.getNameCount()), permit);
            }
            return;
        }
        PosixFileAttributeView view =
                at.getFileAttributeView(rest, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        own(view, permit);
        Optional<Set<PosixFilePermission>> bits = permit.mode().map(Permitting::bits);
        if (bits.isPresent()) {
            view.setPermissions(bits.get());
        }
    }

    private void own(PosixFileAttributeView view, FileWriter.Permit permit) throws IOException {
        if (permit.owner().isPresent()) {
            view.setOwner(accounts.lookupPrincipalByName(permit.owner().get()));
        }
        if (permit.group().isPresent()) {
            view.setGroup(accounts.lookupPrincipalByGroupName(permit.group().get()));
        }
    }

    /** Without the special bits, which this way cannot set. */
    private static Set<PosixFilePermission> bits(int mode) {
        Set<PosixFilePermission> bits = EnumSet.noneOf(PosixFilePermission.class);
        PosixFilePermission[] all = PosixFilePermission.values();
        for (int i = 0; i < all.length; i++) {
            if ((mode & (0400 >> i)) != 0) {
                bits.add(all[i]);
            }
        }
        return bits;
    }
}
