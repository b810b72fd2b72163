package dev.belay.drivers.data.format;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Characters as bytes, and whether bytes are characters (RFC 3629). */
public final class Utf8 {

    private static final int[] SMALLEST = {0, 0x80, 0x800, 0x10000};
    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final long BEYOND_ASCII = 0x8080808080808080L;

    private Utf8() {}

    /** Adds a character; half of a surrogate pair, which is none, as three bytes that {@link #isWhole} refuses. */
    static void add(int point, Bytes out) {
        if (point < 0x80) {
            out.add(point);
            return;
        }
        int more = point < 0x800 ? 1 : point < 0x10000 ? 2 : 3;
        out.add(((0xff00 >> (more + 1)) & 0xff) | (point >> (6 * more)));
        for (int shift = 6 * (more - 1); shift >= 0; shift -= 6) {
            out.add(0x80 | ((point >> shift) & 0x3f));
        }
    }

    /** Whether these bytes are text. */
    public static boolean isWhole(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to) {
            int first = bytes[at++];
            if (first >= 0) {
                while (to - at >= Long.BYTES && ((long) EIGHT.get(bytes, at) & BEYOND_ASCII) == 0) {
                    at += Long.BYTES;
                }
                continue;
            }
            int more = (first & 0xe0) == 0xc0 ? 1 : (first & 0xf0) == 0xe0 ? 2 : (first & 0xf8) == 0xf0 ? 3 : 0;
            if (more == 0 || to - at < more) {
                return false;
            }
            int point = first & (0x3f >> more);
            for (int i = 0; i < more; i++) {
                byte next = bytes[at++];
                if ((next & 0xc0) != 0x80) {
                    return false;
                }
                point = point << 6 | (next & 0x3f);
            }
            boolean half = point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
            if (point < SMALLEST[more] || half || point > Character.MAX_CODE_POINT) {
                return false;
            }
        }
        return true;
    }
}
