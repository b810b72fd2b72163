package dev.belay.host;

import dev.belay.value.Digest;
import dev.belay.value.Failure;
import dev.belay.value.Size;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Files as one user may read them. Relative paths are taken against the context's folder. Every method throws {@link
 * dev.belay.value.Unseen} where permission or the file system forbids to look; a missing file is a state and not an error,
 * where the method returns an {@link Optional}.
 */
public interface FileReader {

    /** The path made absolute and normal. */
    String absolute(String path);

    /** What stands at the path, links not followed; empty where nothing does. */
    Optional<FileInfo> info(String path);

    /**
     * The text of a file, UTF-8; empty where there is none.
     *
     * @throws dev.belay.value.Failure where it is larger than 16 MB
     */
    Optional<String> text(String path);

    /** The content of a file as a stream, which the caller closes. */
    InputStream open(String path);

    /** The content of a file to be read here and there; the caller closes it. */
    SeekableByteChannel channel(String path);

    /** The names in a folder, sorted; empty where there is no such folder. */
    List<String> list(String path);

    /** What tells the file system that a path is on, or will be on, from others of the machine. */
    String fileSystem(String path);

    /** The bytes of a file, or of all files in a folder; zero where there is nothing. */
    Size total(String path);

    /** Hears what a walk finds; the content only of files, and only while it is told of them. */
    interface TreeVisitor {
        /** A path, absolute. */
        void found(String path, FileInfo info, Content content) throws IOException;
    }

    /** What is in a file. */
    interface Content {
        /** As a stream, which the caller closes. */
        InputStream open() throws IOException;
    }

    /**
     * Shows everything in a tree, a folder before what is in it. Links are not followed, not even one that somebody puts in the
     * place of a folder or a file meanwhile. What goes away meanwhile is passed over.
     *
     * @param leaveOut true for absolute paths that are passed over, with all that is in them
     * @throws IOException where something cannot be read, or was replaced by something else meanwhile
     */
    default void walk(String path, Predicate<String> leaveOut, TreeVisitor visitor) throws IOException {
        Optional<FileInfo> info = leaveOut.test(path) ? Optional.empty() : info(path);
        if (info.isPresent()) {
            visitor.found(path, info.get(), () -> open(path));
            if (info.get().kind() == FileInfo.Kind.FOLDER) {
                for (String name : list(path)) {
                    walk(path.equals("/") ? "/" + name : path + "/" + name, leaveOut, visitor);
                }
            }
        }
    }

    /** The free bytes of the file system that the path is on, or will be on. */
    Size free(String path);

    /** The digest of a file's content; empty where there is no file. */
    Optional<Digest> digest(String path);

    /**
     * Why nothing would be written at the path: another user could turn it elsewhere. Empty where that is no reason, and for every user
     * but root.
     */
    default Optional<Failure> refusal(String path) {
        return Optional.empty();
    }

    /** True where something stands at the path. */
    default boolean exists(String path) {
        return info(path).isPresent();
    }
}
