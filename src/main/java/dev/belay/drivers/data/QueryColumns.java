package dev.belay.drivers.data;

import dev.belay.database.Database;
import dev.belay.driver.Probe;
import dev.belay.driver.database.DatabaseFact;
import dev.belay.drivers.data.format.Column;
import dev.belay.value.Failure;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which columns queries give.
 *
 * @param queries plain ones, by their names
 */
record QueryColumns(Database database, Map<String, String> queries) implements DatabaseFact<Map<String, List<String>>> {

    QueryColumns {
        queries = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(queries));
    }

    @Override
    public Map<String, List<String>> read(Probe world) {
        Map<String, List<String>> columns = new LinkedHashMap<>();
        try (Source source = Systems.source(database, world.reading(database))) {
            for (Map.Entry<String, String> query : queries.entrySet()) {
                columns.put(
                        query.getKey(),
                        source.columns(query.getValue()).stream()
                                .map(Column::name)
                                .toList());
            }
        } catch (SQLException e) {
            throw Failure.unmet(database + " refuses a query: " + e.getMessage());
        }
        return columns;
    }

    @Override
    public String subject() {
        return "columns of queries of " + database.name();
    }
}
