package dev.belay.drivers.data;

import dev.belay.drivers.data.format.Column;
import dev.belay.drivers.data.format.Manifest;
import dev.belay.drivers.data.format.Row;
import dev.belay.drivers.data.format.Table;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;

/** One snapshot of a database, from which rows are read. Changes nothing. Not for several threads. */
public interface Source extends AutoCloseable {

    /**
     * Where the rows come from.
     *
     * @param run that reads them
     */
    Manifest.Origin origin(String run) throws SQLException;

    /** The application's tables, sorted by name. */
    List<Table> tables() throws SQLException;

    /** The columns of what a query gives. */
    List<Column> columns(String query) throws SQLException;

    /** How many rows there are. */
    long count(Selection selection) throws SQLException;

    /** Takes rows; each is read before the next one takes its place. */
    interface Receiver {
        void accept(Row row) throws IOException;
    }

    /**
     * The same rows in parts of about {@code bytes} each, in the order in which all of them would come; a single one where they are few,
     * or cannot be parted.
     */
    List<Selection> parts(Selection selection, long bytes) throws SQLException;

    /** Those of the tables that are not in the snapshot, since what keeps their rows knows none. */
    List<String> outside() throws SQLException;

    /** Reads rows; again in the same order. */
    void read(Selection selection, Receiver receiver) throws SQLException, IOException;

    /** Has the server end what is being read; from any thread. */
    void cancel();

    @Override
    void close();
}
