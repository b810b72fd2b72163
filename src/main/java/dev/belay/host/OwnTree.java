package dev.belay.host;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Walks a tree from open folder to open folder (openat), and never through a link. So nobody who owns a part of it can put a link in
 * the place of a folder or file while it is walked, and have root read what they must not.
 *
 * @param leaveOut true for paths that are passed over
 */
record OwnTree(Predicate<String> leaveOut) {

    private static final Path HERE = Path.of(".");
    private static final int TRIES = 3;

    /** What is done with an entry of an open folder. */
    private interface Deed {
        void at(SecureDirectoryStream<Path> folder, Path name, Path path) throws IOException;
    }

    /** Shows everything to a visitor. */
    void walk(Path root, FileReader.TreeVisitor visitor) throws IOException {
        begin(root, (folder, name, path) -> show(folder, name, path, visitor));
    }

    /** The bytes of all files. */
    long bytes(Path root) throws IOException {
        long[] sum = {0};
        begin(root, (folder, name, path) -> add(folder, name, path, sum));
        return sum[0];
    }

    private static void begin(Path root, Deed deed) throws IOException {
        Path parent = Optional.ofNullable(root.getParent()).orElse(root);
        Path name = Optional.ofNullable(root.getFileName()).orElse(HERE);
        try (SecureDirectoryStream<Path> folder = opened(parent.toRealPath())) {
            deed.at(folder, name, root);
        } catch (NoSuchFileException absent) {
            // there is no such folder, so nothing is in it
        } catch (Closed above) {
            try (SecureDirectoryStream<Path> folder = secure(root)) {
                deed.at(folder, HERE, root);
            }
        }
    }

    /** A folder above the tree may be entered and not read, as /home/ngw may; root reads all, so this is nobody's deputy. */
    private static final class Closed extends IOException {
        private static final long serialVersionUID = 1L;

        Closed(IOException cause) {
            super(cause);
        }
    }

    /** A folder by its real path, each part of it opened in the one before. */
    private static SecureDirectoryStream<Path> opened(Path real) throws IOException {
        try {
            SecureDirectoryStream<Path> folder = secure(real.getRoot());
            for (Path part : real) {
                try (SecureDirectoryStream<Path> above = folder) {
                    folder = above.newDirectoryStream(part, LinkOption.NOFOLLOW_LINKS);
                }
            }
            return folder;
        } catch (AccessDeniedException closed) {
            throw new Closed(closed);
        }
    }

    @SuppressWarnings("StreamResourceLeak") // the caller closes it
    private static SecureDirectoryStream<Path> secure(Path path) throws IOException {
        DirectoryStream<Path> folder = Files.newDirectoryStream(path);
        if (folder instanceof SecureDirectoryStream<Path> secure) {
            return secure;
        }
        folder.close();
        throw new IOException("the file system cannot be read without following links");
    }

    private void show(SecureDirectoryStream<Path> folder, Path name, Path path, FileReader.TreeVisitor visitor)
            throws IOException {
        Optional<Inode> found = leaveOut.test(path.toString()) ? Optional.empty() : inode(folder, name, path);
        if (found.isEmpty()) {
            return;
        }
        FileInfo info = found.get().info(path);
        visitor.found(path.toString(), info, () -> content(folder, name, path));
        if (info.kind() == FileInfo.Kind.FOLDER) {
            each(folder, name, path, (inner, entry, below) -> show(inner, entry, below, visitor));
        }
    }

    private void add(SecureDirectoryStream<Path> folder, Path name, Path path, long[] sum) throws IOException {
        Optional<BasicFileAttributes> found = attributes(folder, name);
        if (found.isPresent() && found.get().isDirectory()) {
            each(folder, name, path, (inner, entry, below) -> add(inner, entry, below, sum));
        } else if (found.isPresent() && found.get().isRegularFile()) {
            sum[0] += found.get().size();
        }
    }

    private static void each(SecureDirectoryStream<Path> folder, Path name, Path path, Deed deed) throws IOException {
        try (SecureDirectoryStream<Path> inner = folder.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS)) {
            List<Path> names = new ArrayList<>();
            inner.forEach(entry -> names.add(entry.getFileName()));
            Collections.sort(names);
            for (Path entry : names) {
                deed.at(inner, entry, path.resolve(entry));
            }
        } catch (NoSuchFileException gone) {
            // it went away meanwhile
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        } catch (FileSystemException e) {
            throw attributes(folder, name)
                            .filter(BasicFileAttributes::isDirectory)
                            .isPresent()
                    ? e
                    : replaced(path);
        }
    }

    private static InputStream content(SecureDirectoryStream<Path> folder, Path name, Path path) throws IOException {
        if (attributes(folder, name).filter(BasicFileAttributes::isRegularFile).isEmpty()) {
            throw replaced(path);
        }
        return Channels.newInputStream(
                folder.newByteChannel(name, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)));
    }

    /**
     * What stat(2) tells of an entry. An open folder does not tell all of it, so the path is asked, and must lead to the very same
     * file.
     */
    private static Optional<Inode> inode(SecureDirectoryStream<Path> folder, Path name, Path path) throws IOException {
        for (int left = TRIES; left > 0; left--) {
            Optional<BasicFileAttributes> attributes = attributes(folder, name);
            if (attributes.isEmpty()) {
                return Optional.empty();
            }
            try {
                Inode inode = Inode.of(path, LinkOption.NOFOLLOW_LINKS);
                if (inode.key().equals(attributes.get().fileKey())) {
                    return Optional.of(inode);
                }
            } catch (NoSuchFileException replaced) {
                // asked again
            }
        }
        throw replaced(path);
    }

    private static Optional<BasicFileAttributes> attributes(SecureDirectoryStream<Path> folder, Path name)
            throws IOException {
        try {
            return Optional.of(
                    folder.getFileAttributeView(name, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                            .readAttributes());
        } catch (NoSuchFileException gone) {
            return Optional.empty();
        }
    }

    private static IOException replaced(Path path) {
        return new IOException(path + " was replaced by something else while it was read");
    }
}
