package dev.belay.host;

import dev.belay.value.SecretText;
import java.io.OutputStream;
import java.time.Instant;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.stream.Stream;

/**
 * Files as one user may change them. As root without another user, a path whose parent folders another user could change is
 * refused. Every method throws {@link dev.belay.value.Failure} where it cannot do what it is asked; what it wrote is forced to
 * the disk before it returns.
 */
public interface FileWriter extends FileReader {

    /**
     * Replaces or makes a file, whole or not at all. An existing file keeps its owner and mode unless a mode is given; a new one
     * gets the mode, or 0644 where none is given.
     */
    void write(String path, SecretText content, Optional<Integer> mode);

    /** A new file of mode 0600 to be written as a stream, which the caller closes; forced when closed. Refuses an existing one. */
    OutputStream create(String path);

    /**
     * Writes on at the end of a file, as a stream which the caller closes; forced when closed. Makes a file of mode 0600 where there is
     * none; follows no link.
     */
    OutputStream append(String path);

    /** Copies a file with its mode; refuses an existing target. */
    void copy(String from, String to);

    /**
     * Copies a file, a folder with all that is in it, or a link, with modes and times; with owners too where it can give files away, as
     * root can. Refuses an existing target. Where it fails, what it made so far is left.
     *
     * @param pace hears now and then how many bytes were copied, and may throw to end the copying
     */
    void copyTree(String from, String to, LongConsumer pace);

    /**
     * Gives a file or a link a second name, under which it stays when the first is replaced.
     *
     * @return false where the file system, or the owner of the file, does not let it be
     */
    boolean share(String from, String to);

    /**
     * Sets modes and owners in a folder. No link is followed, so that nobody who can change the folder turns it elsewhere.
     *
     * @param folder the folder, or a single file
     */
    void permit(String folder, Stream<Permit> permits);

    /**
     * The permissions that something is to have; what is left out stays.
     *
     * @param below its path below the folder; empty for that one itself
     */
    record Permit(String below, Optional<Integer> mode, Optional<String> owner, Optional<String> group) {}

    /** Renames within a file system; replaces an existing file. */
    void rename(String from, String to);

    /** Removes a file, a link, or a folder with all that is in it; nothing where there is nothing. */
    void remove(String path);

    /** Makes a folder and those above it; nothing where it exists. */
    void makeFolders(String path);

    /** Sets the permission bits. */
    void mode(String path, int mode);

    /** Makes a link that leads to the target. */
    void link(String path, String target);

    /** Gives it to an account and a group, by name; a link itself, not what it leads to. Only root can give to others. */
    void owner(String path, String owner, String group);

    /** Sets the time of its last change; of what a link leads to. */
    void modified(String path, Instant time);
}
