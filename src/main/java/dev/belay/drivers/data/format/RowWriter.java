package dev.belay.drivers.data.format;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** Writes the rows of one table as JSON objects. Not for several threads. */
public final class RowWriter {

    /** How they look. */
    public enum Style {
        /** A line each, UTF-8. */
        LINES,
        /** As Python's {@code json.dump(indent=4)} writes an item of an array in an object: nothing but ASCII. */
        PYTHON
    }

    /** Whole numbers of fewer digits than this are exact in every reader of JSON. */
    private static final int EXACT_DIGITS = 16;

    private static final long LARGEST_EXACT = 1L << 53;
    private static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] SHORT = shortEscapes();

    private final Style style;
    private final byte[][] before;
    private final byte[] last;

    /** @param columns the names of the rows' columns */
    public RowWriter(List<String> columns, Style style) {
        this.style = style;
        this.before = new byte[columns.size()][];
        boolean lines = style == Style.LINES;
        for (int i = 0; i < before.length; i++) {
            Bytes name = new Bytes(64);
            name.add(lines ? (i == 0 ? "{" : ",") : (i == 0 ? "        {\n            " : ",\n            "));
            name.add(quoted(columns.get(i), style));
            name.add(lines ? ":" : ": ");
            before[i] = java.util.Arrays.copyOf(name.array(), name.length());
        }
        String none = before.length == 0 ? (lines ? "{" : "        {") : lines ? "" : "\n        ";
        this.last = (none + (lines ? "}\n" : "}")).getBytes(StandardCharsets.US_ASCII);
    }

    /** Adds a row. */
    public void write(Row row, Bytes out) {
        for (int i = 0; i < before.length; i++) {
            out.add(before[i]);
            cell(row, i, out);
        }
        out.add(last);
    }

    private void cell(Row row, int column, Bytes out) {
        byte[] bytes = row.array();
        int from = row.from(column);
        int to = row.to(column);
        switch (row.form(column)) {
            case NULL, ABSENT -> out.add(NULL);
            case BARE -> bare(bytes, from, to, out);
            case TEXT -> text(bytes, from, to, style, out);
            case LIST -> out.add(bytes, from, to);
            case BROKEN -> {
                out.add("{\"base64\":\"");
                out.add(Base64.getEncoder().encode(java.util.Arrays.copyOfRange(bytes, from, to)));
                out.add("\"}");
            }
        }
    }

    /** Whole numbers that JavaScript would round are written as text; Python reads them as they are. */
    private void bare(byte[] bytes, int from, int to, Bytes out) {
        boolean quoted = style == Style.LINES && to - from >= EXACT_DIGITS && isTooLarge(bytes, from, to);
        if (quoted) {
            out.add('"');
        }
        out.add(bytes, from, to);
        if (quoted) {
            out.add('"');
        }
    }

    private static boolean isTooLarge(byte[] bytes, int from, int to) {
        int first = bytes[from] == '-' ? from + 1 : from;
        long value = 0;
        for (int i = first; i < to; i++) {
            int digit = bytes[i] - '0';
            if (digit < 0 || digit > 9) {
                return false;
            }
            if (value > LARGEST_EXACT) {
                return true;
            }
            value = value * 10 + digit;
        }
        return value > LARGEST_EXACT;
    }

    /** A text in the quotes of JSON, UTF-8. */
    public static byte[] quoted(String text) {
        return quoted(text, Style.LINES);
    }

    /** A text in the quotes of JSON. */
    static byte[] quoted(String text, Style style) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        Bytes out = new Bytes(utf8.length + 2);
        text(utf8, 0, utf8.length, style, out);
        return java.util.Arrays.copyOf(out.array(), out.length());
    }

    /** Adds a text in the quotes of JSON, UTF-8. */
    static void quote(Bytes text, Bytes out) {
        text(text.array(), 0, text.length(), Style.LINES, out);
    }

    private static void text(byte[] bytes, int from, int to, Style style, Bytes out) {
        out.add('"');
        int start = from;
        for (int i = from; i < to; i++) {
            byte b = bytes[i];
            if (b < 0 ? style == Style.PYTHON : b < ' ' || b == '"' || b == '\\') {
                out.add(bytes, start, i);
                i = b < 0 ? beyondAscii(bytes, i, out) : escape(b, i, out);
                start = i + 1;
            }
        }
        out.add(bytes, start, to);
        out.add('"');
    }

    /** @return where the character ends */
    private static int escape(byte b, int at, Bytes out) {
        if (SHORT[b] != 0) {
            out.add('\\');
            out.add(SHORT[b]);
        } else {
            unit(b, out);
        }
        return at;
    }

    /** @return where the character ends */
    private static int beyondAscii(byte[] bytes, int at, Bytes out) {
        int first = bytes[at] & 0xff;
        int more = first >= 0xf0 ? 3 : first >= 0xe0 ? 2 : 1;
        int point = first & (0x3f >> more);
        for (int i = 1; i <= more; i++) {
            point = (point << 6) | (bytes[at + i] & 0x3f);
        }
        if (point > 0xffff) {
            unit(Character.highSurrogate(point), out);
            unit(Character.lowSurrogate(point), out);
        } else {
            unit(point, out);
        }
        return at + more;
    }

    private static void unit(int value, Bytes out) {
        out.add('\\');
        out.add('u');
        for (int shift = 12; shift >= 0; shift -= 4) {
            out.add(HEX[value >> shift & 15]);
        }
    }

    private static byte[] shortEscapes() {
        byte[] table = new byte[128];
        String escapes = "\"\"\\\\\bb\ff\nn\rr\tt";
        for (int i = 0; i < escapes.length(); i += 2) {
            table[escapes.charAt(i)] = (byte) escapes.charAt(i + 1);
        }
        return table;
    }
}
