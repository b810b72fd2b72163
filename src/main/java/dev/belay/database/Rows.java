package dev.belay.database;

import java.util.List;
import java.util.Optional;

/** The rows of a small query as texts; NULL is empty. */
public record Rows(List<List<Optional<String>>> rows) {

    public Rows {
        rows = rows.stream().map(List::copyOf).toList();
    }

    /** The only column of the only row; empty where there is no row or it is NULL. */
    public Optional<String> single() {
        return rows.isEmpty() ? Optional.empty() : rows.get(0).get(0);
    }

    /** The first column of each row, NULLs left out. */
    public List<String> column() {
        return rows.stream().flatMap(row -> row.get(0).stream()).toList();
    }
}
