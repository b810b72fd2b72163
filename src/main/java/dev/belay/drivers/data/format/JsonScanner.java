package dev.belay.drivers.data.format;

import java.io.IOException;
import java.io.InputStream;

/**
 * Reads JSON (RFC 8259, and Python's {@code NaN} and {@code Infinity}) byte by byte from a stream, straight into the bytes of a row: no
 * text of Java in between, which would take most of the time of an import. Not for several threads.
 */
final class JsonScanner {

    /** What is no JSON, and where. */
    static final class Malformed extends IOException {
        private static final long serialVersionUID = 1L;

        Malformed(String message, long line) {
            super(message + " at line " + line);
        }
    }

    private static final int BUFFER = 1 << 16;
    private static final int DEPTH = 100;
    private static final int END = -1;
    private static final boolean[] PLAIN = plain();
    private static final boolean[] BARE = bare();

    private final InputStream in;
    private final byte[] buffer = new byte[BUFFER];
    private final Bytes inner = new Bytes(64);
    private int at;
    private int end;
    private long line = 1;

    JsonScanner(InputStream in) {
        this.in = in;
    }

    /** The next byte that is no space, which stays; -1 at the end. */
    int peek() throws IOException {
        while (at < end || fill()) {
            byte b = buffer[at];
            if (b > ' ' || b < 0) {
                return b & 0xff;
            }
            if (b == '\n') {
                line++;
            } else if (b != ' ' && b != '\r' && b != '\t') {
                throw malformed("a control character stands between the values");
            }
            at++;
        }
        return END;
    }

    /** Passes the next byte that is no space, where it is this one. */
    boolean take(char wanted) throws IOException {
        if (peek() != wanted) {
            return false;
        }
        at++;
        return true;
    }

    /** Passes the next byte that is no space, which must be this one. */
    void must(char wanted) throws IOException {
        if (!take(wanted)) {
            int found = peek();
            throw malformed("'" + wanted + "' is missing"
                    + (found == END ? "; the file ends too early" : " before '" + (char) found + "'"));
        }
    }

    /** Passes these bytes where they are the next and lie in the buffer as a whole. */
    boolean take(byte[] wanted) {
        if (end - at < wanted.length) {
            return false;
        }
        for (int i = 0; i < wanted.length; i++) {
            if (buffer[at + i] != wanted[i]) {
                return false;
            }
        }
        at += wanted.length;
        return true;
    }

    /**
     * Adds what the string at hand says, as UTF-8.
     *
     * @return whether it is text: no, where it holds half a surrogate pair, or bytes that are no UTF-8
     */
    boolean string(Bytes out) throws IOException {
        must('"');
        int begin = out.length();
        int all = 0; // negative as soon as a byte is none of ASCII
        while (at < end || fill()) {
            int start = at;
            while (at < end && PLAIN[buffer[at] & 0xff]) {
                all |= buffer[at++];
            }
            out.add(buffer, start, at);
            if (at == end) {
                continue;
            }
            byte b = buffer[at++];
            if (b == '"') {
                return all >= 0 || Utf8.isWhole(out.array(), begin, out.length());
            } else if (b != '\\') {
                throw malformed("a text holds a control character, which JSON escapes");
            }
            all |= escape(begin, out);
        }
        throw malformed("a text does not end");
    }

    /** @return a number below 0 where it was none of ASCII */
    private int escape(int begin, Bytes out) throws IOException {
        int letter = next();
        switch (letter) {
            case '"', '\\', '/' -> out.add(letter);
            case 'b' -> out.add('\b');
            case 'f' -> out.add('\f');
            case 'n' -> out.add('\n');
            case 'r' -> out.add('\r');
            case 't' -> out.add('\t');
            case 'u' -> {
                int unit = unit();
                if (Character.isLowSurrogate((char) unit) && out.length() - begin >= 3) {
                    unit = joined(out, unit);
                }
                Utf8.add(unit, out);
                return unit < 0x80 ? 0 : -1;
            }
            default -> throw malformed("a text holds the escape '\\" + (char) letter + "', which JSON does not know");
        }
        return 0;
    }

    /** A low surrogate behind a high one, which stands in three bytes, makes one character of both. */
    private static int joined(Bytes out, int low) {
        byte[] array = out.array();
        int from = out.length() - 3;
        int high = (array[from] & 0x0f) << 12 | (array[from + 1] & 0x3f) << 6 | (array[from + 2] & 0x3f);
        if ((array[from] & 0xff) != 0xed || !Character.isHighSurrogate((char) high)) {
            return low;
        }
        out.cut(from);
        return Character.toCodePoint((char) high, (char) low);
    }

