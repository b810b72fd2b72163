package dev.belay.drivers.data.format;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A row on its way: its cells in the order of their columns, each in the form that JSON gives it. One is used again for each row of a
 * table, so that a million rows make no garbage. Not for several threads.
 */
public final class Row {

    /** How JSON writes a cell. */
    public enum Form {
        /** It is not there. */
        ABSENT,
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

    private Form[] forms;
    private int[] begins;
    private int[] ends;
    private final Bytes bytes = new Bytes(1024);
    private int filled;
    private int begun;

    /** An empty one for so many columns. */
    public Row(int columns) {
        forms = new Form[columns];
        Arrays.fill(forms, Form.ABSENT);
        begins = new int[columns];
        ends = new int[columns];
    }

    /** How many bytes its cells have. */
    public int length() {
        return bytes.length();
    }

    /** Makes room for so many columns, where there is less. */
    public void widen(int columns) {
        int old = forms.length;
        if (columns <= old) {
            return;
        }
        forms = Arrays.copyOf(forms, columns);
        Arrays.fill(forms, old, columns, Form.ABSENT);
        begins = Arrays.copyOf(begins, columns);
        ends = Arrays.copyOf(ends, columns);
    }

    /** How many columns it has. */
    public int columns() {
        return forms.length;
    }

    /** Begins again. */
    public void clear() {
        Arrays.fill(forms, Form.ABSENT);
        filled = 0;
        begun = 0;
        bytes.cut(0);
    }

    /** Where the bytes of the next cell are written, before {@link #end}. */
    public Bytes next() {
        return bytes;
    }

    /** Ends the next cell: its bytes were added to {@link #next}. */
    public void end(Form form) {
        end(filled++, form);
    }

    /** Ends a cell, in any order: its bytes were added to {@link #next}. */
    public void end(int column, Form form) {
        forms[column] = form;
        begins[column] = begun;
        begun = bytes.length();
        ends[column] = begun;
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

    /** Another text in the place of a cell's. */
    public void again(int column, byte[] text) {
        bytes.add(text);
        end(column, Form.TEXT);
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
        return begins[column];
    }

    /** Where they end. */
    public int to(int column) {
        return ends[column];
    }

    /** The same for itself, which stays as it is. */
    public Row copy() {
        Row copy = new Row(forms.length);
        copy.forms = forms.clone();
        copy.begins = begins.clone();
        copy.ends = ends.clone();
        copy.bytes.add(array(), 0, length());
        return copy;
    }

    /** A cell as text; of no meaning for NULL and what is not there. */
    public String text(int column) {
        return new String(array(), from(column), to(column) - from(column), StandardCharsets.UTF_8);
    }
}
