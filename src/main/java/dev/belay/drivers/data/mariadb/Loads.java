package dev.belay.drivers.data.mariadb;

import dev.belay.drivers.data.Intake;
import dev.belay.drivers.data.NotAsSent;
import dev.belay.drivers.data.Session;
import dev.belay.drivers.data.format.Column;
import dev.belay.drivers.data.format.Feed;
import dev.belay.drivers.data.format.Row;
import dev.belay.drivers.data.format.Table;
import dev.belay.value.Secrecy;
import java.io.IOException;
import java.io.InputStream;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Sends rows by LOAD DATA LOCAL INFILE, on a thread of its own. LOCAL is never strict: the server makes warnings of what it refuses, skips
 * rows, and changes values. So a table counts only where the server took as many rows as were sent and warned of nothing. Not for several threads.
 */
final class Loads implements Intake, AutoCloseable {

    private static final int BLOCK = 1 << 17;

    /** The server may ask the driver for a file by this name, and there is none. */
    private static final String NO_FILE = "/dev/null/rows of Belay";

    private final Session session;
    private LoadEncoder encoder = new LoadEncoder(List.of());
    private Optional<Feed> feed = Optional.empty();
    private String table = "";
    private boolean secret;
    private long sent;
    private long taken;
    private Optional<String> warning = Optional.empty();

    Loads(Session session) {
        this.session = session;
    }

    /** Whether the server takes rows so, and all of them in the transaction at hand, which one of Galera may part. */
    static boolean areTaken(Session session) throws SQLException {
        return session.ask("select 1 from information_schema.global_variables where variable_name = 'LOCAL_INFILE'"
                        + " and variable_value = 'ON' and not exists (select 1 from information_schema.global_variables"
                        + " where variable_name = 'WSREP_LOAD_DATA_SPLITTING' and variable_value = 'ON')")
                .single()
                .isPresent();
    }

    @Override
    public void begin(Table table, List<Column> columns) {
        encoder = new LoadEncoder(columns);
        this.table = table.name();
        secret = table.columnNames().stream().anyMatch(Secrecy::looksSecret);
        sent = 0;
        String names = columns.stream()
                .map(column -> MariadbSource.name(column.name()))
                .collect(Collectors.joining(", "));
        String sql = "load data local infile '" + NO_FILE + "' into table " + MariadbSource.name(table.name())
                + " character set utf8mb4 (" + names + ")";
        feed = Optional.of(Feed.begin("belay-load", rows -> load(sql, rows)));
    }

    private void load(String sql, InputStream rows) throws SQLException {
        try (Statement statement = session.connection().createStatement()) {
            statement.unwrap(org.mariadb.jdbc.Statement.class).setLocalInfileInputStream(rows);
            taken = statement.executeLargeUpdate(sql);
            warning = Optional.ofNullable(statement.getWarnings()).map(SQLWarning::getMessage);
        }
    }

    @Override
    public void row(Row row) throws IOException {
        encoder.add(row);
        sent++;
        if (encoder.length() >= BLOCK) {
            feed.orElseThrow().hand(encoder.take());
        }
    }

    @Override
    public void end() throws SQLException {
        try {
            feed.orElseThrow().hand(encoder.take());
            feed.orElseThrow().finish();
        } catch (IOException e) {
            throw e.getCause() instanceof SQLException cause ? cause : new SQLException(e);
        }
        feed = Optional.empty();
        if (taken != sent || warning.isPresent()) {
            throw new NotAsSent("of " + sent + " rows for " + table + " the server took " + taken
                    + warning.map(words -> ", and warned" + (secret ? "" : ": " + words))
                            .orElse(""));
        }
    }

    /** Ends what is under way; what came of it is to be taken back. */
    @Override
    public void close() {
        feed.ifPresent(Feed::close);
    }
}
