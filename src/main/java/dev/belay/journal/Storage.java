package dev.belay.journal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * The few things that a journal asks of a file system, so that tests can put one in its place that forgets whatever was not
 * forced. Contract: bytes of a file survive a power cut once {@link Appender#force} returned; the name of a new, renamed or
 * deleted file or folder does so once {@link #forceFolder} of its parent returned. Folders are made for their owner only (0700),
 * files likewise (0600). Every method throws {@link IOException} where the system refuses.
 */
public interface Storage {

    /** An open file that grows at its end. Not safe for several threads. */
    interface Appender extends Closeable {

        /** Adds bytes at the end; after an exception any part of them may be there. */
        void append(byte[] bytes) throws IOException;

        /** Returns once everything that was appended or cut off is on the disk. */
        void force() throws IOException;

        /** How many bytes the file has. */
        long size() throws IOException;

        /** Cuts the file off. */
        void truncate(long size) throws IOException;
    }

    /** True where a file or folder of this name is there. */
    boolean exists(Path path);

    /** Makes one folder; its parent must be there, itself must not. */
    void createFolder(Path folder) throws IOException;

    /** Makes the folders above one where they are not there, for all to look into (0755), and forces them. */
    void createParents(Path folder) throws IOException;

    /** The names in a folder, in no order. */
    List<String> list(Path folder) throws IOException;

    /** All bytes of a file. */
    byte[] read(Path file) throws IOException;

    /** Makes a new file; it must not be there. */
    Appender create(Path file) throws IOException;

    /** Opens a file that is there. */
    Appender open(Path file) throws IOException;

    /** Gives a file or folder another name in the same folder, at once or not at all; a file of that name is replaced. */
    void rename(Path from, Path to) throws IOException;

    /** Removes a file or a folder with everything in it; nothing where it is not there. Links are removed, not followed. */
    void delete(Path path) throws IOException;

    /** Returns once the names in a folder are on the disk. */
    void forceFolder(Path folder) throws IOException;
}
