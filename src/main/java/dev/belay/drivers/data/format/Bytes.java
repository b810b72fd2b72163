package dev.belay.drivers.data.format;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes that grow at their end. Not for several threads. */
public final class Bytes {

    /** With which {@link #hash} begins. */
    public static final long HASH_BASIS = 0xcbf29ce484222325L;

    private static final int MOST_DIGITS = 19; // of a long
    private static final long HASH_PRIME = 0x100000001b3L;

    private byte[] array;
    private int length;

    /** None, with room for some. */
    public Bytes(int room) {
        array = new byte[room];
    }

    /** How many there are. */
    public int length() {
        return length;
    }

    /** The array that holds them, from its start; another one after the next addition. */
    public byte[] array() {
        return array;
    }

    /** Leaves only the first of them. */
    public void cut(int to) {
        length = to;
    }

    /** Adds one. */
    public void add(int value) {
        if (length == array.length) {
            grow(1);
        }
        array[length++] = (byte) value;
    }

    /** Adds some. */
    public void add(byte[] from, int begin, int end) {
        int count = end - begin;
        if (array.length - length < count) {
            grow(count);
        }
        System.arraycopy(from, begin, array, length, count);
        length += count;
    }

    /** Adds all. */
    public void add(byte[] from) {
        add(from, 0, from.length);
    }

    /** Adds a text as UTF-8. */
    public void add(String text) {
        add(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Adds the digits of a number. */
    public void addDigits(long number) {
        if (number == Long.MIN_VALUE) {
            add(Long.toString(number));
            return;
        }
        if (number < 0) {
            add('-');
        }
        long left = Math.abs(number);
        int digits = 1;
        for (long power = 10; digits < MOST_DIGITS && left >= power; power *= 10) {
            digits++;
        }
        if (array.length - length < digits) {
            grow(digits);
        }
        length += digits;
        for (int at = length - 1; at >= length - digits; at--) {
            array[at] = (byte) ('0' + left % 10);
            left /= 10;
        }
    }

    /** A number of some of them, FNV-1a of 64 bits: the hash of what stands before them goes on with these. */
    public long hash(long before, int begin, int end) {
        long hash = before;
        for (int i = begin; i < end; i++) {
            hash = (hash ^ (array[i] & 0xff)) * HASH_PRIME;
        }
        return hash;
    }

    /** Whether they end with these characters of ASCII. */
    public boolean endsWith(String text) {
        int from = length - text.length();
        for (int i = 0; from >= 0 && i < text.length(); i++) {
            if (array[from + i] != text.charAt(i)) {
                return false;
            }
        }
        return from >= 0;
    }

    /** They as text. */
    public String text(int begin, int end) {
        return new String(array, begin, end - begin, StandardCharsets.UTF_8);
    }

    private void grow(int count) {
        array = Arrays.copyOf(array, Math.max(array.length * 2, Math.addExact(length, count)));
    }
}
