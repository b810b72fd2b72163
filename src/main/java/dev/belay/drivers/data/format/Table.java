package dev.belay.drivers.data.format;

import java.util.List;
import java.util.Optional;

/**
 * A table, or what a query gives.
 *
 * @param name without the schema where it is the one that names are looked up in; else {@code schema.name}
 * @param key the columns of the primary key; empty where there is none
 * @param unique the columns of each other unique key
 * @param references foreign keys
 */
public record Table(
        String name, List<Column> columns, List<String> key, List<List<String>> unique, List<Reference> references) {

    public Table {
        columns = List.copyOf(columns);
        key = List.copyOf(key);
        unique = unique.stream().map(List::copyOf).toList();
        references = List.copyOf(references);
    }

    /** A foreign key: these columns hold what those columns of the other table hold. */
    public record Reference(String name, List<String> columns, String table, List<String> others) {
        public Reference {
            columns = List.copyOf(columns);
            others = List.copyOf(others);
        }
    }

    /** What a query gives. */
    public static Table query(String name, List<Column> columns) {
        return new Table(name, columns, List.of(), List.of(), List.of());
    }

    /** The column of this name. */
    public Optional<Column> column(String wanted) {
        return columns.stream().filter(column -> column.name().equals(wanted)).findFirst();
    }

    /** The names of its columns, in order. */
    public List<String> columnNames() {
        return columns.stream().map(Column::name).toList();
    }

    /** The same without some columns; keys that need one of them are left out. */
    public Table without(List<String> dropped) {
        return new Table(
                name,
                columns.stream()
                        .filter(column -> !dropped.contains(column.name()))
                        .toList(),
                key.stream().anyMatch(dropped::contains) ? List.of() : key,
                unique.stream()
                        .filter(columns -> columns.stream().noneMatch(dropped::contains))
                        .toList(),
                references.stream()
                        .filter(reference -> reference.columns().stream().noneMatch(dropped::contains))
                        .toList());
    }
}
