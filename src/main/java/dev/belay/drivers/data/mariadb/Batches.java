package dev.belay.drivers.data.mariadb;

import dev.belay.drivers.data.Intake;
import dev.belay.drivers.data.Session;
import dev.belay.drivers.data.format.Column;
import dev.belay.drivers.data.format.Kind;
import dev.belay.drivers.data.format.Kind.Plain;
import dev.belay.drivers.data.format.Row;
import dev.belay.drivers.data.format.Table;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Sends rows in INSERTs of many rows: a strict server takes each as it is, or says why not. Not for several threads. */
final class Batches implements Intake {

    private static final int ROWS = 2000;
    private static final int BYTES = 1 << 20;

    private final Session session;
    private List<Column> columns = List.of();
    private InsertEncoder encoder = new InsertEncoder(List.of());
    private Optional<PreparedStatement> insert = Optional.empty();

    Batches(Session session) {
        this.session = session;
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
        if (encoder.rows().size() >= ROWS || encoder.bytes() >= BYTES) {
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
        close();
    }

    private void close() throws SQLException {
        if (insert.isPresent()) {
            insert.get().close();
        }
        insert = Optional.empty();
    }

    @Override
    public void rows(Table table, List<Column> taken, List<Row> rows) throws SQLException, IOException {
        try {
            Intake.super.rows(table, taken, rows);
        } finally {
            close();
        }
    }
}
