package dev.belay.drivers.data;

import dev.belay.drivers.data.format.ExportReader;
import dev.belay.drivers.data.format.RowStream;
import java.io.IOException;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The rows of which an export makes a file, read where they are.
 *
 * @param source one snapshot of the database
 * @param path of the database, for messages
 */
record SelectedRows(Source source, String path, List<Selection> selections) implements RowStream {

    SelectedRows {
        selections = List.copyOf(selections);
    }

    /** What the file will hold, all rows counted. */
    Contents.Held held() throws SQLException {
        Map<String, Contents.Part> parts = new LinkedHashMap<>();
        for (Selection selection : selections) {
            parts.put(
                    selection.table().name(),
                    new Contents.Part(selection.table().columnNames(), source.count(selection)));
        }
        return new Contents.Held(parts);
    }

    @Override
    public void read(Predicate<String> tables, ExportReader.Visitor visitor) throws IOException {
        for (Selection selection : selections) {
            if (tables.test(selection.table().name())) {
                visitor.begin(selection.table().name(), selection.table().columnNames());
                try {
                    source.read(selection, visitor::row);
                } catch (SQLException e) {
                    throw new IOException(e);
                }
                visitor.end();
            }
        }
    }
}
