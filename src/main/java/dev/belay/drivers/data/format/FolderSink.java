package dev.belay.drivers.data.format;

import com.github.luben.zstd.ZstdOutputStream;
import dev.belay.drivers.data.format.Manifest.Shape;
import dev.belay.host.FileWriter;
import dev.belay.value.Digest;
import java.io.IOException;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Writes a folder: chunks of JSON Lines of about {@value #CHUNK} bytes. The folder is there already, and
 * empty.
 */
public final class FolderSink implements Sink {

    /** How many bytes of rows a chunk holds about, before it is compressed. */
    static final long CHUNK = 64_000_000;

    private static final int BLOCK = 256 * 1024;
    private static final int LEVEL = 1;

    private final FileWriter files;
    private final String folder;
    private final Shape shape;
    private final List<Manifest.Content> contents = new ArrayList<>();
    private final Set<String> names = new HashSet<>();
    private final Bytes block = new Bytes(BLOCK + BLOCK / 4);
    private Optional<Open> open = Optional.empty();
    private Optional<Filling> filling = Optional.empty();

    /** @param folder absolute */
    public FolderSink(FileWriter files, String folder, Shape shape) {
        this.files = files;
        this.folder = folder;
        this.shape = shape;
    }

    /** A table that is being written. */
    private static final class Filling {
        private final Table table;
        private final String name;
        private final RowWriter writer;
        private final List<Manifest.Chunk> chunks = new ArrayList<>();

        private Filling(Table table, String name) {
            this.table = table;
            this.name = name;
            this.writer = new RowWriter(table.columnNames(), RowWriter.Style.LINES);
        }
    }

    /** A chunk that is being written. */
    private static final class Open {
        private final String file;
        private final MessageDigest digest = Digest.sha256();
        private final OutputStream out;
        private final Behind behind;
        private long rows;
        private long bytes;

        private Open(String file, OutputStream to, Shape shape) throws IOException {
            this.file = file;
            OutputStream digested = new DigestOutputStream(to, digest);
            this.out = shape == Shape.ZSTD ? new ZstdOutputStream(digested, LEVEL).setChecksum(true) : digested;
            this.behind = new Behind(out);
        }
    }

    @Override
    public void begin(Table table) {
        filling = Optional.of(new Filling(table, name(table.name())));
    }

    @Override
    public void row(Row row) throws IOException {
        Filling now = filling.orElseThrow();
        if (open.isEmpty()) {
            String file = String.format("%s-%04d%s", now.name, now.chunks.size() + 1, shape.ending());
            open = Optional.of(new Open(file, files.create(folder + "/" + file), shape));
        }
        now.writer.write(row, block);
        Open chunk = open.get();
        chunk.rows++;
        if (block.length() >= BLOCK) {
            hand(chunk);
            if (chunk.bytes >= CHUNK) {
                endChunk(now);
            }
        }
    }

    @Override
    public void end() throws IOException {
        Filling now = filling.orElseThrow();
        endChunk(now);
        contents.add(new Manifest.Content(
                now.table,
                now.chunks.stream().mapToLong(Manifest.Chunk::rows).sum(),
                now.chunks.stream().mapToLong(Manifest.Chunk::bytes).sum(),
                now.chunks));
        filling = Optional.empty();
    }

    @Override
    public Manifest finish(Manifest.Origin origin) {
        return new Manifest(origin, shape, contents);
    }

    @Override
    public void close() throws IOException {
        if (open.isPresent()) {
            open.get().behind.close();
            open.get().out.close();
        }
    }

    private void hand(Open chunk) throws IOException {
        chunk.bytes += block.length();
        chunk.behind.write(Arrays.copyOf(block.array(), block.length()));
        block.cut(0);
    }

    private void endChunk(Filling now) throws IOException {
        if (open.isEmpty()) {
            return;
        }
        Open chunk = open.get();
        hand(chunk);
        chunk.behind.finish();
        chunk.out.close();
        open = Optional.empty();
        now.chunks.add(new Manifest.Chunk(chunk.file, chunk.rows, chunk.bytes, Digest.of(chunk.digest)));
    }

    /** The name of a table as that of a file: without what file systems mind, and never that of another table. */
    private String name(String table) {
        String plain = table.replaceAll("[^A-Za-z0-9_.-]", "_").replaceFirst("^\\.", "_");
        String name = plain;
        for (int i = 2; !names.add(name.toLowerCase(java.util.Locale.ROOT)); i++) {
            name = plain + "~" + i;
        }
        return name;
    }
}
