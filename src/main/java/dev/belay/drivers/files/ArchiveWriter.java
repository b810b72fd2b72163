package dev.belay.drivers.files;

import com.github.luben.zstd.ZstdOutputStream;
import dev.belay.host.FileInfo;
import dev.belay.value.Digest;
import dev.belay.value.Failure;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.attribute.FileTime;
import java.security.DigestOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/**
 * Writes a tar archive compressed by zstd as a stream. Modes, owners, times and links are kept; names of any length (PAX).
 * {@code tar --zstd -x} reads it.
 */
final class ArchiveWriter implements Closeable {

    private static final int BUFFER = 1 << 16;

    private final DigestOutputStream file;
    private final TarArchiveOutputStream tar;
    private long entries;
    private long bytes;

    /** Hears how many bytes were read, and may throw to end the writing. */
    interface Pace {
        void read(long bytes);
    }

    /** Writes to a stream, and closes it in the end. */
    ArchiveWriter(OutputStream out) throws IOException {
        file = new DigestOutputStream(new BufferedOutputStream(out, BUFFER), Digest.sha256());
        tar = new TarArchiveOutputStream(new ZstdOutputStream(file).setChecksum(true), StandardCharsets.UTF_8.name());
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
        tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
        tar.setAddPaxHeadersForNonAsciiNames(true);
    }

    /** Adds a folder or a link. */
    void add(String name, FileInfo info) throws IOException {
        tar.putArchiveEntry(entry(name, info));
        tar.closeArchiveEntry();
        entries++;
    }

    /**
     * Adds a file.
     *
     * @param content exactly as many bytes as the info says, or more, of which the rest is left
     * @throws Failure where there are fewer
     */
    void add(String name, FileInfo info, InputStream content, Pace pace) throws IOException {
        tar.putArchiveEntry(entry(name, info));
        byte[] buffer = new byte[BUFFER];
        long left = info.size().bytes();
        while (left > 0) {
            int count = content.read(buffer, 0, (int) Math.min(left, buffer.length));
            if (count < 0) {
                throw Failure.failed("/" + name + " became shorter while it was read");
            }
            tar.write(buffer, 0, count);
            left -= count;
            bytes += count;
            pace.read(bytes);
        }
        tar.closeArchiveEntry();
        entries++;
    }

    private static TarArchiveEntry entry(String name, FileInfo info) {
        byte type = switch (info.kind()) {
            case FOLDER -> TarConstants.LF_DIR;
            case LINK -> TarConstants.LF_SYMLINK;
            default -> TarConstants.LF_NORMAL;
        };
        TarArchiveEntry entry = new TarArchiveEntry(info.kind() == FileInfo.Kind.FOLDER ? name + "/" : name, type);
        entry.setMode(info.mode());
        entry.setNames(info.owner(), info.group());
        entry.setLastModifiedTime(FileTime.from(info.modified()));
        info.target().ifPresent(entry::setLinkName);
        if (info.kind() == FileInfo.Kind.FILE) {
            entry.setSize(info.size().bytes());
        }
        return entry;
    }

    /** Ends the archive, closes the stream and tells what was written to it. */
    ArchiveReader.Contents finish() throws IOException {
        tar.close();
        return new ArchiveReader.Contents(entries, bytes, Digest.of(file.getMessageDigest()));
    }

    @Override
    public void close() throws IOException {
        if (!tar.isClosed()) {
            tar.close();
        }
    }
}
