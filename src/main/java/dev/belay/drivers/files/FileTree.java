package dev.belay.drivers.files;

import dev.belay.host.FileInfo;
import dev.belay.host.FileReader;
import java.io.IOException;
import java.util.Optional;

/** Walks what is to be backed up, a folder before what is in it, links not followed. */
final class FileTree {

    private final FileReader files;
    private final String root;
    private final Exclusions exclusions;

    /** Hears each path, and reads it if it wants. */
    interface Visitor {
        void path(String path, FileInfo info) throws IOException;
    }

    FileTree(FileReader files, String root, Exclusions exclusions) {
        this.files = files;
        this.root = root;
        this.exclusions = exclusions;
    }

    /** Shows everything that is not left out; what goes away meanwhile is passed over. */
    void walk(Visitor visitor) throws IOException {
        walk(root, visitor);
    }

    private void walk(String path, Visitor visitor) throws IOException {
        Optional<FileInfo> info = exclusions.fits(root, path) ? Optional.empty() : files.info(path);
        if (info.isEmpty()) {
            return;
        }
        visitor.path(path, info.get());
        if (info.get().kind() == FileInfo.Kind.FOLDER) {
            for (String name : files.list(path)) {
                walk(path.equals("/") ? "/" + name : path + "/" + name, visitor);
            }
        }
    }
}
