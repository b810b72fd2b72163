package dev.belay.drivers.data.mariadb;

import dev.belay.drivers.data.CellText;
import dev.belay.drivers.data.Refused;
import dev.belay.drivers.data.format.Bytes;
import dev.belay.drivers.data.format.Column;
import dev.belay.drivers.data.format.Kind;
import dev.belay.drivers.data.format.Kind.Plain;
import dev.belay.drivers.data.format.Row;
import java.util.List;

/** Values as the bytes that MariaDB takes. What it would not take is refused here: NaN and infinities, days before Christ. */
final class CellBytes {

    private static final String DAY = "dddd-dd-dd";
    private static final List<String> UTC = List.of("Z", "+00", "+00:00");

    private CellBytes() {}

    /**
     * Adds those of a value that is not NULL.
     *
     * @throws Refused where the column cannot hold it
     */
    static void write(Column column, Row row, int at, Bytes out) throws Refused {
        int begin = out.length();
        CellText.write(column, row, at, out);
        Kind kind = column.kind();
        if (kind instanceof Kind.Bits) {
            String bits = out.text(begin, out.length());
            out.cut(begin);
            out.add(packed(bits));
        } else if (kind == Plain.DATE || kind == Plain.TIMESTAMP || kind == Plain.MOMENT) {
            mustBeDay(column, out, begin);
            out.cut(withoutZone(out, begin));
        } else if (kind instanceof Kind.Decimal || kind == Plain.DOUBLE || kind == Plain.FLOAT) {
            if (out.array()[out.length() - 1] > '9') {
                throw new Refused(column.name(), out.text(begin, out.length()) + " is no number that MariaDB knows");
            }
        }
    }

    private static void mustBeDay(Column column, Bytes text, int begin) throws Refused {
        byte[] bytes = text.array();
        boolean day = text.length() - begin >= DAY.length() && !text.endsWith("BC");
        for (int i = 0; day && i < DAY.length(); i++) {
            byte each = bytes[begin + i];
            day = DAY.charAt(i) == 'd' ? each >= '0' && each <= '9' : each == DAY.charAt(i);
        }
        if (!day) {
            throw new Refused(column.name(), "'" + text.text(begin, text.length()) + "' is no day that MariaDB knows");
        }
    }

    /** MariaDB knows no zones; what comes in UTC is stored so. */
    private static int withoutZone(Bytes text, int begin) {
        for (String zone : UTC) {
            int end = text.length() - zone.length();
            if (end > begin && text.endsWith(zone) && text.array()[end - 1] >= '0' && text.array()[end - 1] <= '9') {
                return end;
            }
        }
        return text.length();
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
