package dev.belay.drivers.data;

import dev.belay.drivers.data.format.Column;
import dev.belay.drivers.data.format.Row;
import dev.belay.drivers.data.format.Table;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * A database that takes rows, in one transaction: all of them, or none. Until {@link #finish} nobody sees anything of it, and a crash
 * leaves nothing. Not for several threads.
 */
public interface Destination extends Intake, AutoCloseable {

    /** How rows are sent. */
    enum Way {
        /** In bulk; may end with {@link NotAsSent}. */
        QUICK,
        /** In parts that are taken whole or not at all, so that each row is taken as it is, or refused with a reason. */
        CAREFUL
    }

    /**
     * Begins.
     *
     * @param tables that will get rows
     * @param large those of them whose indexes are better built once the rows are there
     * @param replace whether the rows that are there go
     */
    void begin(List<Table> tables, List<Table> large, boolean replace) throws SQLException;

    /**
     * Takes rows of a table, all of them or none; rows that were taken before stay.
     *
     * @return why none of them was taken
     * @throws SQLException where that is no fault of a row
     * @throws Refused where a column cannot hold a value; none was taken
     */
    Optional<Refusal> attempt(Table table, List<Column> columns, List<Row> rows) throws SQLException, IOException;

    /**
     * Checks the keys, sets the counters, and makes it last.
     *
     * @param marker by which it is known as done
     * @throws dev.belay.value.Failure where rows lead to rows that are not there
     */
    void finish(String marker) throws SQLException;

    /** Forgets that an import was done, which it was, and takes the table away in which that was written, where no other is. */
    void forget(String marker) throws SQLException;

    /** Has the server end what it does; from any thread. */
    void cancel();

    @Override
    void close();
}
