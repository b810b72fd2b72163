package dev.belay.drivers.data.mariadb;

import dev.belay.drivers.data.format.Bytes;
import dev.belay.drivers.data.format.Kind;
import dev.belay.drivers.data.format.Kind.Plain;
import dev.belay.drivers.data.format.Row;
import dev.belay.drivers.data.format.Row.Form;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads rows as MariaDB sends them in its text protocol: as bytes, never as objects, which would change dates and times ({@code
 * facts/data.md}, traps of values).
 */
final class ResultDecoder {

    private static final byte[] UTC = "+00".getBytes(StandardCharsets.US_ASCII);

    private final Kind[] kinds;

    ResultDecoder(List<Kind> kinds) {
        this.kinds = kinds.toArray(Kind[]::new);
    }

    /** What is selected of a column, so that all of its digits come, and dates as they were written. */
    static String expression(String name, Kind kind) {
        if (kind == Plain.FLOAT) {
            return "cast(" + name + " as double)";
        }
        boolean text = kind == Plain.DATE || kind == Plain.TIME || kind == Plain.TIMESTAMP || kind == Plain.MOMENT;
        return text ? "cast(" + name + " as char)" : name;
    }

    /** Reads the row at hand. */
    void decode(ResultSet result, Row row) throws SQLException {
        row.clear();
        for (int i = 0; i < kinds.length; i++) {
            if (kinds[i] instanceof Kind.Whole whole && !isBeyondLong(whole)) {
                number(result, i, row);
                continue;
            }
            byte[] bytes = bytes(result, i);
            if (bytes == null) {
                row.endNull();
            } else {
                cell(kinds[i], bytes, row);
            }
        }
    }

    private static boolean isBeyondLong(Kind.Whole whole) {
        return whole.unsigned() && whole.bits() == Long.SIZE;
    }

    private static void number(ResultSet result, int column, Row row) throws SQLException {
        long number = result.getLong(column + 1);
        if (number == 0 && result.wasNull()) {
            row.endNull();
        } else {
            row.next().addDigits(number);
            row.end(Form.BARE);
        }
    }

    /** The driver gives no bytes of numbers. */
    private byte @Nullable [] bytes(ResultSet result, int column) throws SQLException {
        Kind kind = kinds[column];
        if (kind instanceof Kind.Whole || kind instanceof Kind.Decimal || kind == Plain.DOUBLE || kind == Plain.FLOAT) {
            String number = result.getString(column + 1);
            return number == null ? null : number.getBytes(StandardCharsets.US_ASCII);
        }
        return result.getBytes(column + 1);
    }

    private static void cell(Kind kind, byte[] bytes, Row row) {
        if (kind instanceof Kind.Whole) {
            row.put(Form.BARE, bytes, withoutZeros(bytes), bytes.length);
        } else if (kind == Plain.DOUBLE || kind == Plain.FLOAT) {
            row.put(Form.BARE, bytes, 0, bytes.length);
        } else if (kind == Plain.BYTES) {
            row.next().add(Base64.getEncoder().encode(bytes));
            row.end(Form.TEXT);
        } else if (kind instanceof Kind.Bits bits) {
            bits(bytes, bits.longest().orElse(bytes.length * 8L), row.next());
            row.end(Form.TEXT);
        } else {
            row.next().add(bytes);
            if (kind == Plain.MOMENT && bytes[0] != '0') { // 0000-00-00 is no moment
                row.next().add(UTC);
            }
            row.end(Form.TEXT);
        }
    }

    /** A column with ZEROFILL writes zeros that JSON does not know. */
    private static int withoutZeros(byte[] bytes) {
        int from = 0;
        while (from < bytes.length - 1 && bytes[from] == '0') {
            from++;
        }
        return from;
    }

    private static void bits(byte[] bytes, long count, Bytes out) {
        for (long place = count - 1; place >= 0; place--) {
            int at = bytes.length - 1 - (int) (place / 8);
            boolean set = at >= 0 && (bytes[at] >> place % 8 & 1) == 1;
            out.add(set ? '1' : '0');
        }
    }
}
