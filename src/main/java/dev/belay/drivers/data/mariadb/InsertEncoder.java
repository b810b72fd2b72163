package dev.belay.drivers.data.mariadb;

import dev.belay.drivers.data.CellText;
import dev.belay.drivers.data.Encoder;
import dev.belay.drivers.data.Refused;
import dev.belay.drivers.data.format.Bytes;
import dev.belay.drivers.data.format.Column;
import dev.belay.drivers.data.format.Kind;
import dev.belay.drivers.data.format.Kind.Plain;
import dev.belay.drivers.data.format.Row;
import dev.belay.drivers.data.format.Row.Form;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Turns rows into the values of an INSERT. What MariaDB would not take is refused here: NaN and infinities, days before Christ. Not for
 * several threads.
 */
public final class InsertEncoder implements Encoder {

    private static final Pattern DAY = Pattern.compile("\\d{4}-\\d\\d-\\d\\d.*");
    private static final Pattern UTC = Pattern.compile("(.*\\d)(?:\\+00(?::00)?|Z)");

    private final List<Column> columns;
    private final List<List<Optional<byte[]>>> rows = new ArrayList<>();
    private final Bytes value = new Bytes(1024);

    /** @param columns of the rows */
    public InsertEncoder(List<Column> columns) {
        this.columns = columns;
    }

    /** The rows since they were last cleared; NULL is empty. */
    List<List<Optional<byte[]>>> rows() {
        return rows;
    }

    @Override
    public void add(Row row) throws Refused {
        List<Optional<byte[]>> cells = new ArrayList<>(columns.size());
        for (int i = 0; i < columns.size(); i++) {
            boolean nothing = row.form(i) == Form.NULL || row.form(i) == Form.ABSENT;
            cells.add(nothing ? Optional.empty() : Optional.of(cell(columns.get(i), row, i)));
        }
        rows.add(cells);
    }

    @Override
    public void clear() {
        rows.clear();
    }

    private byte[] cell(Column column, Row row, int at) throws Refused {
        value.cut(0);
        CellText.write(column, row, at, value);
        Kind kind = column.kind();
        if (kind instanceof Kind.Bits) {
            return packed(value.text(0, value.length()));
        }
        if (kind == Plain.DATE || kind == Plain.TIMESTAMP || kind == Plain.MOMENT) {
            return day(column, value.text(0, value.length()));
        }
        boolean number = kind instanceof Kind.Decimal || kind == Plain.DOUBLE || kind == Plain.FLOAT;
        if (number && value.array()[value.length() - 1] > '9') {
            throw new Refused(column.name(), value.text(0, value.length()) + " is no number that MariaDB knows");
        }
        return Arrays.copyOf(value.array(), value.length());
    }

    /** MariaDB knows no zones; what comes in UTC is stored so. */
    private static byte[] day(Column column, String text) throws Refused {
        if (!DAY.matcher(text).matches() || text.endsWith("BC")) {
            throw new Refused(column.name(), "'" + text + "' is no day that MariaDB knows");
        }
        return UTC.matcher(text).replaceFirst("$1").getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    }

    private static byte[] packed(String bits) {
        byte[] bytes = new byte[(bits.length() + 7) / 8];
        for (int i = 0; i < bits.length(); i++) {
            int place = bits.length() - 1 - i;
            if (bits.charAt(i) == '1') {
                bytes[bytes.length - 1 - place / 8] |= (byte) (1 << (place % 8));
            }
        }
        return bytes;
    }
}
