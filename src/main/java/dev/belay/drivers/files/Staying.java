package dev.belay.drivers.files;

import dev.belay.driver.Exclusions;
import dev.belay.host.FileInfo;
import dev.belay.host.FileWriter;
import dev.belay.value.Failure;
import dev.belay.value.Reason;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What stays in a folder that is replaced: what a backup left out is not its to take away.
 *
 * @param exclusions what the backup left out
 * @param root the folder as it was backed up, against which the exclusions are held
 */
record Staying(Exclusions exclusions, String root) {

    /** Nothing stays. */
    static Staying none() {
        return new Staying(Exclusions.none(), "/");
    }

    /**
     * Moves what stays out of the folder that was replaced, into the one that takes its place. What lies in a folder that was made
     * since the backup is kept with that folder.
     */
    void bring(FileWriter files, String from, String into) {
        if (exclusions.patterns().isEmpty() || !isFolder(files, from) || !isFolder(files, into)) {
            return;
        }
        for (String path : left(files, from)) {
            String there = into + path.substring(from.length());
            if (!files.exists(there) && isFolder(files, there.substring(0, there.lastIndexOf('/')))) {
                files.rename(path, there);
            }
        }
    }

    /** What fits, but not what is in it. */
    private List<String> left(FileWriter files, String from) {
        List<String> left = new ArrayList<>();
        try {
            files.walk(
                    from,
                    path -> {
                        boolean fits = exclusions.fits(root, root + path.substring(from.length()));
                        if (fits) {
                            left.add(path);
                        }
                        return fits;
                    },
                    (path, info, content) -> {});
        } catch (IOException broken) {
            throw Failure.failed(from + " cannot be read: " + Reason.of(broken));
        }
        return left;
    }

    private static boolean isFolder(FileWriter files, String path) {
        return files.info(path)
                .filter(info -> info.kind() == FileInfo.Kind.FOLDER)
                .isPresent();
    }
}
