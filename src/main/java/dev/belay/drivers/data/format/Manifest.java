package dev.belay.drivers.data.format;

import dev.belay.value.Digest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What an export holds. In a folder of chunks it is {@code manifest.json}; beside a file of Pod's shape its name is that of the file,
 * and {@code .manifest.json} behind it. It is written when all else is there: without it, what lies there is no export of Belay.
 *
 * @param origin where the rows came from
 * @param shape of the files
 * @param tables in the order in which they were written
 */
public record Manifest(Origin origin, Shape shape, List<Content> tables) {

    private static final String FILE = "manifest.json";

    /** What files there are. */
    public enum Shape {
        /** A folder with chunks of JSON Lines, compressed. */
        ZSTD(".jsonl.zst"),
        /** A folder with chunks of JSON Lines. */
        LINES(".jsonl"),
        /** One file as Esup-Pod writes it. */
        POD("");

        private final String ending;

        Shape(String ending) {
            this.ending = ending;
        }

        /** What the names of chunks end with. */
        String ending() {
            return ending;
        }
    }

    /** Where the manifest of an export lies. */
    public static String path(Shape shape, String export) {
        return export + (shape == Shape.POD ? "." : "/") + FILE;
    }

    public Manifest {
        tables = List.copyOf(tables);
    }

    /**
     * Where rows came from.
     *
     * @param system and its version, for people: {@code PostgreSQL 15.13}
     * @param database name and address
     * @param snapshot what all rows have in common, for people: {@code one snapshot: 00000003-0000001B-1}
     * @param at when it was taken
     * @param run that wrote the export
     */
    public record Origin(String system, String database, String snapshot, Instant at, String run) {}

    /**
     * The rows of a table.
     *
     * @param rows how many
     * @param bytes of all chunks before they were compressed; of one file of all tables 0
     */
    public record Content(Table table, long rows, long bytes, List<Chunk> chunks) {
        public Content {
            chunks = List.copyOf(chunks);
        }
    }

    /**
     * A file of rows. The one of Pod's shape is the same for all tables.
     *
     * @param file its name in the folder
     * @param bytes before compression
     * @param sha256 of the file as it lies there
     */
    public record Chunk(String file, long rows, long bytes, Digest sha256) {}

    /** What it holds of a table. */
    public Optional<Content> content(String table) {
        return tables.stream()
                .filter(content -> content.table().name().equals(table))
                .findFirst();
    }

    /** All rows. */
    public long rows() {
        return tables.stream().mapToLong(Content::rows).sum();
    }
}
