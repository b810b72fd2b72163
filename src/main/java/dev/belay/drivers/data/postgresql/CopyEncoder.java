package dev.belay.drivers.data.postgresql;

import dev.belay.drivers.data.CellText;
import dev.belay.drivers.data.Encoder;
import dev.belay.drivers.data.Lines;
import dev.belay.drivers.data.Refused;
import dev.belay.drivers.data.format.Bytes;
import dev.belay.drivers.data.format.Column;
import dev.belay.drivers.data.format.Kind;
import dev.belay.drivers.data.format.Kind.Plain;
import dev.belay.drivers.data.format.Row;
import dev.belay.drivers.data.format.Row.Form;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Writes rows as lines for {@code COPY ... FROM STDIN} (PostgreSQL's manual, "COPY", "Text Format"). Not for several threads.
 */
public final class CopyEncoder implements Encoder {

    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final Pattern ZERO_DATE = Pattern.compile("0000-.*|\\d+-00-.*|\\d+-\\d+-00.*");
    private static final Pattern LONG_TIME = Pattern.compile("-.*|\\d{3,}:.*|2[5-9]:.*|[3-9]\\d:.*|24:.*[1-9].*");

    private final List<Column> columns;
    private final Lines lines = new Lines(1 << 18);
    private final Bytes value = new Bytes(1024);

    /** @param columns of the rows */
    public CopyEncoder(List<Column> columns) {
        this.columns = columns;
    }

    /** The lines since they were last cut. */
    Bytes lines() {
        return lines.bytes();
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
        Kind kind = column.kind();
        if (CellText.isPlain(column, row, at)) {
            text(column, row.array(), row.from(at), row.to(at));
            return;
        }
        value.cut(0);
        CellText.write(column, row, at, value);
        if (kind == Plain.BYTES) {
            hex(lines.next());
        } else if (kind instanceof Kind.ListOf && row.form(at) == Form.LIST) {
            byte[] array = ArrayEncoder.encode(value.text(0, value.length())).getBytes(StandardCharsets.UTF_8);
            text(column, array, 0, array.length);
        } else {
            mustBeTime(column, kind);
            text(column, value.array(), 0, value.length());
        }
    }

    private void mustBeTime(Column column, Kind kind) throws Refused {
        boolean dated = kind == Plain.DATE || kind == Plain.TIMESTAMP || kind == Plain.MOMENT;
        if (dated || kind == Plain.TIME) {
            String text = value.text(0, value.length());
            if (dated && ZERO_DATE.matcher(text).matches()) {
                throw new Refused(column.name(), "'" + text + "' is no day of the calendar");
            }
            if (!dated && LONG_TIME.matcher(text).matches()) {
                throw new Refused(column.name(), "'" + text + "' is no time of a day");
            }
        }
    }

    private void hex(Bytes cell) {
        cell.add("\\\\x");
        byte[] bytes = value.array();
        for (int i = 0; i < value.length(); i++) {
            cell.add(HEX[(bytes[i] >> 4) & 15]);
            cell.add(HEX[bytes[i] & 15]);
        }
    }

    private void text(Column column, byte[] bytes, int from, int end) throws Refused {
        if (!lines.cell(bytes, from, end)) {
            throw new Refused(column.name(), "the text holds a NUL, which PostgreSQL does not take");
        }
    }
}
