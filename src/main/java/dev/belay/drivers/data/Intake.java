package dev.belay.drivers.data;

import dev.belay.drivers.data.format.Column;
import dev.belay.drivers.data.format.Row;
import dev.belay.drivers.data.format.Table;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;

/** Takes rows, table by table: a server, or what only looks whether one would take them. Not for several threads. */
public interface Intake {

    /** Rows of a table follow, which hold these columns. */
    void begin(Table table, List<Column> columns) throws SQLException;

    /**
     * The next row, its cells in the order of the columns.
     *
     * @throws Refused where a column cannot hold a value
     */
    void row(Row row) throws SQLException, IOException;

    /** The table ends. */
    void end() throws SQLException, IOException;

    /** Some rows of a table; where one of them is refused, others may be there, which are to be taken back. */
    default void rows(Table table, List<Column> columns, List<Row> rows) throws SQLException, IOException {
        begin(table, columns);
        for (Row row : rows) {
            row(row);
        }
        end();
    }
}
