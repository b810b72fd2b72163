package dev.belay.drivers.data;

import dev.belay.database.Rows;
import dev.belay.drivers.data.format.Column;
import dev.belay.drivers.data.format.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Puts tables together from what a server's catalogue tells of columns and keys, a line each. */
public final class Catalogue {

    /** What a key is for. */
    public enum Use {
        PRIMARY,
        UNIQUE,
        REFERENCE
    }

    /**
     * A column of a key.
     *
     * @param other the table that a foreign key leads to; else empty text, as is {@code otherColumn}
     */
    public record Part(String table, Use use, String key, String column, String other, String otherColumn) {}

    private final Map<String, List<Column>> columns = new TreeMap<>();
    private final Map<String, Map<String, List<Part>>> keys = new LinkedHashMap<>();

    /** The next column of a table. */
    public void column(String table, Column column) {
        columns.computeIfAbsent(table, any -> new ArrayList<>()).add(column);
    }

    /** The next column of a key. */
    public void part(Part part) {
        keys.computeIfAbsent(part.table(), any -> new LinkedHashMap<>())
                .computeIfAbsent(part.use() + " " + part.key(), any -> new ArrayList<>())
                .add(part);
    }

    /** The tables, sorted by name. */
    public List<Table> tables() {
        return columns.keySet().stream().map(this::table).toList();
    }

    /** What a server's statistics say: names of tables, rows, bytes. */
    public static Map<String, Amount> amounts(Rows statistics) {
        Map<String, Amount> amounts = new TreeMap<>();
        for (List<Optional<String>> row : statistics.rows()) {
            amounts.put(row.get(0).orElse(""), new Amount(number(row.get(1)), number(row.get(2))));
        }
        return amounts;
    }

    private static long number(Optional<String> text) {
        return text.map(Long::parseLong).orElse(0L);
    }

    private Table table(String name) {
        List<String> primary = new ArrayList<>();
        List<List<String>> unique = new ArrayList<>();
        List<Table.Reference> references = new ArrayList<>();
        for (List<Part> parts : keys.getOrDefault(name, Map.of()).values()) {
            List<String> names = parts.stream().map(Part::column).toList();
            Part first = parts.get(0);
            switch (first.use()) {
                case PRIMARY -> primary.addAll(names);
                case UNIQUE -> unique.add(names);
                case REFERENCE ->
                    references.add(new Table.Reference(
                            first.key(),
                            names,
                            first.other(),
                            parts.stream().map(Part::otherColumn).toList()));
            }
        }
        return new Table(name, columns.getOrDefault(name, List.of()), primary, unique, references);
    }
}
