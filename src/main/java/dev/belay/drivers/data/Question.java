package dev.belay.drivers.data;

import dev.belay.database.Rows;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Asks a database something small: for a prediction by facts, for an export in its snapshot. */
public interface Question {

    /** The rows as texts. */
    Rows ask(String sql, String... parameters) throws SQLException;

    /** Asks on this connection. */
    static Question of(Connection connection) {
        return (sql, parameters) -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                for (int i = 0; i < parameters.length; i++) {
                    statement.setString(i + 1, parameters[i]);
                }
                try (ResultSet result = statement.executeQuery()) {
                    return rows(result);
                }
            }
        };
    }

    private static Rows rows(ResultSet result) throws SQLException {
        int columns = result.getMetaData().getColumnCount();
        List<List<Optional<String>>> rows = new ArrayList<>();
        while (result.next()) {
            List<Optional<String>> row = new ArrayList<>(columns);
            for (int i = 1; i <= columns; i++) {
                row.add(Optional.ofNullable(result.getString(i)));
            }
            rows.add(row);
        }
        return new Rows(rows);
    }
}
