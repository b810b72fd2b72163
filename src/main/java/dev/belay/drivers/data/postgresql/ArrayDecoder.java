package dev.belay.drivers.data.postgresql;

import dev.belay.drivers.data.format.Bytes;
import dev.belay.drivers.data.format.Kind;
import dev.belay.drivers.data.format.Kind.Plain;
import dev.belay.drivers.data.format.RowWriter;
import java.nio.charset.StandardCharsets;

/**
 * An array as PostgreSQL writes it, {@code {1,NULL,"a b"}}, as JSON (PostgreSQL's manual, "Arrays", "Array Input and Output Syntax"). One
 * of boxes, which are parted by semicolons, does not come here as one: what its items are is not known.
 */
final class ArrayDecoder {

    private final byte[] bytes;
    private final int end;
    private final Kind item;
    private final Bytes word = new Bytes(64);
    private int at;

    ArrayDecoder(byte[] bytes, int from, int to, Kind item) {
        this.bytes = bytes;
        this.at = from;
        this.end = to;
        this.item = item;
    }

    /** Adds it as JSON. */
    void decode(Bytes out) {
        while (at < end) {
            switch (bytes[at]) {
                case '{' -> pass('[', out);
                case '}' -> pass(']', out);
                case ',' -> pass(',', out);
                default -> item(out);
            }
        }
    }

    private void pass(char mark, Bytes out) {
        out.add(mark);
        at++;
    }

    private void item(Bytes out) {
        word.cut(0);
        boolean quoted = bytes[at] == '"';
        if (quoted) {
            at++;
        }
        while (at < end && (quoted ? bytes[at] != '"' : bytes[at] != ',' && bytes[at] != '}')) {
            if (bytes[at] == '\\') {
                at++;
            }
            word.add(bytes[at++]);
        }
        if (quoted) {
            at++;
        }
        String text = word.text(0, word.length());
        if (!quoted && text.equals("NULL")) {
            out.add("null");
        } else {
            value(text, out);
        }
    }

    private boolean isBare() {
        boolean floating = item == Plain.DOUBLE || item == Plain.FLOAT;
        return item instanceof Kind.Whole || (floating && CopyDecoder.isNumber(word.array(), word.length()));
    }

    private void value(String text, Bytes out) {
        if (item == Plain.TRUTH) {
            out.add(text.equals("t") ? "true" : "false");
        } else if (isBare()) {
            out.add(text);
        } else if (item == Plain.BYTES) {
            byte[] hex = text.getBytes(StandardCharsets.US_ASCII);
            out.add('"');
            CopyDecoder.base64(hex, 0, hex.length, out);
            out.add('"');
        } else {
            out.add(RowWriter.quoted(text));
        }
    }
}
