package dev.belay.host;

import dev.belay.value.Digest;
import dev.belay.value.Size;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

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

    /** The names in a folder, sorted; empty where there is no such folder. */
    List<String> list(String path);

    /** The bytes of a file, or of all files in a folder; zero where there is nothing. */
    Size total(String path);

    /** The free bytes of the file system that the path is on, or will be on. */
    Size free(String path);

    /** The digest of a file's content; empty where there is no file. */
    Optional<Digest> digest(String path);

    /** True where something stands at the path. */
    default boolean exists(String path) {
        return info(path).isPresent();
    }
}