    private int unit() throws IOException {
        int unit = 0;
        for (int i = 0; i < 4; i++) {
            int digit = Character.digit(next(), 16);
            if (digit < 0) {
                throw malformed("\\u wants four hexadecimal digits");
            }
            unit = unit << 4 | digit;
        }
        return unit;
    }

    /** What stands without quotes. */
    enum Bare {
        NUMBER,
        /** {@code true} or {@code false}. */
        TRUTH,
        NULL,
        /** {@code NaN} or an infinity, which Python writes. */
        NAME
    }

    /** Adds what stands without quotes, as it stands there. */
    Bare bare(Bytes out) throws IOException {
        int begin = out.length();
        letters(out);
        if (isNumber(out.array(), begin, out.length())) {
            return Bare.NUMBER;
        }
        String word = out.text(begin, out.length());
        return switch (word) {
            case "true", "false" -> Bare.TRUTH;
            case "null" -> Bare.NULL;
            case "NaN", "Infinity", "-Infinity" -> Bare.NAME;
            default -> throw malformed(word.isEmpty() ? "a value is missing" : "'" + word + "' is no value of JSON");
        };
    }

    private void letters(Bytes out) throws IOException {
        peek();
        while (at < end || fill()) {
            byte b = buffer[at];
            if (!BARE[b & 0xff]) {
                return;
            }
            out.add(b);
            at++;
        }
    }

    /**
     * Adds the value at hand as JSON without spaces, whatever it is.
     *
     * @return whether all that it holds is text, as {@link #string} tells it
     */
    boolean value(Bytes out) throws IOException {
        return value(out, 0);
    }

    private boolean value(Bytes out, int depth) throws IOException {
        if (depth > DEPTH) {
            throw malformed("lists and objects lie deeper than " + DEPTH + " in each other");
        }
        return switch (peek()) {
            case '"' -> text(out);
            case '[' -> nested(out, ']', depth);
            case '{' -> nested(out, '}', depth);
            default -> word(out);
        };
    }

    private boolean nested(Bytes out, char close, int depth) throws IOException {
        boolean whole = true;
        out.add(buffer[at++]);
        for (boolean first = true; !take(close); first = false) {
            if (!first) {
                must(',');
                out.add(',');
            }
            if (close == '}') {
                whole &= text(out);
                must(':');
                out.add(':');
            }
            whole &= value(out, depth + 1);
        }
        out.add(close);
        return whole;
    }

    private boolean text(Bytes out) throws IOException {
        inner.cut(0);
        boolean whole = string(inner);
        RowWriter.quote(inner, out);
        return whole;
    }

    private boolean word(Bytes out) throws IOException {
        int begin = out.length();
        switch (bare(out)) {
            case NUMBER, TRUTH, NULL -> {}
            case NAME -> {
                String name = out.text(begin, out.length());
                out.cut(begin);
                out.add('"');
                out.add(name);
                out.add('"');
            }
        }
        return true;
    }

    /** What is wrong at the place reached. */
    Malformed malformed(String message) {
        return new Malformed(message, line);
    }

    private int next() throws IOException {
        if (at == end && !fill()) {
            throw malformed("a text does not end");
        }
        return buffer[at++] & 0xff;
    }

    private boolean fill() throws IOException {
        int count = in.read(buffer, 0, BUFFER);
        at = 0;
        end = Math.max(count, 0);
        return count > 0;
    }

    private static boolean[] plain() {
        boolean[] plain = new boolean[256];
        for (int b = ' '; b < 256; b++) {
            plain[b] = b != '"' && b != '\\';
        }
        return plain;
    }

    private static boolean[] bare() {
        boolean[] bare = new boolean[256];
        for (char c = 0; c < 128; c++) {
            bare[c] = Character.isLetterOrDigit(c) || "+-.".indexOf(c) >= 0;
        }
        return bare;
    }

    /** A number as JSON has it: {@code -12.5e-3}. */
    private static boolean isNumber(byte[] bytes, int from, int to) {
        int at = from < to && bytes[from] == '-' ? from + 1 : from;
        int whole = digits(bytes, at, to);
        if (whole == at || (bytes[at] == '0' && whole > at + 1)) {
            return false;
        }
        at = whole;
        if (at < to && bytes[at] == '.') {
            int fraction = digits(bytes, at + 1, to);
            if (fraction == at + 1) {
                return false;
            }
            at = fraction;
        }
        if (at < to && (bytes[at] == 'e' || bytes[at] == 'E')) {
            int sign = at + 1 < to && (bytes[at + 1] == '-' || bytes[at + 1] == '+') ? at + 2 : at + 1;
            int power = digits(bytes, sign, to);
            if (power == sign) {
                return false;
            }
            at = power;
        }
        return at == to;
    }

    private static int digits(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && bytes[at] >= '0' && bytes[at] <= '9') {
            at++;
        }
        return at;
    }
}
