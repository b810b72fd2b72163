package dev.belay.drivers.data;

import java.util.Arrays;

/** Numbers, each once, in 8 bytes and a little; open addressing. Not for several threads. */
final class LongSet {

    private static final int SMALLEST = 16;

    private long[] slots;
    private int size;
    private boolean zero;

    /** @param expected how many there will be; more may come */
    LongSet(long expected) {
        slots = new long[(int) Math.max(SMALLEST, expected + expected / 2)];
    }

    /** Adds one; false where it is there. */
    boolean add(long number) {
        if (number == 0) {
            boolean fresh = !zero;
            zero = true;
            return fresh;
        }
        int slot = slot(slots, number);
        if (slots[slot] == number) {
            return false;
        }
        slots[slot] = number;
        size++;
        if (size > slots.length / 4 * 3) {
            grow();
        }
        return true;
    }

    /** Whether it is there. */
    boolean contains(long number) {
        return number == 0 ? zero : slots[slot(slots, number)] == number;
    }

    /** How many there are. */
    int size() {
        return zero ? size + 1 : size;
    }

    /** Forgets all. */
    void clear() {
        Arrays.fill(slots, 0);
        size = 0;
        zero = false;
    }

    private static int slot(long[] slots, long number) {
        int slot = (int) Long.remainderUnsigned(number, slots.length);
        while (slots[slot] != 0 && slots[slot] != number) {
            slot = slot + 1 == slots.length ? 0 : slot + 1;
        }
        return slot;
    }

    private void grow() {
        long[] larger = new long[Math.multiplyExact(slots.length, 2)];
        for (long number : slots) {
            if (number != 0) {
                larger[slot(larger, number)] = number;
            }
        }
        slots = larger;
    }
}
