package dev.belay.host;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongConsumer;

/**
 * Copies what a walk comes to. Folders get their mode, owner and time when all is in them, inner ones first; until then nobody else
 * reaches into the copy.
 */
final class TreeCopy implements FileReader.TreeVisitor {

    private static final int BUFFER = 1 << 18;

    private record Folder(Path copy, FileInfo info) {}

    private final String from;
    private final Path to;
    private final boolean owners;
    private final LongConsumer pace;
    private final Deque<Folder> folders = new ArrayDeque<>();
    private long bytes;

    /**
     * Copies a path to another.
     *
     * @param owners true where files can be given to others, as root can
     */
    TreeCopy(Path from, Path to, boolean owners, LongConsumer pace) {
        this.from = from.toString();
        this.to = to;
        this.owners = owners;
        this.pace = pace;
    }

    @Override
    public void found(String path, FileInfo info, FileReader.Content content) throws IOException {
        Path copy = path.equals(from) ? to : to.resolve(path.substring(from.length() + 1));
        while (!folders.isEmpty() && !copy.startsWith(folders.peek().copy())) {
            complete(folders.pop());
        }
        switch (info.kind()) {
            case FOLDER -> {
                Files.createDirectory(
                        copy, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
                folders.push(new Folder(copy, info));
            }
            case LINK -> {
                Files.createSymbolicLink(copy, Path.of(info.target().orElse("")));
                own(copy, info);
            }
            case FILE -> {
                write(content, copy);
                dress(copy, info);
            }
            case OTHER -> throw new IOException(path + " is neither a file nor a folder nor a link");
        }
    }

    /** Completes the folders that are still open. */
    void finish() throws IOException {
        while (!folders.isEmpty()) {
            complete(folders.pop());
        }
    }

    private void complete(Folder folder) throws IOException {
        dress(folder.copy(), folder.info());
        OwnFiles.force(folder.copy());
    }

    private void write(FileReader.Content content, Path copy) throws IOException {
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = content.open();
                FileChannel out = OwnFiles.fresh(copy)) {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                ByteBuffer piece = ByteBuffer.wrap(buffer, 0, count);
                while (piece.hasRemaining()) {
                    bytes += out.write(piece);
                }
                pace.accept(bytes);
            }
            out.force(true);
        }
    }

    /** Owner first, since giving a file away takes special bits off its mode. */
    private void dress(Path copy, FileInfo info) throws IOException {
        own(copy, info);
        Files.setAttribute(copy, "unix:mode", info.mode());
        Files.setLastModifiedTime(copy, FileTime.from(info.modified()));
    }

    private void own(Path copy, FileInfo info) throws IOException {
        if (owners) {
            UserPrincipalLookupService accounts = copy.getFileSystem().getUserPrincipalLookupService();
            Files.setAttribute(
                    copy, "posix:owner", accounts.lookupPrincipalByName(info.owner()), LinkOption.NOFOLLOW_LINKS);
            Files.setAttribute(
                    copy, "posix:group", accounts.lookupPrincipalByGroupName(info.group()), LinkOption.NOFOLLOW_LINKS);
        }
    }
}
