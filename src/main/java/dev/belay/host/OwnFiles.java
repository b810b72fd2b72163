package dev.belay.host;

import dev.belay.value.Exit;
import dev.belay.value.Failure;
import dev.belay.value.Reason;
import dev.belay.value.SecretText;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.nio.file.attribute.UserPrincipalNotFoundException;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.stream.Stream;

/** Files as Belay's own user changes them; as root only where no other user can turn the path elsewhere. */
final class OwnFiles extends OwnReader implements FileWriter {

    private static final int PUBLIC = 0644;

    private final Function<SecretText, String> reveal;

    OwnFiles(Context context, boolean root, Function<SecretText, String> reveal) {
        super(context, root);
        this.reveal = reveal;
    }

    /** A change of the file system, which may fail. */
    private interface Change {
        void make(Path path) throws IOException;
    }

    /** What a new file is to hold. */
    private interface Content {
        void write(OutputStream out) throws IOException;
    }

    @Override
    public void write(String path, SecretText content, Optional<Integer> mode) {
        byte[] bytes = reveal.apply(content).getBytes(StandardCharsets.UTF_8);
        change("write", path, true, given -> {
            Path at = linked(given);
            replace(at, existing(at), mode, out -> out.write(bytes));
        });
    }

    @Override
    public OutputStream create(String path) {
        return stream("make", path, OwnFiles::fresh);
    }

    @Override
    public OutputStream append(String path) {
        return stream("write to", path, at -> {
            if (!Files.exists(at, LinkOption.NOFOLLOW_LINKS)) {
                return fresh(at);
            }
            existing(at);
            return FileChannel.open(
                    at, Set.of(StandardOpenOption.WRITE, StandardOpenOption.APPEND, LinkOption.NOFOLLOW_LINKS));
        });
    }

    /** Opens a file to be written. */
    private interface Opening {
        FileChannel open(Path at) throws IOException;
    }

    private OutputStream stream(String verb, String path, Opening opening) {
        Path at = safe(path, false);
        try {
            FileChannel channel = opening.open(at);
            force(parent(at));
            return new FilterOutputStream(Channels.newOutputStream(channel)) {
                @Override
                public void write(byte[] bytes, int from, int count) throws IOException {
                    out.write(bytes, from, count);
                }

                @Override
                public void close() throws IOException {
                    if (channel.isOpen()) {
                        channel.force(true);
                        channel.close();
                    }
                }
            };
        } catch (IOException e) {
            throw failure(verb, at, e);
        }
    }

    @Override
    public void copy(String from, String to) {
        Path source = path(from);
        change("copy " + source + " to", to, false, at -> {
            if (Files.exists(at, LinkOption.NOFOLLOW_LINKS)) {
                throw new FileAlreadyExistsException(at.toString());
            }
            replace(at, Optional.empty(), Optional.of(Inode.of(source).mode()), out -> {
                try (InputStream in = open(from)) {
                    in.transferTo(out);
                }
            });
        });
    }

    @Override
    public void copyTree(String from, String to, LongConsumer pace) {
        Path source = path(from);
        change("copy " + source + " to", to, false, at -> {
            if (Files.exists(at, LinkOption.NOFOLLOW_LINKS)) {
                throw new FileAlreadyExistsException(at.toString());
            }
            TreeCopy copy = new TreeCopy(source, at, root(), pace);
            walk(source.toString(), any -> false, copy);
            copy.finish();
            force(parent(at));
        });
    }

    @Override
    public boolean share(String from, String to) {
        Path source = safe(from, false);
        Path at = safe(to, false);
        try {
            Files.createLink(at, source);
            force(parent(at));
            return true;
        } catch (UnsupportedOperationException e) {
            return false;
        } catch (IOException e) {
            if (e instanceof FileAlreadyExistsException || e instanceof NoSuchFileException) {
                throw failure("share " + source + " as", at, e);
            }
            return false;
        }
    }

    @Override
    public void permit(String folder, Stream<Permit> permits) {
        change("set permissions in", folder, false, at -> {
            try {
                new Permitting(at, root()).all(permits.iterator());
            } catch (UserPrincipalNotFoundException e) {
                throw new IOException("there is no account or group " + e.getName(), e);
            }
        });
    }

    @Override
    public void rename(String from, String to) {
        Path source = safe(from, false);
        change("rename " + source + " to", to, false, at -> {
            Files.move(source, at, StandardCopyOption.ATOMIC_MOVE);
            force(parent(at));
            force(parent(source));
        });
    }

    @Override
    public void remove(String path) {
        change("remove", path, false, at -> {
            if (at.getParent() == null) {
                throw new IOException("it is the root of all files");
            }
            try (var folder = Files.newDirectoryStream(parent(at))) {
                if (!(folder instanceof SecureDirectoryStream<Path> secure)) {
                    throw new IOException("the file system cannot remove without following links");
                }
                remove(secure, at.getFileName());
            } catch (NoSuchFileException | NotDirectoryException e) {
                return;
            }
            force(parent(at));
        });
    }

    @Override
    public void makeFolders(String path) {
        change("make the folder", path, true, OwnFiles::folders);
    }

