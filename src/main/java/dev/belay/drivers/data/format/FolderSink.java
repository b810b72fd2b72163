package dev.belay.drivers.data.format;

import dev.belay.drivers.data.format.Manifest.Shape;
import dev.belay.host.FileWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/**
 * Writes a folder: chunks of JSON Lines of about {@value #CHUNK} bytes, or one chunk for each part of a table that is written in several.
 * The folder is there already, and empty.
 */
public final class FolderSink implements Sink {

    /** How many bytes of rows a chunk holds about, before it is compressed. */
    public static final long CHUNK = 64_000_000;

    private final FileWriter files;
    private final String folder;
    private final Shape shape;
    private final Map<String, Filling> tables = new LinkedHashMap<>();

    /**
     * Begins one.
     *
     * @param folder absolute
     * @param tables that will be written, in the order in which they are to be read again
     */
    public FolderSink(FileWriter files, String folder, Shape shape, List<Table> tables) {
        this.files = files;
        this.folder = folder;
        this.shape = shape;
        Set<String> names = new HashSet<>();
        tables.forEach(table -> this.tables.put(table.name(), new Filling(table, name(table.name(), names))));
    }

    /** A table, and the chunks of those of its parts that are written, by the numbers of the parts. */
    private record Filling(Table table, String name, Map<Integer, List<Manifest.Chunk>> parts) {

        private Filling(Table table, String name) {
            this(table, name, new TreeMap<>());
        }

        private synchronized void add(int part, List<Manifest.Chunk> chunks) {
            parts.put(part, chunks);
        }

        private synchronized Manifest.Content content() {
            List<Manifest.Chunk> chunks =
                    parts.values().stream().flatMap(List::stream).toList();
            return new Manifest.Content(
                    table,
                    chunks.stream().mapToLong(Manifest.Chunk::rows).sum(),
                    chunks.stream().mapToLong(Manifest.Chunk::bytes).sum(),
                    chunks);
        }
    }

    @Override
    public Part part(Table table, int number, int count) {
        return new Chunks(Objects.requireNonNull(tables.get(table.name())), number, count > 1);
    }

    @Override
    public Manifest finish(Manifest.Origin origin) {
        return new Manifest(
                origin, shape, tables.values().stream().map(Filling::content).toList());
    }

    @Override
    public void close() {}

    /** Writes a part: one chunk, or of a table of one part as many as it takes. */
    private final class Chunks implements Part {
        private final Filling filling;
        private final int number;
        private final boolean single;
        private final RowWriter writer;
        private final List<Manifest.Chunk> written = new ArrayList<>();
        private final ChunkWriter open = new ChunkWriter(shape);

        private Chunks(Filling filling, int number, boolean single) {
            this.filling = filling;
            this.number = number;
            this.single = single;
            this.writer = new RowWriter(filling.table().columnNames(), RowWriter.Style.LINES);
        }

        @Override
        public void row(Row row) throws IOException {
            if (!open.isOpen()) {
                String file = String.format("%s-%04d%s", filling.name(), number + written.size(), shape.ending());
                open.begin(file, files.create(folder + "/" + file));
            }
            open.row(writer, row);
            if (open.bytes() >= CHUNK && !single) {
                written.add(open.end());
            }
        }

        @Override
        public void end() throws IOException {
            if (open.isOpen()) {
                written.add(open.end());
            }
            filling.add(number, written);
        }

        @Override
        public void close() throws IOException {
            open.close();
        }
    }

    /** The name of a table as that of a file: without what file systems mind, and never that of another table. */
    private static String name(String table, Set<String> names) {
        String plain = table.replaceAll("[^A-Za-z0-9_.-]", "_").replaceFirst("^\\.", "_");
        String name = plain;
        for (int i = 2; !names.add(name.toLowerCase(Locale.ROOT)); i++) {
            name = plain + "~" + i;
        }
        return name;
    }
}
