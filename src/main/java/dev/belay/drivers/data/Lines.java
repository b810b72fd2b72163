package dev.belay.drivers.data;

import dev.belay.drivers.data.format.Bytes;

/**
 * Rows as lines of cells between tabs, escaped as PostgreSQL's COPY and MariaDB's LOAD DATA both take them (their manuals, "Text Format"
 * and "Format of the Input File"). Not for several threads.
 */
public final class Lines {

    private static final byte[] LETTERS = letters();

    private final Bytes bytes;
    private int row;
    private boolean empty = true;

    /** @param room for so many bytes at first */
    public Lines(int room) {
        bytes = new Bytes(room);
    }

    /** The lines that ended. */
    public Bytes bytes() {
        return bytes;
    }

    /** The next cell is NULL. */
    public void nothing() {
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
    public void end() {
        bytes.add('\n');
        row = bytes.length();
        empty = true;
    }

    /** The row that did not end is none. */
    public void undo() {
        bytes.cut(row);
        empty = true;
    }

    /** Begins again. */
    public void clear() {
        row = 0;
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
