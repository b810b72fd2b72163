package dev.belay.drivers.files;

import com.github.luben.zstd.ZstdInputStream;
import dev.belay.host.FileInfo;
import dev.belay.host.FileReader;
import dev.belay.value.Failure;
import dev.belay.value.Reason;
import dev.belay.value.Size;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/**
 * An archive that somebody else made: tar, plain or compressed by gzip, zstd, xz or bzip2, or zip; its name's ending tells. What would
 * lead out of the folder that it is unpacked in is refused: absolute names, {@code ..}, such links, and devices. Of modes only what is
 * harmless is taken: nobody but the owner may write, and there are no special bits.
 *
 * @param strip how many folders are taken off the beginning of each name; what has no more is left out
 */
record ForeignArchive(Place place, int strip) {

    private static final int HARMLESS = 0755;
    private static final int OPEN = 0755;
    private static final int PLAIN = 0644;
    private static final int LONGEST_TARGET = 4096;

    /** How an archive is compressed. */
    private interface Compression {
        InputStream plain(InputStream packed) throws IOException;
    }

    private static final Map<String, Compression> TARS = Map.of(
            ".tar", packed -> packed,
            ".tar.gz", ForeignArchive::gzip,
            ".tgz", ForeignArchive::gzip,
            ".tar.zst", ZstdInputStream::new,
            ".tar.xz", ForeignArchive::xz,
            ".txz", ForeignArchive::xz,
            ".tar.bz2", packed -> new BZip2CompressorInputStream(packed, true));

    private static InputStream gzip(InputStream packed) throws IOException {
        return GzipCompressorInputStream.builder()
                .setInputStream(packed)
                .setDecompressConcatenated(true)
                .get();
    }

    private static InputStream xz(InputStream packed) throws IOException {
        return XZCompressorInputStream.builder()
                .setInputStream(packed)
                .setDecompressConcatenated(true)
                .get();
    }

    /** True where the name tells a format that can be read. */
    boolean isKnown() {
        return compression().isPresent() || lower().endsWith(".zip");
    }

    private String lower() {
        return place.name().toLowerCase(Locale.ROOT);
    }

