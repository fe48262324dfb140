package io.lastwords.collector.mask;

/** The pairs of bytes that any secret may begin with: what a line is searched for, once, byte by byte. */
final class Pairs {
    private final long[] bits = new long[1 << 10];

    void add(byte[] prefix) {
        int pair = (prefix[0] & 0xff) << 8 | (prefix[1] & 0xff);
        bits[pair >> 6] |= 1L << pair;
    }

    /** Whether one begins here, of which two bytes at least are there. */
    boolean has(byte[] b, int at) {
        int pair = (b[at] & 0xff) << 8 | (b[at + 1] & 0xff);
        return (bits[pair >> 6] >>> pair & 1) != 0;
    }

    /** The first place from here on where one begins; {@code to} where there is none. */
    int next(byte[] b, int from, int to) {
        if (from >= to) {
            return to;
        }
        int pair = b[from] & 0xff;
        for (int i = from + 1; i < to; i++) {
            pair = (pair << 8 | (b[i] & 0xff)) & 0xffff;
            if ((bits[pair >> 6] >>> pair & 1) != 0) {
                return i - 1;
            }
        }
        return to;
    }
}
