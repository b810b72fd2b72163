package dev.belay.drivers.data.comparison;

import dev.belay.drivers.data.format.Bytes;
import dev.belay.drivers.data.format.Column;
import dev.belay.drivers.data.format.Row;
import dev.belay.drivers.data.format.Row.Form;
import java.util.List;

/**
 * A number for each row that equal rows have in common, and the bucket that its key falls into: the {@link XxHash64} of
 * {@link CanonicalText}s, each behind its length, with a mark of its own for NULL. Not for several threads.
 */
public final class RowDigest {

    /** How many buckets there are. */
    static final int BUCKETS = 1024;

    private static final byte[] LENGTH = new byte[Integer.BYTES];

    private final List<CanonicalText> texts;
    private final int[] key;
    private final int[] begins;
    private final int[] ends;
    private final Bytes bytes = new Bytes(1024);

    /**
     * For rows of these columns.
     *
     * @param key the columns that tell rows apart; all of them do where one is not there
     */
    public RowDigest(List<Column> columns, List<String> key) {
        texts = columns.stream().map(CanonicalText::new).toList();
        List<String> names = columns.stream().map(Column::name).toList();
        boolean known = !key.isEmpty() && names.containsAll(key);
        this.key = known ? key.stream().mapToInt(names::indexOf).toArray() : new int[0];
        begins = new int[columns.size()];
        ends = new int[columns.size()];
    }

    /** Looks at a row; what follows is about it. */
    public void look(Row row) {
        bytes.cut(0);
        for (int i = 0; i < begins.length; i++) {
            boolean nothing = row.form(i) == Form.NULL || row.form(i) == Form.ABSENT;
            bytes.add(nothing ? 0 : 1);
            begins[i] = bytes.length();
            if (!nothing) {
                bytes.add(LENGTH);
                begins[i] = bytes.length();
                texts.get(i).write(row, i, bytes);
                length(begins[i], bytes.length() - begins[i]);
            }
            ends[i] = bytes.length();
        }
    }

    private void length(int begin, int length) {
        for (int i = 0; i < LENGTH.length; i++) {
            bytes.array()[begin - LENGTH.length + i] = (byte) (length >> (Byte.SIZE * i));
        }
    }

    /** Its number. */
    long number() {
        return XxHash64.of(bytes.array(), bytes.length());
    }

    /** Its bucket: that of its key, so that what became of a row is found in the same one. */
    int bucket() {
        long hash = Bytes.HASH_BASIS;
        if (key.length == 0) {
            hash = bytes.hash(hash, 0, bytes.length());
        }
        for (int column : key) {
            hash = bytes.hash(hash ^ (ends[column] - begins[column]), begins[column], ends[column]);
        }
        return (int) ((hash ^ hash >>> Integer.SIZE) & (BUCKETS - 1));
    }

    /** A cell's canonical text; of no meaning but to be compared. */
    String text(int column) {
        int mark = bytes.array()[column == 0 ? 0 : ends[column - 1]];
        return mark + bytes.text(begins[column], ends[column]);
    }

    /** Where the key's columns stand; none where all tell rows apart. */
    int[] key() {
        return key.clone();
    }
}
