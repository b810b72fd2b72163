package dev.belay.drivers.data;

/**
 * Tells of a number whether it is certainly new; one in forty or so is taken for known though it is not (Bloom, 1970). Not for several
 * threads.
 */
final class BloomFilter {

    private static final int BITS = 8; // for each number
    private static final int PROBES = 4;

    private final long[] words;

    /** @param expected how many numbers there will be */
    BloomFilter(long expected) {
        words = new long[(int) (expected * BITS / Long.SIZE) + 1];
    }

    /** Adds one, whose bits must be evenly spread; false where it may be there. */
    boolean add(long number) {
        boolean fresh = false;
        long step = Long.rotateLeft(number, Integer.SIZE) | 1;
        long place = number;
        for (int i = 0; i < PROBES; i++) {
            int word = (int) Long.remainderUnsigned(place >>> 6, words.length);
            long bit = 1L << place;
            fresh |= (words[word] & bit) == 0;
            words[word] |= bit;
            place += step;
        }
        return fresh;
    }
}
