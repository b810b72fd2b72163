package dev.belay.host;

import dev.belay.value.Size;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.UserPrincipal;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What stat(2) tells of a file.
 *
 * @param kind what it is
 * @param mode permission bits, with those for set-user-id and sticky
 * @param uid number of its owner
 * @param gid number of its group
 * @param size bytes
 * @param owner name of its owner, or the number where it has none
 * @param group name of its group, or the number where it has none
 * @param modified when its content last changed
 * @param key the same for two paths that lead to the same file
 */
record Inode(
        FileInfo.Kind kind,
        int mode,
        int uid,
        int gid,
        long size,
        String owner,
        String group,
        Instant modified,
        Object key) {

    private static final int TYPE = 0170000;
    private static final int PERMISSIONS = 07777;
    private static final int STICKY = 01000;
    private static final int GROUP_WRITES = 0020;
    private static final int OTHERS_WRITE = 0002;

    /** Of what stands at the path; a link itself with {@link LinkOption#NOFOLLOW_LINKS}. */
    static Inode of(Path path, LinkOption... options) throws IOException {
        Map<String, Object> all =
                Files.readAttributes(path, "unix:mode,uid,gid,size,owner,group,lastModifiedTime,fileKey", options);
        int mode = get(all, "mode", Integer.class);
        return new Inode(
                kind(mode),
                mode & PERMISSIONS,
                get(all, "uid", Integer.class),
                get(all, "gid", Integer.class),
                get(all, "size", Long.class),
                get(all, "owner", UserPrincipal.class).getName(),
                get(all, "group", GroupPrincipal.class).getName(),
                get(all, "lastModifiedTime", FileTime.class).toInstant(),
                get(all, "fileKey", Object.class));
    }

    /** The same as people know it. */
    FileInfo info(Path path) throws IOException {
        return new FileInfo(
                kind,
                Size.of(size),
                mode,
                owner,
                group,
                modified,
                kind == FileInfo.Kind.LINK
                        ? Optional.of(Files.readSymbolicLink(path).toString())
                        : Optional.empty());
    }

    /** What the mode of stat(2) says that it is. */
    static FileInfo.Kind kind(int mode) {
        return switch (mode & TYPE) {
            case 0100000 -> FileInfo.Kind.FILE;
            case 0040000 -> FileInfo.Kind.FOLDER;
            case 0120000 -> FileInfo.Kind.LINK;
            default -> FileInfo.Kind.OTHER;
        };
    }

    /** True where others than its owner and root may write. */
    boolean shared() {
        return (mode & OTHERS_WRITE) != 0 || ((mode & GROUP_WRITES) != 0 && gid != 0);
    }

    /** True for a folder where only the owner of an entry may rename or remove it. */
    boolean sticky() {
        return (mode & STICKY) != 0;
    }

    private static <T> T get(Map<String, Object> all, String name, Class<T> type) throws IOException {
        return Optional.ofNullable(all.get(name))
                .map(type::cast)
                .orElseThrow(() -> new IOException("the file system does not tell the " + name));
    }
}
