package io.lastwords.collector.logs;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Looks for bytes, eight at a time. */
final class Bytes {
    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long NEWLINES = 0x0a0a0a0a0a0a0a0aL;
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = 0x8080808080808080L;

    private Bytes() {}

    /** Where the next newline is; -1 where there is none. */
    static int newline(byte[] in, int from, int to) {
        int i = from;
        for (; i + 8 <= to; i += 8) {
            long different = (long) EIGHT.get(in, i) ^ NEWLINES;
            long zeros = (different - ONES) & ~different & HIGHS;
            if (zeros != 0) {
                return i + Long.numberOfTrailingZeros(zeros) / 8;
            }
        }
        for (; i < to; i++) {
            if (in[i] == '\n') {
                return i;
            }
        }
        return -1;
    }
}
