package dev.belay.drivers.data.mariadb;

import dev.belay.database.Database;
import dev.belay.driver.Work;
import dev.belay.drivers.data.Session;
import dev.belay.drivers.data.Source;
import dev.belay.drivers.data.format.Table;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One snapshot of a MariaDB database for several connections: they begin theirs while one more holds the tables against those who write.
 * That takes a moment; MariaDB knows no other way.
 */
public final class MariadbSnapshot {

    private static final int TRIES = 500;
    private static final Duration PAUSE = Duration.ofMillis(5);

    /** MariaDB's code where a lock was not given in time. */
    private static final int HELD_BY_OTHERS = 1205;

    private static final String CLUSTER =
            "select 1 from information_schema.global_variables where variable_name = 'wsrep_on' and variable_value = 'ON'";

    private MariadbSnapshot() {}

    /**
     * Begins it; over one connection alone where the tables cannot be held.
     *
     * @param sessions closed with what is given; the last of several holds the tables, and is closed then
     * @param w is told why there is only one
     */
    public static List<Source> of(Database database, List<Session> sessions, Work w) throws SQLException {
        if (sessions.size() <= 2) {
            sessions.subList(1, sessions.size()).forEach(Session::close);
            return List.of(MariadbSource.of(database, sessions.get(0)));
        }
        List<Session> readers = sessions.subList(0, sessions.size() - 1);
        try (Session holder = sessions.get(sessions.size() - 1)) {
            Optional<String> trouble = held(database, holder, w);
            if (trouble.isPresent()) {
                w.say("reads over one connection: several in one snapshot need the tables locked for a moment, and "
                        + trouble.get());
                readers.subList(1, readers.size()).forEach(Session::close);
                return List.of(MariadbSource.of(database, readers.get(0)));
            }
            List<Source> sources = new ArrayList<>();
            for (Session reader : readers) {
                sources.add(MariadbSource.of(database, reader));
            }
            holder.run("unlock tables");
            return sources;
        }
    }

    /**
     * Holds all tables; else says why not. It never waits while it holds some of them: who writes into several would wait for it, and it
     * for them.
     */
    private static Optional<String> held(Database database, Session holder, Work w) throws SQLException {
        if (!holder.ask(CLUSTER).rows().isEmpty()) {
            return Optional.of("in a cluster others write past such a lock");
        }
        List<Table> tables = MariadbCatalogue.tables(holder, database.name());
        String lock = tables.stream()
                .map(table -> MariadbSource.name(table.name()) + " read")
                .collect(Collectors.joining(", ", "lock tables ", " nowait"));
        for (int left = tables.isEmpty() ? 0 : TRIES; left > 0; left--) {
            try {
                holder.run(lock);
                return Optional.empty();
            } catch (SQLException e) {
                if (e.getErrorCode() != HELD_BY_OTHERS || left == 1) {
                    return Optional.of(String.valueOf(e.getMessage()));
                }
            }
            w.await(PAUSE, () -> false);
        }
        return Optional.empty();
    }
}
