package dev.belay.drivers.data.mariadb;

import dev.belay.database.Database;
import dev.belay.drivers.data.Amount;
import dev.belay.drivers.data.KeyRanges;
import dev.belay.drivers.data.Selection;
import dev.belay.drivers.data.Session;
import dev.belay.drivers.data.Source;
import dev.belay.drivers.data.format.Column;
import dev.belay.drivers.data.format.Manifest;
import dev.belay.drivers.data.format.Row;
import dev.belay.drivers.data.format.Table;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A MariaDB database in one snapshot, read as a stream. */
public final class MariadbSource implements Source {

    /** Any positive number streams (facts/data.md). */
    private static final int FETCHED = 1000;

    private static final List<String> SETTINGS = List.of(
            "set session transaction isolation level repeatable read",
            "set session max_statement_time = 0, net_write_timeout = 3600",
            "start transaction with consistent snapshot, read only");

    /** What keeps rows, and knows no transactions. */
    private static final String OUTSIDE = """
            select t.table_name from information_schema.tables t join information_schema.engines e on e.engine = t.engine
            where t.table_schema = ? and t.table_type = 'BASE TABLE' and coalesce(e.transactions, 'NO') <> 'YES' order by 1""";

    /** Bytes and rows of a table, about, where what keeps its rows knows transactions. */
    private static final String SIZE = """
            select t.data_length, t.table_rows from information_schema.tables t
            join information_schema.engines e on e.engine = t.engine and e.transactions = 'YES'
            where t.table_schema = ? and t.table_name = ?""";

    private final Database database;
    private final Session session;

    private MariadbSource(Database database, Session session) {
        this.database = database;
        this.session = session;
    }

    /**
     * Begins the snapshot.
     *
     * @param session closed with this
     */
    public static Source of(Database database, Session session) throws SQLException {
        session.run(SETTINGS);
        return new MariadbSource(database, session);
    }

    @Override
    public Manifest.Origin origin(String run) throws SQLException {
        List<Optional<String>> row = session.ask(
                        "select version(), date_format(utc_timestamp(6), '%Y-%m-%dT%H:%i:%s.%fZ')")
                .rows()
                .get(0);
        return new Manifest.Origin(
                "MariaDB " + row.get(0).orElse(""),
                database.toString(),
                "one snapshot, repeatable read",
                Instant.parse(row.get(1).orElseThrow()),
                run);
    }

    @Override
    public List<Table> tables() throws SQLException {
        return MariadbCatalogue.tables(session, database.name());
    }

    @Override
    public List<Column> columns(String query) throws SQLException {
        List<Column> columns = new ArrayList<>();
        try (Statement statement = session.connection().createStatement();
                ResultSet none = statement.executeQuery("select * from " + Selection.asTable(query) + " limit 0")) {
            ResultSetMetaData about = none.getMetaData();
            for (int i = 1; i <= about.getColumnCount(); i++) {
                String type = about.getColumnTypeName(i);
                TypeText text = new TypeText(
                        type.replaceFirst("(?i) unsigned", ""),
                        type,
                        Optional.of((long) about.getPrecision(i)),
                        Optional.of(about.getPrecision(i)),
                        about.getScale(i));
                columns.add(Column.of(about.getColumnLabel(i), type, TypeText.kind(text)));
            }
        }
        return columns;
    }

    /** By ranges of the key in whose order the rows lie. */
    @Override
    public List<Selection> parts(Selection selection, long bytes) throws SQLException {
        Table table = selection.table();
        Optional<String> key = selection.query().isPresent() ? Optional.empty() : KeyRanges.key(table);
        Optional<Amount> about = key.isEmpty() ? Optional.empty() : amount(table);
        if (about.isEmpty()) {
            return List.of(selection);
        }
        return KeyRanges.parts(
                session,
                selection,
                name(table.name()),
                name(key.orElseThrow()),
                about.get(),
                bytes,
                condition -> estimate(table, condition));
    }

    private Optional<Amount> amount(Table table) throws SQLException {
        return session.ask(SIZE, database.name(), table.name()).rows().stream()
                .findFirst()
                .map(row -> new Amount(number(row, 1), number(row, 0)));
    }

    private static long number(List<Optional<String>> row, int column) {
        return row.get(column).map(Long::valueOf).orElse(0L);
    }

    /** About how many rows the server expects: of its explanation the column before the last. */
    private long estimate(Table table, String condition) throws SQLException {
        List<Optional<String>> explained = session.ask(
                        "explain select 1 from " + name(table.name()) + " force index (primary) where " + condition)
                .rows()
                .get(0);
        return number(explained, explained.size() - 2);
    }

    @Override
    public List<String> outside() throws SQLException {
        return session.ask(OUTSIDE, database.name()).rows().stream()
                .map(row -> row.get(0).orElse(""))
                .toList();
    }

    @Override
    public long count(Selection selection) throws SQLException {
        return Long.parseLong(session.ask("select count(*)" + selection.rows(MariadbSource::name))
                .single()
                .orElse("0"));
    }

    @Override
    public void read(Selection selection, Receiver receiver) throws SQLException, IOException {
        List<Column> columns = selection.table().columns();
        ResultDecoder decoder =
                new ResultDecoder(columns.stream().map(Column::kind).toList());
        Row row = new Row(columns.size());
        try (Statement statement = session.connection().createStatement()) {
            statement.setEscapeProcessing(false);
            statement.setFetchSize(FETCHED);
            try (ResultSet result = statement.executeQuery(select(selection))) {
                take(result, decoder, row, receiver);
            }
        }
    }

    @Override
    public void cancel() {
        session.cancel();
    }

    @Override
    public void close() {
        session.close();
    }

    /** Where the rows are not wanted any more, the server must not go on sending them: closing would read them all. */
    private void take(ResultSet result, ResultDecoder decoder, Row row, Receiver receiver)
            throws SQLException, IOException {
        boolean whole = false;
        try {
            while (result.next()) {
                decoder.decode(result, row);
                receiver.accept(row);
            }
            whole = true;
        } finally {
            if (!whole) {
                cancel();
            }
        }
    }

    private static String select(Selection selection) {
        String columns = selection.table().columns().stream()
                .map(column -> ResultDecoder.expression(name(column.name()), column.kind()))
                .collect(Collectors.joining(", "));
        return "select " + columns + selection.rows(MariadbSource::name);
    }

    /** A name as SQL. */
    public static String name(String name) {
        return "`" + name.replace("`", "``") + "`";
    }
}