    @Override
    public void mode(String path, int mode) {
        change("set the mode of", path, true, at -> Files.setAttribute(at, "unix:mode", mode));
    }

    @Override
    public void owner(String path, String owner, String group) {
        change("set the owner of", path, false, at -> {
            UserPrincipalLookupService accounts = at.getFileSystem().getUserPrincipalLookupService();
            PosixFileAttributeView view =
                    Files.getFileAttributeView(at, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
            view.setOwner(accounts.lookupPrincipalByName(owner));
            view.setGroup(accounts.lookupPrincipalByGroupName(group));
        });
    }

    @Override
    public void modified(String path, Instant time) {
        change("set the time of", path, true, at -> Files.setLastModifiedTime(at, FileTime.from(time)));
    }

    @Override
    public void link(String path, String target) {
        change("link", path, false, at -> {
            if (Files.exists(at, LinkOption.NOFOLLOW_LINKS) && !Files.isSymbolicLink(at)) {
                throw new FileAlreadyExistsException(at.toString());
            }
            Path temporary = beside(at);
            Files.createSymbolicLink(temporary, Path.of(target));
            moved(temporary, at);
        });
    }

    /** Writes a file beside, gives it owner and mode, forces it, and puts it in the place of the other. */
    private static void replace(Path at, Optional<Inode> before, Optional<Integer> mode, Content content)
            throws IOException {
        Path temporary = beside(at);
        try (FileChannel channel = fresh(temporary)) {
            content.write(Channels.newOutputStream(channel));
            if (before.isPresent()) {
                keepOwner(temporary, before.get());
            }
            int old = before.map(Inode::mode).orElse(PUBLIC);
            Files.setAttribute(temporary, "unix:mode", mode.orElse(old));
            channel.force(true);
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(temporary);
            throw e;
        }
        moved(temporary, at);
    }

    private static void keepOwner(Path temporary, Inode before) throws IOException {
        Inode now = Inode.of(temporary);
        if (before.uid() != now.uid()) {
            keep(temporary, "unix:uid", before.uid(), "it belongs to " + before.owner());
        }
        if (before.gid() != now.gid()) {
            keep(
                    temporary,
                    "unix:gid",
                    before.gid(),
                    "its group is " + before.group() + ", of which " + now.owner() + " is no member");
        }
    }

    private static void keep(Path temporary, String attribute, int number, String otherwise) throws IOException {
        try {
            Files.setAttribute(temporary, attribute, number);
        } catch (FileSystemException refused) {
            throw new IOException(otherwise, refused);
        }
    }

    private static void moved(Path temporary, Path at) throws IOException {
        try {
            Files.move(temporary, at, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            Files.deleteIfExists(temporary);
            throw e;
        }
        force(parent(at));
    }

    private static Optional<Inode> existing(Path at) throws IOException {
        try {
            Inode inode = Inode.of(at);
            if (inode.kind() != FileInfo.Kind.FILE) {
                throw new IOException("it is not a regular file");
            }
            return Optional.of(inode);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** Where a link leads in the end, so that the file is replaced and not the link. */
    private static Path linked(Path at) throws IOException {
        return Files.isSymbolicLink(at) ? at.toRealPath() : at;
    }

    private static void remove(SecureDirectoryStream<Path> folder, Path name) throws IOException {
        BasicFileAttributes attributes;
        try {
            attributes = folder.getFileAttributeView(name, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                    .readAttributes();
        } catch (NoSuchFileException e) {
            return;
        }
        if (!attributes.isDirectory()) {
            folder.deleteFile(name);
            return;
        }
        try (SecureDirectoryStream<Path> inner = folder.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS)) {
            for (Path entry : inner) {
                remove(inner, entry.getFileName());
            }
        }
        folder.deleteDirectory(name);
    }

    private static void folders(Path at) throws IOException {
        if (Files.isDirectory(at)) {
            return;
        }
        folders(parent(at));
        Files.createDirectory(at);
        force(parent(at));
    }

    private void change(String verb, String path, boolean through, Change change) {
        Path at = safe(path, through);
        try {
            change.make(at);
        } catch (IOException e) {
            throw failure(verb, at, e);
        } catch (DirectoryIteratorException e) {
            throw failure(verb, at, new IOException(e));
        }
    }

    private Path safe(String path, boolean through) {
        Path at = path(path);
        if (root()) {
            PathSafety.mustBeRoots(at, through);
        }
        return at;
    }

    private static Failure failure(String verb, Path at, IOException e) {
        String message = "cannot " + verb + " " + at + ": " + Reason.of(e);
        return new Failure(
                Exit.FAILED,
                message,
                e,
                e instanceof AccessDeniedException
                        ? new String[] {"run Belay as root, or name the file's owner with 'as:'"}
                        : new String[0]);
    }

    static FileChannel fresh(Path at) throws IOException {
        return FileChannel.open(
                at,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }

    private static Path beside(Path at) {
        return at.resolveSibling(".belay-" + UUID.randomUUID());
    }

    private static Path parent(Path at) {
        return Optional.ofNullable(at.getParent()).orElse(at);
    }

    /** Forces a file, or the names in a folder, to the disk. */
    static void force(Path at) throws IOException {
        try (FileChannel channel = FileChannel.open(at, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
