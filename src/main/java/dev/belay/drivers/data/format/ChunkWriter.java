package dev.belay.drivers.data.format;

import com.github.luben.zstd.ZstdOutputStream;
import dev.belay.drivers.data.format.Manifest.Shape;
import dev.belay.value.Digest;
import java.io.IOException;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;

/** Writes chunks of rows, one after another. Not for several threads. */
final class ChunkWriter {

    private static final int BLOCK = 256 * 1024;
    private static final int LEVEL = 1;

    private final Shape shape;
    private final Bytes block = new Bytes(BLOCK + BLOCK / 4);
    private Optional<Open> open = Optional.empty();

    ChunkWriter(Shape shape) {
        this.shape = shape;
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

    boolean isOpen() {
        return open.isPresent();
    }

    /**
     * Begins a chunk.
     *
     * @param file its name
     * @param to closed with it
     */
    void begin(String file, OutputStream to) throws IOException {
        open = Optional.of(new Open(file, to, shape));
    }

    /** Bytes of the chunk that were handed on, before they are compressed. */
    long bytes() {
        return open.map(chunk -> chunk.bytes).orElse(0L);
    }

    void row(RowWriter writer, Row row) throws IOException {
        Open chunk = open.orElseThrow();
        writer.write(row, block);
        chunk.rows++;
        if (block.length() >= BLOCK) {
            hand(chunk);
        }
    }

    /** Ends the chunk. */
    Manifest.Chunk end() throws IOException {
        Open chunk = open.orElseThrow();
        hand(chunk);
        chunk.behind.finish();
        chunk.out.close();
        open = Optional.empty();
        return new Manifest.Chunk(chunk.file, chunk.rows, chunk.bytes, Digest.of(chunk.digest));
    }

    /** Closes a chunk that was not ended. */
    void close() throws IOException {
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
}
