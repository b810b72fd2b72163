package dev.belay.drivers.data;

import dev.belay.drivers.data.format.Bytes;
import dev.belay.drivers.data.format.Column;
import dev.belay.drivers.data.format.Row;
import dev.belay.drivers.data.format.Row.Form;
import java.util.List;

/**
 * Rows as lines of cells between tabs, escaped as PostgreSQL's COPY and MariaDB's LOAD DATA both take them (their manuals, "Text Format"
 * and "Format of the Input File"). Not for several threads.
 */
public final class Lines {

    private static final byte[] LETTERS = letters();

    private final Bytes bytes;
    private int ended;
    private boolean empty = true;

    /** @param room for so many bytes at first */
    public Lines(int room) {
        bytes = new Bytes(room);
    }

    /** Writes the cell of a column that is not NULL. */
    public interface Cell {
        /**
         * Writes the cell of this place in the row.
         *
         * @throws Refused where the column cannot hold the value
         */
        void write(Column column, Row row, int at) throws Refused;
    }

    /**
     * A whole row, or none of it.
     *
     * @throws Refused where a cell is
     */
    public void row(List<Column> columns, Row row, Cell cell) throws Refused {
        try {
            for (int i = 0; i < columns.size(); i++) {
                if (row.form(i) == Form.NULL || row.form(i) == Form.ABSENT) {
                    nothing();
                } else {
                    cell.write(columns.get(i), row, i);
                }
            }
            end();
        } catch (Refused refused) {
            undo();
            throw refused;
        }
    }

    /** The lines that ended. */
    public Bytes bytes() {
        return bytes;
    }

    /** The next cell is NULL. */
    private void nothing() {
        next();
        bytes.add('\\');
        bytes.add('N');
    }

    /** The next cell, for which the caller adds bytes that need no escape. */
    public Bytes next() {
        if (!empty) {
            bytes.add('\t');
        }
        empty = false;
        return bytes;
    }

    /**
     * The next cell.
     *
     * @return whether it held no NUL, which is written as {@code \0}
     */
    public boolean cell(byte[] from, int begin, int end) {
        next();
        boolean whole = true;
        int start = begin;
        for (int i = begin; i < end; i++) {
            byte letter = LETTERS[from[i] & 0xff];
            if (letter != 0) {
                whole &= letter != '0';
                bytes.add(from, start, i);
                bytes.add('\\');
                bytes.add(letter);
                start = i + 1;
            }
        }
        bytes.add(from, start, end);
        return whole;
    }

    /** The row ends, and with it the line. */
    private void end() {
        bytes.add('\n');
        ended = bytes.length();
        empty = true;
    }

    /** The row that did not end is none. */
    private void undo() {
        bytes.cut(ended);
        empty = true;
    }

    /** Begins again. */
    public void clear() {
        ended = 0;
        undo();
    }

    private static byte[] letters() {
        byte[] letters = new byte[256];
        letters['\\'] = '\\';
        letters['\n'] = 'n';
        letters['\r'] = 'r';
        letters['\t'] = 't';
        letters[0] = '0';
        return letters;
    }
}
