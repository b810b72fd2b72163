package dev.belay.drivers.data.format;

import java.nio.charset.StandardCharsets;

/**
 * A row on its way: its cells in the order of their columns, each in the form that JSON gives it. One is used again for each row of a
 * table, so that a million rows make no garbage. Not for several threads.
 */
public final class Row {

    /** How JSON writes a cell. */
    public enum Form {
        /** It is {@code null}. */
        NULL,
        /** A number, {@code true} or {@code false}, as it is written. */
        BARE,
        /** A string: the bytes are its UTF-8, nothing escaped. */
        TEXT,
        /** An array, as it is written. */
        LIST,
        /** A text that is no UTF-8: its bytes. */
        BROKEN
    }

    private final Form[] forms;
    private final int[] ends;
    private final Bytes bytes = new Bytes(1024);
    private int filled;

    /** An empty one for so many columns. */
    public Row(int columns) {
        forms = new Form[columns];
        ends = new int[columns];
    }

    /** How many columns it has. */
    public int columns() {
        return forms.length;
    }

    /** Begins again. */
    public void clear() {
        filled = 0;
        bytes.cut(0);
    }

    /** Where the bytes of the next cell are written, before {@link #end}. */
    public Bytes next() {
        return bytes;
    }

    /** Ends the next cell: its bytes were added to {@link #next}. */
    public void end(Form form) {
        forms[filled] = form;
        ends[filled++] = bytes.length();
    }

    /** The next cell is NULL. */
    public void endNull() {
        end(Form.NULL);
    }

    /** The next cell. */
    public void put(Form form, byte[] from, int begin, int end) {
        bytes.add(from, begin, end);
        end(form);
    }

    /** The form of a cell. */
    public Form form(int column) {
        return forms[column];
    }

    /** The array that holds the bytes of all cells. */
    public byte[] array() {
        return bytes.array();
    }

    /** Where the bytes of a cell begin. */
    public int from(int column) {
        return column == 0 ? 0 : ends[column - 1];
    }

    /** Where they end. */
    public int to(int column) {
        return ends[column];
    }

    /** A cell as text; of no meaning for NULL. */
    public String text(int column) {
        return new String(array(), from(column), to(column) - from(column), StandardCharsets.UTF_8);
    }
}
