package dev.belay.drivers.data.postgresql;

import dev.belay.drivers.data.Destination;
import dev.belay.drivers.data.Refusal;
import dev.belay.drivers.data.Session;
import dev.belay.drivers.data.format.Column;
import dev.belay.drivers.data.format.Row;
import dev.belay.drivers.data.format.Table;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** A PostgreSQL database that takes rows by COPY, keys and indexes {@link PutAside}. */
public final class PostgresqlDestination implements Destination {

    private static final int BLOCK = 1 << 17;

    private static final List<String> SETTINGS = List.of(
            "set local lock_timeout = '30s'",
            "set local intervalstyle = 'iso_8601'",
            "set local datestyle = 'ISO, YMD'");

    private static final String COUNTERS = """
            select a.attrelid::regclass::text, a.attname,
                pg_catalog.pg_get_serial_sequence(a.attrelid::regclass::text, a.attname)
            from pg_catalog.pg_attribute a where a.attrelid = any (?::regclass[]::oid[]) and a.attnum > 0 and not a.attisdropped
            and pg_catalog.pg_get_serial_sequence(a.attrelid::regclass::text, a.attname) is not null""";

    /** Keys that are else looked at when all is done; a row that one refuses then is not named. */
    private static final String LATE_KEYS = """
            select pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(k.conname) from pg_catalog.pg_constraint k
            join pg_catalog.pg_namespace n on n.oid = k.connamespace
            where k.condeferred and k.contype in ('p', 'u', 'x') and k.conrelid = any (?::regclass[]::oid[])""";

    private final Session session;
    private final Way way;
    private final PutAside aside;
    private final PostgresqlRefusals refusals;
    private List<Table> tables = List.of();
    private Optional<CopyIn> copy = Optional.empty();
    private CopyEncoder encoder = new CopyEncoder(List.of());

    /** @param session closed with this */
    public PostgresqlDestination(Session session, Way way) {
        this.session = session;
        this.way = way;
        this.refusals = new PostgresqlRefusals(session);
        this.aside = new PutAside(session);
    }

    @Override
    public void begin(List<Table> filled, List<Table> large, boolean replace) throws SQLException {
        tables = filled;
        session.connection().setAutoCommit(false);
        session.run(SETTINGS);
        aside.foreignKeys(array(tables));
        if (way == Way.CAREFUL) { // an index that grows names the row
            for (String key : session.ask(LATE_KEYS, array(tables)).column()) {
                session.run("set constraints " + key + " immediate");
            }
        } else {
            aside.indexes(array(large));
        }
        if (replace && !tables.isEmpty()) {
            session.run("truncate table " + names(tables).collect(Collectors.joining(", ")));
        }
    }

    @Override
    public void begin(Table table, List<Column> columns) throws SQLException {
        encoder = new CopyEncoder(columns);
        String names = columns.stream()
                .map(column -> PostgresqlSource.name(column.name()))
                .collect(Collectors.joining(", "));
        copy = Optional.of(session.connection()
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("copy " + PostgresqlSource.table(table.name()) + " (" + names + ") from stdin"));
    }

    @Override
    public void row(Row row) throws SQLException, IOException {
        encoder.add(row);
        if (encoder.lines().length() >= BLOCK) {
            send();
        }
    }

    private void send() throws SQLException {
        copy.orElseThrow()
                .writeToCopy(encoder.lines().array(), 0, encoder.lines().length());
        encoder.clear();
    }

    @Override
    public void end() throws SQLException {
        send();
        copy.orElseThrow().endCopy();
        copy = Optional.empty();
    }

    @Override
    public Optional<Refusal> attempt(Table table, List<Column> columns, List<Row> rows)
            throws SQLException, IOException {
        try {
            session.whole(() -> copy(table, columns, rows));
            return Optional.empty();
        } catch (SQLException e) {
            if (PostgresqlRefusals.isOfRow(e)) {
                return Optional.of(refusals.of(e, table, columns, rows.size()));
            }
            throw e;
        }
    }

    private void copy(Table table, List<Column> columns, List<Row> rows) throws SQLException, IOException {
        try {
            rows(table, columns, rows);
        } finally {
            endCopy();
        }
    }

    /** Ends a COPY that was not brought to its end. */
    private void endCopy() {
        try {
            if (copy.isPresent() && copy.get().isActive()) {
                copy.get().cancelCopy();
            }
        } catch (SQLException gone) {
            // what was copied ends with the transaction, or with its part
        }
        copy = Optional.empty();
    }

    @Override
    public void finish(String marker) throws SQLException {
        session.run("set constraints all immediate"); // a table of which rows wait for that is not altered
        aside.back();
        for (List<Optional<String>> row : session.ask(COUNTERS, array(tables)).rows()) {
            session.run("select pg_catalog.setval('" + text(row, 2).replace("'", "''") + "', greatest((select max("
                    + PostgresqlSource.name(text(row, 1)) + ") from " + text(row, 0)
                    + "), 1), (select count(*) > 0 from "
                    + text(row, 0) + "))");
        }
        session.run(
                "create table if not exists belay_import (marker text primary key, at timestamptz not null default now())");
        session.run("insert into belay_import (marker) values (?)", marker);
        session.connection().commit();
    }

    @Override
    public void forget(String marker) throws SQLException {
        session.run("delete from belay_import where marker = ?", marker);
        if (session.ask("select 1 from belay_import limit 1").rows().isEmpty()) {
            session.run("drop table belay_import");
        }
    }

    @Override
    public void cancel() {
        session.cancel();
    }

    @Override
    public void close() {
        endCopy();
        session.close();
    }

    private static String text(List<Optional<String>> row, int column) {
        return row.get(column).orElse("");
    }

    private static Stream<String> names(List<Table> tables) {
        return tables.stream().map(table -> PostgresqlSource.table(table.name()));
    }

    /** Tables as an array of PostgreSQL. */
    private static String array(List<Table> tables) {
        return names(tables)
                .map(name -> "\"" + name.replace("\\", "\\\\").replace("\"", "\\\"") + "\"")
                .collect(Collectors.joining(",", "{", "}"));
    }
}
