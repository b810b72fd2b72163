package dev.belay.drivers.data;

import dev.belay.database.Database;
import dev.belay.database.Database.Product;
import dev.belay.driver.Probe;
import dev.belay.driver.Work;
import dev.belay.drivers.data.Destination.Way;
import dev.belay.drivers.data.format.Column;
import dev.belay.drivers.data.format.Table;
import dev.belay.drivers.data.mariadb.LoadEncoder;
import dev.belay.drivers.data.mariadb.MariadbCatalogue;
import dev.belay.drivers.data.mariadb.MariadbDestination;
import dev.belay.drivers.data.mariadb.MariadbRefusals;
import dev.belay.drivers.data.mariadb.MariadbSnapshot;
import dev.belay.drivers.data.mariadb.MariadbSource;
import dev.belay.drivers.data.postgresql.CopyEncoder;
import dev.belay.drivers.data.postgresql.PostgresqlCatalogue;
import dev.belay.drivers.data.postgresql.PostgresqlDestination;
import dev.belay.drivers.data.postgresql.PostgresqlRefusals;
import dev.belay.drivers.data.postgresql.PostgresqlSource;
import dev.belay.value.Failure;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.postgresql.PGConnection;

/** Which part knows which system. */
final class Systems {

    private static final String MARIADB_CATALOGUE = "information_schema";

    private Systems() {}

    /** Begins a snapshot. */
    static Source open(Work w, Database database) throws SQLException {
        return source(database, w.connect(database));
    }

    /**
     * Begins a snapshot for several connections, of as many as the server gives.
     *
     * @param wanted how many
     */
    static Snapshot snapshot(Work w, Database database, int wanted) throws SQLException {
        boolean postgresql = database.product() == Product.POSTGRESQL;
        List<Session> sessions = new ArrayList<>();
        int opened = postgresql || wanted == 1 ? wanted : wanted + 1;
        while (sessions.size() < opened) {
            try {
                Connection connection = sessions.isEmpty() ? w.connect(database) : w.connectNow(database);
                sessions.add(postgresql ? postgresql(connection) : mariadb(connection));
            } catch (Failure refused) {
                if (sessions.isEmpty() || w.stopping()) {
                    throw refused;
                }
                w.say(refused.message() + "; goes on without that connection");
                opened = sessions.size();
            }
        }
        return new Snapshot(
                postgresql ? PostgresqlSource.of(database, sessions) : MariadbSnapshot.of(database, sessions, w));
    }

    /** Begins a snapshot on a connection, which is closed with it. */
    static Source source(Database database, Connection connection) throws SQLException {
        return database.product() == Product.POSTGRESQL
                ? PostgresqlSource.of(database, postgresql(connection))
                : MariadbSource.of(database, mariadb(connection));
    }

    /** A connection that takes rows. */
    static Destination destination(Work w, Database database, Way way) {
        return database.product() == Product.POSTGRESQL
                ? new PostgresqlDestination(postgresql(w.connect(database)), way)
                : new MariadbDestination(mariadb(w.connectToLoad(database)), database.name(), way);
    }

    /** Whether a server may have said this of a row. */
    static boolean isOfRow(Database database, SQLException e) {
        return database.product() == Product.POSTGRESQL ? PostgresqlRefusals.isOfRow(e) : MariadbRefusals.isOfRow(e);
    }

    /** What a server said, without the rows that it may repeat. */
    static String words(Database database, SQLException e) {
        return database.product() == Product.POSTGRESQL ? PostgresqlRefusals.words(e) : MariadbRefusals.words(e);
    }

    private static Session postgresql(Connection connection) {
        return new Session(
                connection, () -> connection.unwrap(PGConnection.class).cancelQuery());
    }

    private static Session mariadb(Connection connection) {
        return new Session(
                connection,
                () -> connection.unwrap(org.mariadb.jdbc.Connection.class).cancelCurrentQuery());
    }

    /** What turns rows into what the database takes. */
    static Encoder encoder(Database database, List<Column> columns) {
        return database.product() == Product.POSTGRESQL ? new CopyEncoder(columns) : new LoadEncoder(columns);
    }

    /** The name of a table as SQL. */
    static String name(Database database, String table) {
        return database.product() == Product.POSTGRESQL ? PostgresqlSource.table(table) : MariadbSource.name(table);
    }

    /** The name of a column as SQL. */
    static String column(Database database, String column) {
        return database.product() == Product.POSTGRESQL ? PostgresqlSource.name(column) : MariadbSource.name(column);
    }

    /** What a column gets next that counts by itself; empty where that cannot be told. */
    static Optional<BigInteger> next(Probe world, Database database, Table table, Column column) {
        return asked(() -> database.product() == Product.POSTGRESQL
                ? PostgresqlCatalogue.next(postgresql(world, database), table.name(), column)
                : MariadbCatalogue.next(mariadb(world, database), database.name(), table.name()));
    }

    /** The tables as they are now; none where there is no such database. */
    static List<Table> tables(Probe world, Database database) {
        return asked(() -> database.product() == Product.POSTGRESQL
                ? PostgresqlCatalogue.tables(postgresql(world, database))
                : MariadbCatalogue.tables(mariadb(world, database), database.name()));
    }

    /** The names of the tables with rules that only the server can apply. */
    static List<String> guarded(Probe world, Database database) {
        return asked(() -> database.product() == Product.POSTGRESQL
                ? PostgresqlCatalogue.guarded(postgresql(world, database))
                : MariadbCatalogue.guarded(mariadb(world, database), database.name()));
    }

    /** About how much each table holds. */
    static Map<String, Amount> amounts(Probe world, Database database) {
        return asked(() -> database.product() == Product.POSTGRESQL
                ? PostgresqlCatalogue.amounts(postgresql(world, database))
                : MariadbCatalogue.amounts(mariadb(world, database), database.name()));
    }

    /** Something that is another once rows were changed, soon after that. */
    static String changes(Probe world, Database database) {
        return asked(() -> database.product() == Product.POSTGRESQL
                ? PostgresqlCatalogue.changes(postgresql(world, database))
                : MariadbCatalogue.changes(mariadb(world, database), database.name()));
    }

    /** Whether the table is there in which imports are marked as done. */
    static boolean keepsMarks(Probe world, Database database) {
        return asked(() -> database.product() == Product.POSTGRESQL
                ? PostgresqlCatalogue.keepsMarks(postgresql(world, database))
                : MariadbCatalogue.keepsMarks(mariadb(world, database), database.name()));
    }

    private static Question postgresql(Probe world, Database database) {
        return (sql, parameters) -> world.query(database, sql, parameters);
    }

    /** The catalogue is a database of its own, and there where the one that is asked for is not. */
    private static Question mariadb(Probe world, Database database) {
        return (sql, parameters) -> world.query(database.named(MARIADB_CATALOGUE), sql, parameters);
    }

    private interface Asking<T> {
        T ask() throws SQLException;
    }

    private static <T> T asked(Asking<T> asking) {
        try {
            return asking.ask();
        } catch (SQLException e) {
            throw new IllegalStateException("a query of a fact throws Unseen", e);
        }
    }
}
