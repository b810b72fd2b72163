package dev.belay.drivers.data.format;

import com.github.luben.zstd.ZstdInputStream;
import dev.belay.drivers.data.format.Manifest.Shape;
import dev.belay.host.FileReader;
import dev.belay.value.Digest;
import dev.belay.value.Failure;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Reads the rows of an export as a stream: of a folder that Belay wrote, of a file of Pod's shape that Belay wrote, or of one that
 * Esup-Pod's own script wrote, which has no manifest. Memory does not depend on its size.
 *
 * @param path absolute
 * @param manifest empty for a file of Pod's own
 */
public record ExportReader(FileReader files, String path, Optional<Manifest> manifest) implements RowStream {

    private static final int BUFFER = 1 << 17;

    /** Hears what is read, table by table. */
    public interface Visitor {

        /**
         * Rows of a table follow.
         *
         * @param columns of the rows; more may come to it while rows of Pod's own file are read
         */
        void begin(String table, List<String> columns) throws IOException;

        /** The next row, its cells in the order of the columns; read before this returns. */
        void row(Row row) throws IOException;

        /** The table ends. */
        void end() throws IOException;
    }

    /**
     * What lies at a path; empty where nothing does.
     *
     * @throws Failure where it is a folder without a manifest, or its manifest is broken
     */
    public static Optional<ExportReader> at(FileReader files, String path) {
        if (!files.exists(path)) {
            return Optional.empty();
        }
        Optional<Manifest> beside = manifest(files, Manifest.path(Shape.POD, path));
        Optional<Manifest> within = beside.isPresent() ? beside : manifest(files, Manifest.path(Shape.ZSTD, path));
        boolean folder = files.info(path)
                .filter(info -> info.kind() == dev.belay.host.FileInfo.Kind.FOLDER)
                .isPresent();
        if (folder && within.isEmpty()) {
            throw Failure.unmet(
                    path + " is no export: it holds no manifest.json",
                    "export again; an export that broke off counts as none");
        }
        return Optional.of(new ExportReader(files, path, within));
    }

    private static Optional<Manifest> manifest(FileReader files, String path) {
        return files.exists(path) ? files.text(path).map(text -> ManifestJson.read(text, path)) : Optional.empty();
    }

    /** Of each of its files what changes when it is written: as long as this is the same, its rows are. */
    public List<String> state() {
        List<String> state = new ArrayList<>(List.of(seen(path)));
        manifest.filter(whole -> whole.shape() != Shape.POD).map(Manifest::tables).orElse(List.of()).stream()
                .flatMap(content -> content.chunks().stream())
                .forEach(chunk -> state.add(chunk.sha256() + " " + seen(path + "/" + chunk.file())));
        return state;
    }

    private String seen(String file) {
        return file + " " + files.info(file);
    }

    /**
     * Reads the rows of some tables, in the order of the files. What a manifest says of the files is held against them.
     *
     * @throws Failure where a file is not what the manifest says, or no JSON of the shape
     */
    @Override
    public void read(Predicate<String> tables, Visitor visitor) throws IOException {
        try {
            if (manifest.isPresent() && manifest.get().shape() != Shape.POD) {
                for (Manifest.Content content : manifest.get().tables()) {
                    if (tables.test(content.table().name())) {
                        readChunks(content, visitor);
                    }
                }
            } else {
                readPod(tables, visitor);
            }
        } catch (JsonScanner.Malformed e) {
            throw Failure.failed(path + " is no export that can be read: " + e.getMessage());
        }
    }

    private void readChunks(Manifest.Content content, Visitor visitor) throws IOException {
        List<String> columns = content.table().columnNames();
        visitor.begin(content.table().name(), columns);
        for (Manifest.Chunk chunk : content.chunks()) {
            String file = path + "/" + chunk.file();
            MessageDigest digest = Digest.sha256();
            long rows = 0;
            try (InputStream raw = new DigestInputStream(buffered(file), digest);
                    InputStream ahead =
                            new Ahead(chunk.file().endsWith(Shape.ZSTD.ending()) ? new ZstdInputStream(raw) : raw)) {
                RowParser parser = new RowParser(ahead, columns);
                while (parser.next()) {
                    visitor.row(parser.row());
                    rows++;
                }
                raw.readAllBytes(); // what a decompressor leaves
            }
            mustBe(chunk, file, rows, digest);
        }
        visitor.end();
    }

    private void readPod(Predicate<String> tables, Visitor visitor) throws IOException {
        MessageDigest digest = Digest.sha256();
        try (InputStream ahead = new Ahead(new DigestInputStream(buffered(path), digest))) {
            RowParser parser = new RowParser(ahead, List.of());
            parser.mustBegin(path);
            for (Optional<String> table = parser.table(); table.isPresent(); table = parser.table()) {
                if (tables.test(table.get())) {
                    readTable(table.get(), parser, visitor);
                } else {
                    parser.skip();
                }
            }
        }
        manifest.flatMap(whole -> whole.tables().stream().findFirst())
                .ifPresent(content -> mustBe(content.chunks().get(0), path, content.rows(), digest));
    }

    private void readTable(String table, RowParser parser, Visitor visitor) throws IOException {
        parser.columns(manifest.flatMap(whole -> whole.content(table))
                .map(content -> content.table().columnNames())
                .orElse(List.of()));
        parser.mustBeRows(path, table);
        visitor.begin(table, parser.columns());
        while (parser.next()) {
            visitor.row(parser.row());
        }
        visitor.end();
    }

    private static void mustBe(Manifest.Chunk chunk, String file, long rows, MessageDigest digest) {
        if (rows != chunk.rows() || !Digest.of(digest).equals(chunk.sha256())) {
            throw Failure.failed(
                    file + " is not what its manifest says: it was changed, or it is damaged", "export again");
        }
    }

    private InputStream buffered(String file) {
        return new BufferedInputStream(files.open(file), BUFFER);
    }
}
