package dev.belay.drivers.data.mariadb;

import dev.belay.drivers.data.Encoder;
import dev.belay.drivers.data.Refused;
import dev.belay.drivers.data.format.Bytes;
import dev.belay.drivers.data.format.Column;
import dev.belay.drivers.data.format.Row;
import dev.belay.drivers.data.format.Row.Form;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Turns rows into the values of an INSERT. Not for several threads. */
final class InsertEncoder implements Encoder {

    private final List<Column> columns;
    private final List<List<Optional<byte[]>>> rows = new ArrayList<>();
    private final Bytes value = new Bytes(1024);
    private long bytes;

    /** @param columns of the rows */
    InsertEncoder(List<Column> columns) {
        this.columns = columns;
    }

    /** The rows since they were last cleared; NULL is empty. */
    List<List<Optional<byte[]>>> rows() {
        return rows;
    }

    /** How many bytes their values have. */
    long bytes() {
        return bytes;
    }

    @Override
    public void add(Row row) throws Refused {
        List<Optional<byte[]>> cells = new ArrayList<>(columns.size());
        long size = 0;
        for (int i = 0; i < columns.size(); i++) {
            boolean nothing = row.form(i) == Form.NULL || row.form(i) == Form.ABSENT;
            cells.add(nothing ? Optional.empty() : Optional.of(cell(columns.get(i), row, i)));
            size += value.length();
        }
        rows.add(cells);
        bytes += size;
    }

    @Override
    public void clear() {
        rows.clear();
        bytes = 0;
    }

    private byte[] cell(Column column, Row row, int at) throws Refused {
        value.cut(0);
        CellBytes.write(column, row, at, value);
        return Arrays.copyOf(value.array(), value.length());
    }
}
