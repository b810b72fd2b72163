package dev.belay.drivers.data.postgresql;

import dev.belay.drivers.data.format.Bytes;
import dev.belay.drivers.data.format.Kind;
import dev.belay.drivers.data.format.Kind.Plain;
import dev.belay.drivers.data.format.Row;
import dev.belay.drivers.data.format.Row.Form;
import dev.belay.drivers.data.format.Utf8;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/**
 * Reads the lines that {@code COPY ... TO STDOUT} writes (PostgreSQL's manual, "COPY", "Text Format"). Not for several threads.
 */
final class CopyDecoder {

    private static final byte[] TRUE = "true".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] FALSE = "false".getBytes(StandardCharsets.US_ASCII);

    private final Kind[] kinds;
    private final boolean anyBytes;
    private final Bytes plain = new Bytes(1024);

    /** @param anyBytes whether a text may hold what is no UTF-8, as in a database of the encoding SQL_ASCII */
    CopyDecoder(List<Kind> kinds, boolean anyBytes) {
        this.kinds = kinds.toArray(Kind[]::new);
        this.anyBytes = anyBytes;
    }

    /** Reads a line into a row. */
    void decode(byte[] line, Row row) {
        row.clear();
        int end = line.length > 0 && line[line.length - 1] == '\n' ? line.length - 1 : line.length;
        int from = 0;
        for (Kind kind : kinds) {
            int to = from;
            boolean escaped = false;
            while (to < end && line[to] != '\t') {
                escaped |= line[to] == '\\';
                to++;
            }
            if (!escaped) {
                cell(kind, line, from, to, row);
            } else if (to - from == 2 && line[from + 1] == 'N') {
                row.endNull();
            } else {
                unescape(line, from, to);
                cell(kind, plain.array(), 0, plain.length(), row);
            }
            from = to + 1;
        }
    }

    private void cell(Kind kind, byte[] bytes, int from, int to, Row row) {
        if (kind instanceof Kind.Whole) {
            row.put(Form.BARE, bytes, from, to);
        } else if (kind == Plain.TRUTH) {
            byte[] word = bytes[from] == 't' ? TRUE : FALSE;
            row.put(Form.BARE, word, 0, word.length);
        } else if (kind == Plain.DOUBLE || kind == Plain.FLOAT) {
            row.put(isNumber(bytes, to) ? Form.BARE : Form.TEXT, bytes, from, to);
        } else if (kind == Plain.BYTES) {
            base64(bytes, from, to, row.next());
            row.end(Form.TEXT);
        } else if (kind instanceof Kind.ListOf list && bytes[from] == '{') {
            new ArrayDecoder(bytes, from, to, list.item()).decode(row.next());
            row.end(Form.LIST);
        } else {
            row.put(anyBytes && !Utf8.isWhole(bytes, from, to) ? Form.BROKEN : Form.TEXT, bytes, from, to);
        }
    }

    /** Only NaN and the infinities end with a letter. */
    static boolean isNumber(byte[] bytes, int to) {
        return bytes[to - 1] >= '0' && bytes[to - 1] <= '9';
    }

    /** Bytes as base64, from {@code \x6162}. */
    static void base64(byte[] hex, int from, int to, Bytes out) {
        byte[] bytes = new byte[(to - from - 2) / 2];
        for (int i = 0, at = from + 2; i < bytes.length; i++, at += 2) {
            bytes[i] = (byte) (Character.digit(hex[at], 16) << 4 | Character.digit(hex[at + 1], 16));
        }
        out.add(Base64.getEncoder().encode(bytes));
    }

    private void unescape(byte[] line, int from, int to) {
        plain.cut(0);
        for (int i = from; i < to; i++) {
            byte b = line[i];
            plain.add(
                    b != '\\'
                            ? b
                            : switch (line[++i]) {
                                case 'b' -> '\b';
                                case 'f' -> '\f';
                                case 'n' -> '\n';
                                case 'r' -> '\r';
                                case 't' -> '\t';
                                case 'v' -> 0x0b;
                                default -> line[i];
                            });
        }
    }
}
