package dev.belay.host;

import dev.belay.value.Failure;
import dev.belay.value.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * Whether root may write at a path: only where nobody else can change what the path leads to, between the look and the writing
 * or ever. Every folder on the way, and every folder that a link on the way leads through, must belong to root and be writable
 * by root alone, or be a shared folder with the sticky bit in which the next name is root's.
 */
final class PathSafety {

    private static final int MOST_LINKS = 40;

    private final Deque<Path> rest = new ArrayDeque<>();
    private final boolean through;
    private Path at = Path.of("/");
    private boolean shared;
    private int links;

    private PathSafety(Path path, boolean through) {
        this.through = through;
        push(path);
    }

    /**
     * Refuses a path that another user could turn elsewhere.
     *
     * @param through true where the writing follows a link at the path's end
     * @throws Failure that names the folder and tells to use {@code as:}
     */
    static void mustBeRoots(Path path, boolean through) {
        try {
            new PathSafety(path, through).walk().ifPresent(weak -> {
                throw refusal(path, weak);
            });
        } catch (IOException e) {
            throw Failure.failed("cannot write " + path + ": " + Reason.of(e));
        }
    }

    /** The first name on the way that others can change. */
    private Optional<Path> walk() throws IOException {
        while (!rest.isEmpty()) {
            Path next = at.resolve(rest.pop()).normalize();
            boolean last = rest.isEmpty();
            Inode inode;
            try {
                inode = Inode.of(next, LinkOption.NOFOLLOW_LINKS);
            } catch (NoSuchFileException e) {
                return Optional.empty();
            }
            boolean roots = inode.uid() == 0;
            boolean followed = !last || through;
            if (shared && followed && !roots) {
                return Optional.of(next);
            }
            if (inode.kind() == FileInfo.Kind.LINK) {
                if (followed) {
                    follow(next);
                }
            } else {
                shared = inode.shared() && inode.sticky();
                if (!last && (!roots || (inode.shared() && !shared))) {
                    return Optional.of(next);
                }
                at = next;
            }
        }
        return Optional.empty();
    }

    private void follow(Path link) throws IOException {
        if (++links > MOST_LINKS) {
            throw new IOException("too many links on the way");
        }
        Path target = Files.readSymbolicLink(link);
        if (target.isAbsolute()) {
            at = Path.of("/");
            shared = false;
        }
        push(target);
    }

    private void push(Path path) {
        for (int i = path.getNameCount() - 1; i >= 0; i--) {
            rest.push(path.getName(i));
        }
    }

    private static Failure refusal(Path path, Path weak) {
        String owner = owner(weak);
        boolean roots = owner.equals("root");
        return Failure.failed(
                "root does not write to " + path + ": " + (roots ? "other users" : owner) + " can change " + weak,
                roots
                        ? "say with 'as:' whose file it is, or make the folder writable by root alone: chmod go-w "
                                + weak
                        : "say whose file it is: as: '" + owner + "'");
    }

    private static String owner(Path path) {
        try {
            return Files.getOwner(path, LinkOption.NOFOLLOW_LINKS).getName();
        } catch (IOException e) {
            return "another user";
        }
    }
}
