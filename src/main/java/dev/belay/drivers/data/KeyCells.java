package dev.belay.drivers.data;

import dev.belay.drivers.data.format.Bytes;
import dev.belay.drivers.data.format.Column;
import dev.belay.drivers.data.format.Kind;
import dev.belay.drivers.data.format.Kind.Plain;
import dev.belay.drivers.data.format.Row;
import dev.belay.drivers.data.format.Row.Form;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Reads the cells of a key out of rows: as texts, and as numbers that are equal where the cells are. Not for several threads. */
final class KeyCells {

    private static final Pattern MARKS = Pattern.compile("\\p{M}+");

    private final List<Column> columns = new ArrayList<>();
    private final int[] places;
    private final boolean folded;
    private final Bytes bytes = new Bytes(64);

    /**
     * Of some columns.
     *
     * @param all columns of the rows
     * @param names those of the key
     * @param folded whether texts count as equal that a collation may take for equal: without case, accents and blanks at the end
     */
    KeyCells(List<Column> all, List<String> names, boolean folded) {
        List<String> given = all.stream().map(Column::name).toList();
        this.places = names.stream().mapToInt(given::indexOf).toArray();
        for (int place : places) {
            columns.add(all.get(place));
        }
        this.folded = folded;
    }

    /** Whether cells of this kind that are equal are written alike in a file, whatever the columns' sizes. */
    static boolean comparable(Column column) {
        Kind kind = column.kind();
        return kind instanceof Kind.Whole
                || kind instanceof Kind.Text
                || kind == Plain.UUID
                || kind == Plain.TRUTH
                || kind == Plain.DATE;
    }

    /** Reads the next row; false where a cell is NULL, or nothing that its column takes. */
    boolean read(Row row) {
        bytes.cut(0);
        for (int i = 0; i < places.length; i++) {
            Form form = row.form(places[i]);
            if (form == Form.NULL || form == Form.ABSENT) {
                return false;
            }
            int begin = bytes.length();
            if (CellText.isPlain(columns.get(i), row, places[i])) {
                bytes.add(row.array(), row.from(places[i]), row.to(places[i]));
            } else {
                try {
                    CellText.write(columns.get(i), row, places[i], bytes);
                } catch (Refused other) {
                    return false;
                }
            }
            level(columns.get(i).kind(), begin);
            bytes.add(0);
        }
        return true;
    }

    /** Takes texts, as a database gives them, for the next row. */
    void read(List<String> cells) {
        bytes.cut(0);
        for (int i = 0; i < cells.size(); i++) {
            int begin = bytes.length();
            bytes.add(cells.get(i));
            level(columns.get(i).kind(), begin);
            bytes.add(0);
        }
    }

    private void level(Kind kind, int begin) {
        if (kind == Plain.UUID) {
            String text = bytes.text(begin, bytes.length());
            bytes.cut(begin);
            bytes.add(text.replace("-", "").toLowerCase(Locale.ROOT));
        } else if (folded && kind instanceof Kind.Text) {
            String text = bytes.text(begin, bytes.length());
            bytes.cut(begin);
            String plain = MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD))
                    .replaceAll("");
            bytes.add(plain.stripTrailing().toUpperCase(Locale.ROOT));
        }
    }

    /** A number of 64 bits for the cells. */
    long hash() {
        return hash(Bytes.HASH_BASIS);
    }

    /** Another one, which is equal by chance only where cells are. */
    long check() {
        return hash(~Bytes.HASH_BASIS);
    }

    private long hash(long seed) {
        long hash = bytes.hash(seed, 0, bytes.length());
        hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL; // the finalizer of MurmurHash3
        hash = (hash ^ (hash >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return hash ^ (hash >>> 33);
    }

    /** The cells of the row. */
    List<String> cells(Row row) {
        List<String> cells = new ArrayList<>();
        for (int i = 0; i < places.length; i++) {
            Bytes out = new Bytes(64);
            try {
                CellText.write(columns.get(i), row, places[i], out);
            } catch (Refused other) {
                return List.of();
            }
            cells.add(new String(out.array(), 0, out.length(), StandardCharsets.UTF_8));
        }
        return cells;
    }

    /** The cells of the row for people. */
    String shown(Row row) {
        List<String> shown = new ArrayList<>();
        for (int place : places) {
            shown.add(CellText.shown(row, place));
        }
        return String.join(", ", shown);
    }
}
