package io.lastwords.collector.logs;

import java.util.Arrays;

/** The pieces of a line whose end has not come yet. Bounded: what grows too long is given out in parts. */
final class OpenLine {
    private static final int KEPT_BUFFER = 64 << 10;

    final byte[] stamp = new byte[Stamp.LENGTH];
    long time;
    byte[] bytes = new byte[0];
    int length;
    /** Whether parts of it have been given out. */
    boolean begun;

    private int[] pieces = new int[4];
    private int count;

    boolean isOpen() {
        return count > 0;
    }

    /** More than one piece: then the driver may have dropped the newline at its end. */
    boolean inPieces() {
        return begun || count > 1;
    }

    /** Adds an entry without its first {@code given} bytes. */
    void add(Entry entry, int given) {
        if (count == 0) {
            time = entry.time;
            System.arraycopy(entry.stamp, entry.stampAt, stamp, 0, Stamp.LENGTH);
        }
        int size = entry.size() - given;
        if (length + size > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(length + size, bytes.length * 2));
        }
        System.arraycopy(entry.bytes, entry.from + given, bytes, length, size);
        length += size;
        if (count == pieces.length) {
            pieces = Arrays.copyOf(pieces, count * 2);
        }
        pieces[count++] = size;
    }

    /** Takes away its first bytes, and moves the cursor over what they were. */
    void gave(int cut, Cursor cursor) {
        int rest = cut;
        int whole = 0;
        while (whole < count && rest >= pieces[whole]) {
            rest -= pieces[whole++];
            cursor.gaveEntry();
        }
        System.arraycopy(pieces, whole, pieces, 0, count - whole);
        count -= whole;
        if (rest > 0) {
            pieces[0] -= rest;
            cursor.gaveBytes(rest);
        }
        System.arraycopy(bytes, cut, bytes, 0, length - cut);
        length -= cut;
        begun = true;
    }

    void clear() {
        count = 0;
        length = 0;
        begun = false;
        if (bytes.length > KEPT_BUFFER) {
            bytes = new byte[0];
        }
    }
}
