package dev.belay.drivers.data.postgresql;

import dev.belay.drivers.data.Destination;
import dev.belay.drivers.data.Session;
import dev.belay.drivers.data.format.Column;
import dev.belay.drivers.data.format.Row;
import dev.belay.drivers.data.format.Table;
import dev.belay.value.Failure;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.postgresql.util.PSQLException;

/**
 * A PostgreSQL database that takes rows by COPY. Foreign keys are taken away before and put back behind, which checks them: all in the
 * one transaction, so that a crash leaves them as they were.
 */
public final class PostgresqlDestination implements Destination {

    private static final int BLOCK = 1 << 17;

    private static final List<String> SETTINGS = List.of(
            "set local lock_timeout = '30s'",
            "set local intervalstyle = 'iso_8601'",
            "set local datestyle = 'ISO, YMD'");

    private static final String KEYS = """
            select k.conrelid::regclass::text, k.conname, pg_catalog.pg_get_constraintdef(k.oid)
            from pg_catalog.pg_constraint k where k.contype = 'f'
            and coalesce((pg_catalog.to_jsonb(k)->>'conparentid')::bigint, 0) = 0
            and (k.conrelid = any (?::regclass[]::oid[]) or k.confrelid = any (?::regclass[]::oid[])) order by 1, 2""";

    private static final String COUNTERS = """
            select a.attrelid::regclass::text, a.attname,
                pg_catalog.pg_get_serial_sequence(a.attrelid::regclass::text, a.attname)
            from pg_catalog.pg_attribute a where a.attrelid = any (?::regclass[]::oid[]) and a.attnum > 0 and not a.attisdropped
            and pg_catalog.pg_get_serial_sequence(a.attrelid::regclass::text, a.attname) is not null""";

    /** A foreign key that was taken away. */
    private record Key(String table, String name, String definition) {}

    private final Session session;
    private final List<Key> keys = new ArrayList<>();
    private List<Table> tables = List.of();
    private Optional<CopyIn> copy = Optional.empty();
    private CopyEncoder encoder = new CopyEncoder(List.of());

    /** @param session closed with this */
    public PostgresqlDestination(Session session) {
        this.session = session;
    }

    @Override
    public void begin(List<Table> filled, boolean replace) throws SQLException {
        tables = filled;
        session.connection().setAutoCommit(false);
        session.run(SETTINGS);
        for (List<Optional<String>> row : session.ask(KEYS, array(), array()).rows()) {
            Key key = new Key(text(row, 0), text(row, 1), text(row, 2));
            keys.add(key);
            session.run("alter table " + key.table() + " drop constraint " + PostgresqlSource.name(key.name()));
        }
        if (replace && !tables.isEmpty()) {
            session.run("truncate table " + names().collect(Collectors.joining(", ")));
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
    public void finish(String marker) throws SQLException {
        for (Key key : keys) {
            try {
                session.run("alter table " + key.table() + " add constraint " + PostgresqlSource.name(key.name()) + " "
                        + key.definition());
            } catch (PSQLException e) {
                Optional<String> detail =
                        Optional.ofNullable(e.getServerErrorMessage()).map(m -> m.getDetail());
                throw Failure.failed(
                        "rows of " + key.table() + " lead to rows that are not there (" + key.name() + "): "
                                + detail.orElse(e.getMessage()) + "; nothing was imported",
                        "mend the rows where they came from, and export again");
            }
        }
        for (List<Optional<String>> row : session.ask(COUNTERS, array()).rows()) {
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
        try {
            if (copy.isPresent() && copy.get().isActive()) {
                copy.get().cancelCopy();
            }
        } catch (SQLException gone) {
            // the transaction ends with the connection
        }
        session.close();
    }

    private static String text(List<Optional<String>> row, int column) {
        return row.get(column).orElse("");
    }

    private Stream<String> names() {
        return tables.stream().map(table -> PostgresqlSource.table(table.name()));
    }

    /** The tables as an array of PostgreSQL. */
    private String array() {
        return names().map(name -> "\"" + name.replace("\\", "\\\\").replace("\"", "\\\"") + "\"")
                .collect(Collectors.joining(",", "{", "}"));
    }
}
