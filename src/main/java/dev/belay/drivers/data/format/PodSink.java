package dev.belay.drivers.data.format;

import dev.belay.value.Digest;
import java.io.IOException;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Writes one file as Esup-Pod's export script does: an object of arrays of row objects, indented by four, nothing but ASCII, so that its
 * own import script reads it too.
 */
public final class PodSink implements Sink {

    private static final int BLOCK = 256 * 1024;

    private final String name;
    private final OutputStream out;
    private final MessageDigest digest = Digest.sha256();
    private final Behind behind;
    private final List<Counted> tables = new ArrayList<>();
    private final Bytes block = new Bytes(BLOCK + BLOCK / 4);
    private RowWriter writer = new RowWriter(List.of(), RowWriter.Style.PYTHON);
    private long rows;
    private long bytes;

    /**
     * Begins one.
     *
     * @param name of the file
     * @param file closed with this
     */
    public PodSink(String name, OutputStream file) {
        this.name = name;
        this.out = new DigestOutputStream(file, digest);
        this.behind = new Behind(out);
    }

    private record Counted(Table table, long rows) {}

    @Override
    public Part part(Table table, int number, int count) {
        begin(table);
        return new Part() {
            @Override
            public void row(Row row) throws IOException {
                write(row);
            }

            @Override
            public void end() {
                endTable();
            }

            @Override
            public void close() {}
        };
    }

    private void begin(Table table) {
        block.add(tables.isEmpty() ? "{\n    " : ",\n    ");
        block.add(RowWriter.quoted(table.name(), RowWriter.Style.PYTHON));
        block.add(": [");
        tables.add(new Counted(table, 0));
        rows = 0;
        writer = new RowWriter(table.columnNames(), RowWriter.Style.PYTHON);
    }

    private void write(Row row) throws IOException {
        block.add(rows == 0 ? "\n" : ",\n");
        rows++;
        writer.write(row, block);
        if (block.length() >= BLOCK) {
            hand();
        }
    }

    private void endTable() {
        block.add(rows == 0 ? "]" : "\n    ]");
        int last = tables.size() - 1;
        tables.set(last, new Counted(tables.get(last).table(), rows));
    }

    @Override
    public Manifest finish(Manifest.Origin origin) throws IOException {
        block.add(tables.isEmpty() ? "{}" : "\n}");
        hand();
        behind.finish();
        Digest sha256 = Digest.of(digest);
        List<Manifest.Content> contents = tables.stream()
                .map(counted -> new Manifest.Content(
                        counted.table(),
                        counted.rows(),
                        0,
                        List.of(new Manifest.Chunk(name, counted.rows(), bytes, sha256))))
                .toList();
        return new Manifest(origin, Manifest.Shape.POD, contents);
    }

    @Override
    public void close() throws IOException {
        behind.close();
        out.close();
    }

    private void hand() throws IOException {
        bytes += block.length();
        behind.write(Arrays.copyOf(block.array(), block.length()));
        block.cut(0);
    }
}
