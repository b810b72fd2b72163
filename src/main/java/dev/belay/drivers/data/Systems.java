package dev.belay.drivers.data;

import dev.belay.database.Database;
import dev.belay.database.Database.Product;
import dev.belay.driver.Probe;
import dev.belay.driver.Work;
import dev.belay.drivers.data.format.Column;
import dev.belay.drivers.data.format.Table;
import dev.belay.drivers.data.mariadb.InsertEncoder;
import dev.belay.drivers.data.mariadb.MariadbCatalogue;
import dev.belay.drivers.data.mariadb.MariadbDestination;
import dev.belay.drivers.data.mariadb.MariadbSource;
import dev.belay.drivers.data.postgresql.CopyEncoder;
import dev.belay.drivers.data.postgresql.PostgresqlCatalogue;
import dev.belay.drivers.data.postgresql.PostgresqlDestination;
import dev.belay.drivers.data.postgresql.PostgresqlSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Which part knows which system. */
final class Systems {

    private static final String MARIADB_CATALOGUE = "information_schema";

    private Systems() {}

    /** Begins a snapshot. */
    static Source open(Work w, Database database) throws SQLException {
        Connection connection = w.connect(database);
        return database.product() == Product.POSTGRESQL
                ? PostgresqlSource.of(database, connection)
                : MariadbSource.of(database, connection);
    }

    /** A connection that takes rows. */
    static Destination destination(Work w, Database database) {
        Connection connection = w.connect(database);
        return database.product() == Product.POSTGRESQL
                ? new PostgresqlDestination(connection)
                : new MariadbDestination(connection, database.name());
    }

    /** What turns rows into what the database takes. */
    static Encoder encoder(Database database, List<Column> columns) {
        return database.product() == Product.POSTGRESQL ? new CopyEncoder(columns) : new InsertEncoder(columns);
    }

    /** The name of a table as SQL. */
    static String name(Database database, String table) {
        return database.product() == Product.POSTGRESQL ? PostgresqlSource.table(table) : MariadbSource.name(table);
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