    private Optional<Compression> compression() {
        return TARS.entrySet().stream()
                .filter(entry -> lower().endsWith(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    /**
     * Shows files and links as they come, and at last the folders, outer ones first, whether the archive names them or not. Content is
     * shown of files only.
     *
     * @throws Failure where it is damaged, or holds what must not be unpacked
     */
    void read(FileReader files, ArchiveReader.Visitor visitor) {
        Reading reading = new Reading(visitor);
        try {
            Optional<Compression> tar = compression();
            if (tar.isPresent()) {
                readTar(files, tar.get(), reading);
            } else {
                readZip(files, reading);
            }
            reading.finish();
        } catch (IOException | IllegalArgumentException damaged) {
            String why = damaged instanceof IOException broken ? Reason.of(broken) : damaged.getMessage();
            throw Failure.failed(place.path() + " cannot be unpacked: " + why, "get it again");
        }
    }

    private void readTar(FileReader files, Compression compression, Reading reading) throws IOException {
        try (InputStream packed = new BufferedInputStream(files.open(place.path()));
                InputStream plain = compression.plain(packed);
                TarArchiveInputStream tar = new TarArchiveInputStream(plain, StandardCharsets.UTF_8.name())) {
            for (TarArchiveEntry next = tar.getNextEntry(); next != null; next = tar.getNextEntry()) {
                reading.entry(ArchiveReader.entry(next), tar);
            }
        }
    }

    private void readZip(FileReader files, Reading reading) throws IOException {
        try (ZipFile zip = ZipFile.builder()
                .setSeekableByteChannel(files.channel(place.path()))
                .get()) {
            for (ZipArchiveEntry entry : Collections.list(zip.getEntriesInPhysicalOrder())) {
                if (!zip.canReadEntryData(entry)) {
                    throw new IOException(entry.getName() + " is encrypted, or packed in an unknown way");
                }
                try (InputStream content = zip.getInputStream(entry)) {
                    reading.entry(zipped(entry, content), content);
                }
            }
        }
    }

    private static ArchiveReader.Entry zipped(ZipArchiveEntry entry, InputStream content) throws IOException {
        FileInfo.Kind kind = entry.isUnixSymlink()
                ? FileInfo.Kind.LINK
                : entry.isDirectory() ? FileInfo.Kind.FOLDER : FileInfo.Kind.FILE;
        int standard = kind == FileInfo.Kind.FOLDER ? OPEN : PLAIN;
        boolean link = kind == FileInfo.Kind.LINK;
        return new ArchiveReader.Entry(
                ArchiveReader.safe(entry.getName()),
                new FileInfo(
                        kind,
                        Size.of(kind == FileInfo.Kind.FILE ? entry.getSize() : 0),
                        entry.getUnixMode() == 0 ? standard : entry.getUnixMode() & 07777,
                        "",
                        "",
                        entry.getLastModifiedTime().toInstant(),
                        link
                                ? Optional.of(new String(content.readNBytes(LONGEST_TARGET), StandardCharsets.UTF_8))
                                : Optional.empty()),
                Optional.empty());
    }

    /** Makes the names and modes of entries those that they get, and collects the folders. */
    private final class Reading {
        private final ArchiveReader.Visitor visitor;
        private final Map<String, FileInfo> folders = new TreeMap<>();
        private final Map<String, Size> sizes = new HashMap<>();

        Reading(ArchiveReader.Visitor visitor) {
            this.visitor = visitor;
        }

        void entry(ArchiveReader.Entry entry, InputStream content) throws IOException {
            Optional<String> stripped = stripped(entry.name());
            boolean folder = entry.info().kind() == FileInfo.Kind.FOLDER;
            if (stripped.isEmpty() || (stripped.get().isEmpty() && !folder)) {
                return;
            }
            String name = stripped.get();
            if (folder) {
                folders.put(name, harmless(entry.info(), entry.info().size()));
            } else {
                entry.info().target().ifPresent(target -> mustStay(name, target));
                Optional<String> shared = entry.hardLinkTo().map(this::shared);
                Size size = shared.map(other -> sizes.getOrDefault(other, Size.ZERO))
                        .orElse(entry.info().size());
                sizes.put(name, size);
                visitor.entry(new ArchiveReader.Entry(name, harmless(entry.info(), size), shared), content);
            }
            above(name, entry.info().modified());
        }

        private String shared(String name) {
            return stripped(name)
                    .filter(sizes::containsKey)
                    .orElseThrow(() -> Failure.failed(
                            place.path() + " shares the content of " + name + ", which it does not hold before"));
        }

        private void above(String name, Instant time) {
            String at = name;
            while (!at.isEmpty()) {
                at = parent(at);
                folders.putIfAbsent(at, folder(time));
            }
        }

        void finish() throws IOException {
            folders.putIfAbsent("", folder(Instant.EPOCH));
            for (Map.Entry<String, FileInfo> folder : folders.entrySet()) {
                visitor.entry(
                        new ArchiveReader.Entry(folder.getKey(), folder.getValue(), Optional.empty()),
                        InputStream.nullInputStream());
            }
        }
    }

    private static FileInfo folder(Instant time) {
        return new FileInfo(FileInfo.Kind.FOLDER, Size.ZERO, OPEN, "", "", time, Optional.empty());
    }

    private static FileInfo harmless(FileInfo info, Size size) {
        int least = info.kind() == FileInfo.Kind.FOLDER ? 0700 : 0600;
        return new FileInfo(
                info.kind(), size, (info.mode() & HARMLESS) | least, "", "", info.modified(), info.target());
    }

    /** The name without its first folders; empty where it has no more than those. */
    private Optional<String> stripped(String name) {
        String rest = name;
        for (int i = 0; i < strip; i++) {
            int slash = rest.indexOf('/');
            if (rest.isEmpty()) {
                return Optional.empty();
            }
            rest = slash < 0 ? "" : rest.substring(slash + 1);
        }
        return Optional.of(rest);
    }

    private void mustStay(String name, String target) {
        Path leads = Path.of(parent(name)).resolve(target).normalize();
        if (leads.isAbsolute() || leads.startsWith("..")) {
            throw Failure.failed(
                    place.path() + " holds the link '" + name + "', which leads out of it to " + target,
                    "do not trust this archive");
        }
    }

    private static String parent(String name) {
        return name.substring(0, Math.max(0, name.lastIndexOf('/')));
    }
}
