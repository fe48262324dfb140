package io.lastwords.collector.mask;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * How any secret may begin: what a line is searched for, once, two bytes a step. Each step asks for the three bytes from
 * there, by a hash of them, as those of a beginning or as the ones after its first; its first two bytes then say exactly.
 */
final class Beginnings {
    private static final VarHandle FOUR = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int GOLDEN = 0x9e3779b1;

    private final long[] pairs = new long[1 << 10];
    private final long[] triples = new long[1 << 10];

    /** Adds one, of three bytes at least. */
    void add(byte[] beginning) {
        int pair = pair(beginning, 0);
        pairs[pair >> 6] |= 1L << pair;
        addTriple(beginning[0], beginning[1], beginning[2]);
        if (beginning.length > 3) {
            addTriple(beginning[1], beginning[2], beginning[3]);
        } else {
            for (int any = 0; any < 1 << 8; any++) {
                addTriple(beginning[1], beginning[2], (byte) any);
            }
        }
    }

    private void addTriple(byte first, byte second, byte third) {
        int hash = hash((first & 0xff) | (second & 0xff) << 8 | (third & 0xff) << 16);
        triples[hash >> 6] |= 1L << hash;
    }

    /**
     * The first place from here on where two bytes stand that one begins with; {@code to} where there is none. Some of
     * those after which nothing fits are left out.
     */
    int next(byte[] b, int from, int to) {
        int i = from;
        for (; i <= to - 4; i += 2) {
            int hash = hash((int) FOUR.get(b, i) & 0xffffff);
            if ((triples[hash >> 6] >>> hash & 1) != 0) {
                if (i > from && has(b, i - 1)) {
                    return i - 1;
                }
                if (has(b, i)) {
                    return i;
                }
            }
        }
        for (i = Math.max(from, i - 1); i <= to - 2; i++) {
            if (has(b, i)) {
                return i;
            }
        }
        return to;
    }

    private boolean has(byte[] b, int at) {
        int pair = pair(b, at);
        return (pairs[pair >> 6] >>> pair & 1) != 0;
    }

    private static int pair(byte[] b, int at) {
        return (b[at] & 0xff) << 8 | (b[at + 1] & 0xff);
    }

    private static int hash(int triple) {
        return (triple * GOLDEN) >>> 16;
    }
}
