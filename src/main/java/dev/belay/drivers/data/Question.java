package dev.belay.drivers.data;

import dev.belay.database.Rows;
import java.sql.SQLException;

/** Asks a database something small: for a prediction by facts, for an export or import in its {@link Session}. */
public interface Question {

    /** The rows as texts. */
    Rows ask(String sql, String... parameters) throws SQLException;
}
