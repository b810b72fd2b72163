package dev.belay.drivers.data.mariadb;

import dev.belay.drivers.data.Destination;
import dev.belay.drivers.data.Orphans;
import dev.belay.drivers.data.Session;
import dev.belay.drivers.data.format.Column;
import dev.belay.drivers.data.format.Kind;
import dev.belay.drivers.data.format.Kind.Plain;
import dev.belay.drivers.data.format.Row;
import dev.belay.drivers.data.format.Table;
import dev.belay.value.Failure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A MariaDB database that takes rows by INSERTs of many rows, which are strict where LOAD DATA is not (facts/data.md). The server does
 * not check foreign keys meanwhile, so orphans are looked for before anything lasts. Its tables must be of an engine with transactions.
 */
public final class MariadbDestination implements Destination {

    private static final int BATCH = 2000;
    private static final int NAMED = 3;

    private static final List<String> SETTINGS = List.of(
            "set session sql_mode = 'STRICT_ALL_TABLES,NO_AUTO_VALUE_ON_ZERO,NO_ENGINE_SUBSTITUTION'",
            "set session foreign_key_checks = 0, lock_wait_timeout = 30, innodb_lock_wait_timeout = 30",
            "set session max_statement_time = 0");

    private static final String MARKS = "create table if not exists belay_import (marker varchar(190) primary key,"
            + " at timestamp not null default current_timestamp) engine = InnoDB";

    private final Session session;
    private final String database;
    private boolean lasts;
    private List<Table> tables = List.of();
    private List<Column> columns = List.of();
    private InsertEncoder encoder = new InsertEncoder(List.of());
    private Optional<PreparedStatement> insert = Optional.empty();

    /** @param session closed with this */
    public MariadbDestination(Session session, String database) {
        this.session = session;
        this.database = database;
    }

    @Override
    public void begin(List<Table> filled, List<Table> large, boolean replace) throws SQLException {
        tables = filled;
        session.run(SETTINGS);
        mustHaveTransactions();
        session.run(MARKS); // would end the transaction
        session.connection().setAutoCommit(false);
        if (replace) {
            for (Table table : tables) {
                session.run("delete from " + MariadbSource.name(table.name()));
            }
        }
    }

    private void mustHaveTransactions() throws SQLException {
        for (Table table : tables) {
            Optional<String> engine = session.ask(
                            "select t.engine from information_schema.tables t join information_schema.engines e on e.engine ="
                                    + " t.engine where t.table_schema = ? and t.table_name = ? and e.transactions <> 'YES'",
                            database,
                            table.name())
                    .single();
            if (engine.isPresent()) {
                throw Failure.failed(
                        table.name() + " is of the engine " + engine.get() + ", which knows no transactions",
                        "alter table " + MariadbSource.name(table.name()) + " engine = InnoDB");
            }
        }
    }

    @Override
    public void begin(Table table, List<Column> taken) throws SQLException {
        columns = taken;
        encoder = new InsertEncoder(columns);
        String names = columns.stream()
                .map(column -> MariadbSource.name(column.name()))
                .collect(Collectors.joining(", "));
        insert = Optional.of(session.connection()
                .prepareStatement("insert into " + MariadbSource.name(table.name()) + " (" + names + ") values ("
                        + String.join(", ", Collections.nCopies(columns.size(), "?")) + ")"));
    }

    @Override
    public void row(Row row) throws SQLException, IOException {
        encoder.add(row);
        if (encoder.rows().size() >= BATCH) {
            send();
        }
    }

    private void send() throws SQLException {
        PreparedStatement statement = insert.orElseThrow();
        for (List<Optional<byte[]>> row : encoder.rows()) {
            for (int i = 0; i < row.size(); i++) {
                set(statement, i, row.get(i));
            }
            statement.addBatch();
        }
        if (!encoder.rows().isEmpty()) {
            statement.executeBatch();
        }
        encoder.clear();
    }

    private void set(PreparedStatement statement, int column, Optional<byte[]> cell) throws SQLException {
        Kind kind = columns.get(column).kind();
        boolean raw = kind == Plain.BYTES || kind instanceof Kind.Bits;
        if (cell.isEmpty()) {
            statement.setNull(column + 1, raw ? Types.VARBINARY : Types.VARCHAR);
        } else if (raw) {
            statement.setBytes(column + 1, cell.get());
        } else {
            statement.setString(column + 1, new String(cell.get(), StandardCharsets.UTF_8));
        }
    }

    @Override
    public void end() throws SQLException {
        send();
        insert.orElseThrow().close();
        insert = Optional.empty();
    }

    @Override
    public void finish(String marker) throws SQLException {
        List<String> filled = tables.stream().map(Table::name).toList();
        for (Table table : MariadbCatalogue.tables(session, database)) {
            for (Table.Reference reference : table.references()) {
                if (filled.contains(table.name()) || filled.contains(reference.table())) {
                    mustLead(table, reference);
                }
            }
        }
        session.run("insert into belay_import (marker) values (?)", marker);
        session.connection().commit();
        lasts = true;
    }

    /** Every row leads to one that is there. */
    private void mustLead(Table table, Table.Reference reference) throws SQLException {
        List<String> orphans = session.ask("select distinct c."
                        + MariadbSource.name(reference.columns().get(0))
                        + Orphans.from(table, reference, MariadbSource::name, MariadbSource::name) + " limit " + NAMED)
                .column();
        if (!orphans.isEmpty()) {
            throw Failure.failed(
                    "rows of " + table.name() + " lead to rows that are not there (" + reference.name() + "): "
                            + reference.columns().get(0) + " " + String.join(", ", orphans) + " is not in "
                            + reference.table() + "; nothing was imported",
                    "mend the rows where they came from, and export again");
        }
    }

    @Override
    public void forget(String marker) throws SQLException {
        session.run("delete from belay_import where marker = ?", marker);
        dropUnused();
    }

    private void dropUnused() throws SQLException {
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
        try (session) {
            if (!lasts && !session.connection().getAutoCommit()) {
                session.connection().rollback();
                dropUnused();
            }
        } catch (SQLException gone) {
            return;
        }
    }
}
