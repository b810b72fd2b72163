package dev.belay.drivers.data.mariadb;

import dev.belay.drivers.data.Destination;
import dev.belay.drivers.data.Intake;
import dev.belay.drivers.data.Orphans;
import dev.belay.drivers.data.Refusal;
import dev.belay.drivers.data.Session;
import dev.belay.drivers.data.format.Column;
import dev.belay.drivers.data.format.Row;
import dev.belay.drivers.data.format.Table;
import dev.belay.value.Failure;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * A MariaDB database that takes rows by LOAD DATA, where it may, or by INSERTs of many rows. The server does not check foreign keys
 * meanwhile, so orphans are looked for before anything lasts. Its tables must be of an engine with transactions.
 */
public final class MariadbDestination implements Destination {

    private static final int NAMED = 3;

    private static final List<String> SETTINGS = List.of(
            "set session sql_mode = 'STRICT_ALL_TABLES,NO_AUTO_VALUE_ON_ZERO,NO_ENGINE_SUBSTITUTION'",
            "set session foreign_key_checks = 0, lock_wait_timeout = 30, innodb_lock_wait_timeout = 30",
            "set session max_statement_time = 0, net_read_timeout = 3600, sql_notes = 1");

    private static final String MARKS = "create table if not exists belay_import (marker varchar(190) primary key,"
            + " at timestamp not null default current_timestamp) engine = InnoDB";

    private final Session session;
    private final String database;
    private final Way way;
    private final Loads loads;
    private final Batches batches;
    private final MariadbRefusals refusals;
    private boolean quick;
    private boolean lasts;
    private List<Table> tables = List.of();
    private Intake intake;

    /** @param session closed with this */
    public MariadbDestination(Session session, String database, Way way) {
        this.session = session;
        this.database = database;
        this.way = way;
        this.loads = new Loads(session);
        this.batches = new Batches(session);
        this.refusals = new MariadbRefusals(session, database);
        this.intake = batches;
    }

    @Override
    public void begin(List<Table> filled, List<Table> large, boolean replace) throws SQLException {
        tables = filled;
        session.run(SETTINGS);
        mustHaveTransactions();
        session.run(MARKS); // would end the transaction
        quick = way == Way.QUICK && Loads.areTaken(session);
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
    public void begin(Table table, List<Column> columns) throws SQLException {
        intake = quick && !columns.isEmpty() ? loads : batches;
        intake.begin(table, columns);
    }

    @Override
    public void row(Row row) throws SQLException, IOException {
        intake.row(row);
    }

    @Override
    public void end() throws SQLException, IOException {
        intake.end();
    }

    @Override
    public Optional<Refusal> attempt(Table table, List<Column> columns, List<Row> rows)
            throws SQLException, IOException {
        try {
            session.whole(() -> batches.rows(table, columns, rows));
            return Optional.empty();
        } catch (SQLException e) {
            if (MariadbRefusals.isOfRow(e)) {
                return Optional.of(refusals.of(e, table));
            }
            throw e;
        }
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
            loads.close();
            if (!lasts && !session.connection().getAutoCommit()) {
                session.connection().rollback();
                dropUnused();
            }
        } catch (SQLException gone) {
            return;
        }
    }
}
