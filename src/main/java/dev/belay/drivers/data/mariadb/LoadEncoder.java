package dev.belay.drivers.data.mariadb;

import dev.belay.drivers.data.CellText;
import dev.belay.drivers.data.Encoder;
import dev.belay.drivers.data.Lines;
import dev.belay.drivers.data.Refused;
import dev.belay.drivers.data.format.Bytes;
import dev.belay.drivers.data.format.Column;
import dev.belay.drivers.data.format.Row;
import java.util.List;

/** Writes rows as lines for LOAD DATA. Not for several threads. */
public final class LoadEncoder implements Encoder {

    private static final int ROOM = 1 << 18;

    private final List<Column> columns;
    private final Bytes value = new Bytes(1024);
    private Lines lines = new Lines(ROOM);

    /** @param columns of the rows */
    public LoadEncoder(List<Column> columns) {
        this.columns = columns;
    }

    /** How many bytes the lines have. */
    int length() {
        return lines.bytes().length();
    }

    /** The lines, which are the caller's from now on. */
    Bytes take() {
        Bytes taken = lines.bytes();
        lines = new Lines(ROOM);
        return taken;
    }

    @Override
    public void add(Row row) throws Refused {
        lines.row(columns, row, this::cell);
    }

    @Override
    public void clear() {
        lines.clear();
    }

    private void cell(Column column, Row row, int at) throws Refused {
        if (CellText.isPlain(column, row, at)) {
            lines.cell(row.array(), row.from(at), row.to(at));
        } else {
            value.cut(0);
            CellBytes.write(column, row, at, value);
            lines.cell(value.array(), 0, value.length());
        }
    }
}
