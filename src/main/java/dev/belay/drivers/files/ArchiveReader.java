package dev.belay.drivers.files;

import com.github.luben.zstd.ZstdInputStream;
import dev.belay.host.FileInfo;
import dev.belay.value.Digest;
import dev.belay.value.Failure;
import dev.belay.value.Size;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** Reads tar archives compressed by zstd as a stream, and refuses entries that would lead out of the folder they are unpacked in. */
final class ArchiveReader {

    private static final int BUFFER = 1 << 16;

    private ArchiveReader() {}

    /**
     * One entry of an archive.
     *
     * @param name relative, without {@code .} and {@code ..}; empty for the folder itself
     * @param info as it was when it was backed up
     * @param hardLinkTo the entry whose content this one shares; empty for all others
     */
    record Entry(String name, FileInfo info, Optional<String> hardLinkTo) {}

    /** Hears the entries in their order. The content of a file must be read, or left, before it returns. */
    interface Visitor {
        void entry(Entry entry, InputStream content) throws IOException;
    }

    /** What was read, whole: how many entries, how many bytes in files, and the digest of the archive file. */
    record Contents(long entries, long bytes, Digest digest) {}

    /**
     * Reads an archive to its end, so that all its checksums were looked at.
     *
     * @param name of the archive, for messages
     * @throws Failure where it is damaged, cut off, or holds what must not be unpacked
     */
    static Contents read(String name, InputStream archive, Visitor visitor) {
        DigestInputStream file = new DigestInputStream(new BufferedInputStream(archive, BUFFER), Digest.sha256());
        long entries = 0;
        long bytes = 0;
        try (ZstdInputStream zstd = new ZstdInputStream(file);
                TarArchiveInputStream tar = new TarArchiveInputStream(zstd, StandardCharsets.UTF_8.name())) {
            for (TarArchiveEntry next = tar.getNextEntry(); next != null; next = tar.getNextEntry()) {
                Entry entry = entry(next);
                visitor.entry(entry, tar);
                entries++;
                bytes += entry.info().size().bytes();
            }
            drain(zstd);
            drain(file);
        } catch (IOException | IllegalArgumentException damaged) {
            throw Failure.failed(name + " cannot be read: " + damaged.getMessage(), "use another backup");
        }
        return new Contents(entries, bytes, Digest.of(file.getMessageDigest()));
    }

    /** What nobody asks for, such as the empty blocks at a tar's end, counts for the checksums. */
    private static void drain(InputStream rest) throws IOException {
        rest.transferTo(java.io.OutputStream.nullOutputStream());
    }

    /** An entry of a tar archive. */
    static Entry entry(TarArchiveEntry tar) {
        return new Entry(
                safe(tar.getName()),
                new FileInfo(
                        kind(tar),
                        Size.of(tar.isFile() && !tar.isLink() ? tar.getSize() : 0),
                        tar.getMode() & 07777,
                        tar.getUserName(),
                        tar.getGroupName(),
                        tar.getLastModifiedTime().toInstant(),
                        tar.isSymbolicLink() ? Optional.of(tar.getLinkName()) : Optional.empty()),
                tar.isLink() ? Optional.of(safe(tar.getLinkName())) : Optional.empty());
    }

    private static FileInfo.Kind kind(TarArchiveEntry tar) {
        if (tar.isSymbolicLink()) {
            return FileInfo.Kind.LINK;
        }
        if (tar.isDirectory()) {
            return FileInfo.Kind.FOLDER;
        }
        if (tar.isFIFO() || tar.isCharacterDevice() || tar.isBlockDevice() || tar.isSparse()) {
            throw Failure.failed("the entry " + tar.getName() + " is neither a file nor a folder nor a link");
        }
        return FileInfo.Kind.FILE;
    }

    /** The name without {@code .} parts and trailing slash. */
    static String safe(String name) {
        StringBuilder safe = new StringBuilder();
        if (name.startsWith("/") || name.indexOf('\0') >= 0) {
            throw escapes(name);
        }
        for (String part : name.split("/")) {
            if (part.equals("..")) {
                throw escapes(name);
            }
            if (!part.isEmpty() && !part.equals(".")) {
                safe.append(safe.isEmpty() ? "" : "/").append(part);
            }
        }
        return safe.toString();
    }

    private static Failure escapes(String name) {
        return Failure.failed(
                "the archive holds '" + name + "', which would leave the folder that it is unpacked in",
                "do not trust this archive");
    }
}
