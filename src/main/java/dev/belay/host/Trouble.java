package dev.belay.host;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** What an exception of the file system means, in words. */
final class Trouble {

    private Trouble() {}

    /** True where the exception says that nothing stands at the path, rather than that it cannot be seen. */
    static boolean absent(IOException e) {
        return e instanceof NoSuchFileException
                || (e instanceof FileSystemException system && "Not a directory".equals(system.getReason()));
    }
}
