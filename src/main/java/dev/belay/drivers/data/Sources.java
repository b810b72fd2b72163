package dev.belay.drivers.data;

import dev.belay.database.Database;
import dev.belay.database.Database.Product;
import dev.belay.driver.Probe;
import dev.belay.driver.Work;
import dev.belay.drivers.data.format.Table;
import dev.belay.drivers.data.mariadb.MariadbCatalogue;
import dev.belay.drivers.data.mariadb.MariadbSource;
import dev.belay.drivers.data.postgresql.PostgresqlCatalogue;
import dev.belay.drivers.data.postgresql.PostgresqlSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Which source reads which system. */
final class Sources {

    private static final String MARIADB_CATALOGUE = "information_schema";

    private Sources() {}

    /** Begins a snapshot. */
    static Source open(Work w, Database database) throws SQLException {
        Connection connection = w.connect(database);
        return database.product() == Product.POSTGRESQL
                ? PostgresqlSource.of(database, connection)
                : MariadbSource.of(database, connection);
    }

    /** The tables as they are now; none where there is no such database. */
    static List<Table> tables(Probe world, Database database) {
        try {
            return database.product() == Product.POSTGRESQL
                    ? PostgresqlCatalogue.tables((sql, parameters) -> world.query(database, sql, parameters))
                    : MariadbCatalogue.tables(
                            (sql, parameters) -> world.query(database.named(MARIADB_CATALOGUE), sql, parameters),
                            database.name());
        } catch (SQLException e) {
            throw new IllegalStateException("a query of the catalogue throws Unseen", e);
        }
    }
}
