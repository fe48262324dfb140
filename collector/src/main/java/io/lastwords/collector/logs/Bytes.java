package io.lastwords.collector.logs;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Looks for bytes, eight at a time. */
final class Bytes {
    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = ONES << 7;
    private static final long NEWLINES = '\n' * ONES;
    private static final long QUOTES = '"' * ONES;
    private static final long BACKSLASHES = '\\' * ONES;
    private static final long SPACES = ' ' * ONES;

    private Bytes() {}

    /** Where the next newline is; -1 where there is none. */
    static int newline(byte[] in, int from, int to) {
        int i = from;
        for (; i + 8 <= to; i += 8) {
            long found = zeros((long) EIGHT.get(in, i) ^ NEWLINES);
            if (found != 0) {
                return i + first(found);
            }
        }
        for (; i < to; i++) {
            if (in[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    /** Where the first byte is that does not stand for itself in a JSON string: quote, backslash or control character. */
    static int special(byte[] in, int from, int to) {
        int i = from;
        for (; i + 8 <= to; i += 8) {
            long found = specials((long) EIGHT.get(in, i));
            if (found != 0) {
                return i + first(found);
            }
        }
        while (i < to && (in[i] < 0 || (in[i] >= ' ' && in[i] != '"' && in[i] != '\\'))) {
            i++;
        }
        return i;
    }

    /** The same, or the first that is not ASCII. */
    static int specialOrNotAscii(byte[] in, int from, int to) {
        int i = from;
        for (; i + 8 <= to; i += 8) {
            long eight = (long) EIGHT.get(in, i);
            long found = specials(eight) | (eight & HIGHS);
            if (found != 0) {
                return i + first(found);
            }
        }
        while (i < to && in[i] >= ' ' && in[i] != '"' && in[i] != '\\') {
            i++;
        }
        return i;
    }

    private static long specials(long eight) {
        long controls = (eight - SPACES) & ~eight & HIGHS;
        return zeros(eight ^ QUOTES) | zeros(eight ^ BACKSLASHES) | controls;
    }

    /** The high bit of each byte that is zero, and perhaps of some after the first of them. */
    private static long zeros(long eight) {
        return (eight - ONES) & ~eight & HIGHS;
    }

    private static int first(long found) {
        return Long.numberOfTrailingZeros(found) / 8;
    }
}
