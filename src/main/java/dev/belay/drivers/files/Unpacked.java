package dev.belay.drivers.files;

import dev.belay.host.FileInfo;
import dev.belay.host.FileWriter;
import dev.belay.value.Digest;
import dev.belay.value.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.security.DigestOutputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * Unpacks entries of an archive beside the places that they are for. Each file is read again after it was written. Folders get
 * their mode and time when all is in them.
 */
final class Unpacked {

    private record Folder(String path, FileInfo info) {}

    private final FileWriter files;
    private final Deque<Folder> folders = new ArrayDeque<>();
    private final boolean owners;
    private String sound = "";

    /**
     * Unpacks as the account whose files these are.
     *
     * @param owners true where it can give files to others, as root can
     */
    Unpacked(FileWriter files, boolean owners) {
        this.files = files;
        this.owners = owners;
    }

    /**
     * Unpacks an entry.
     *
     * @param base what the archive must not leave
     * @param path where it goes: the base, or below it
     * @param shared where the content of a hard link was unpacked to; empty for all others
     */
    void add(String base, String path, FileInfo info, Optional<String> shared, InputStream content) throws IOException {
        if (!path.equals(base)) {
            makeSound(base, parent(path));
        }
        switch (info.kind()) {
            case FOLDER -> {
                makeSound(base, path);
                folders.push(new Folder(path, info));
                return;
            }
            case LINK -> files.link(path, info.target().orElse(""));
            default -> {
                if (shared.isPresent()) {
                    files.copy(shared.get(), path);
                } else {
                    write(path, content);
                }
            }
        }
        dress(path, info);
    }

    /** Completes the folders, inner ones first. */
    void finish() {
        folders.forEach(folder -> dress(folder.path(), folder.info()));
    }

    private void write(String path, InputStream content) throws IOException {
        DigestOutputStream out = new DigestOutputStream(files.create(path), Digest.sha256());
        try (out) {
            content.transferTo(out);
        }
        if (!files.digest(path).equals(Optional.of(Digest.of(out.getMessageDigest())))) {
            throw Failure.failed(
                    path + " does not read back as it was written", "look at the disk before anything else");
        }
    }

    /** Owner first, since giving a file away takes special bits off its mode. */
    private void dress(String path, FileInfo info) {
        if (owners) {
            files.owner(path, info.owner(), info.group());
        }
        if (info.kind() != FileInfo.Kind.LINK) {
            files.mode(path, info.mode());
            files.modified(path, info.modified());
        }
    }

    /** Makes folders, and sees that each is one: an archive could make a link and then write through it. */
    private void makeSound(String base, String folder) {
        if (folder.equals(sound)) {
            return;
        }
        if (folder.length() > base.length()) {
            makeSound(base, parent(folder));
        }
        Optional<FileInfo> info = files.info(folder);
        if (info.isEmpty()) {
            files.makeFolders(folder);
        } else if (info.get().kind() != FileInfo.Kind.FOLDER) {
            throw Failure.failed(
                    "the archive holds entries below " + folder + ", which is no folder", "do not trust this archive");
        }
        sound = folder;
    }

    private static String parent(String path) {
        return path.substring(0, path.lastIndexOf('/'));
    }
}
