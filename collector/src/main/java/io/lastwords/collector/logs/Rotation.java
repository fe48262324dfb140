package io.lastwords.collector.logs;

import java.util.function.LongSupplier;

/**
 * Suspects that a follower has lost lines. Where a writer begins new files faster than the engine's follower reads them
 * to the end, the follower skips those in between and says nothing: 2,000,000 lines at {@code max-size=10m} arrived as
 * 0.7 to 0.99 million. It shows as a jump in time at the end of a file; whether it is one, a second look at the log
 * tells, which costs the engine a pass over its files. So it is only asked for where a file's worth of time has been
 * jumped over: between two files, as far as it is known where they end; elsewhere only while the reader is behind, or
 * where that is not known; and after it was asked for in vain only for a longer jump, or once a part of a file has been
 * read.
 */
final class Rotation {
    /**
     * No writer goes through a file faster. A larger one takes a nanosecond a byte, 1 GB/s; for the smallest the change
     * of files counts: of 741 skips at {@code max-size=10k} the shortest took 29 µs.
     */
    private static final long LEAST_JUMP = 10_000;

    /** Where a look costs little, such a jump is always worth one; a shorter one is mostly the writer's own pause. */
    private static final long LONG_JUMP = 30_000;

    private static final long BEHIND = 20_000_000;

    /** Nanoseconds a byte: json-file of engine 20.10 filled files of 1 MB in 14 ms and more. */
    private static final long QUICKEST = 5;

    /** Files that are read again in no time. */
    private static final long SMALL = 1 << 20;

    /** Files that a writer may have gone through once more while what we read waited in a socket. */
    private static final long FLEETING = 8 << 20;

    private final long fileBytes;
    private final long jump;
    private final long quickest;
    private final boolean small;
    private final boolean fleeting;
    private long unread;
    private long jumped;

    /** The last jump that was none over lines. */
    private long vain;

    Rotation(Inspection container) {
        fileBytes = container.fileBytes();
        jump = Math.max(LEAST_JUMP, fileBytes);
        quickest = QUICKEST * fileBytes;
        long all = fileBytes * Math.max(1, container.files());
        small = all <= SMALL;
        fleeting = all <= FLEETING;
    }

    /**
     * @param before the latest time that was read before this entry
     * @param between whether this entry is known to be the first of a file
     * @param known whether it is known where files end
     * @param now the engine's clock
     */
    boolean suspects(Entry entry, long before, boolean between, boolean known, LongSupplier now) {
        unread -= entry.size();
        if (before == Long.MIN_VALUE || entry.time - before < jump) {
            return false;
        }
        jumped = entry.time - before;
        if (between) {
            return true;
        }
        if (small) {
            return unread <= 0 || jumped >= LONG_JUMP;
        }
        return (unread <= 0 || jumped > 2 * vain)
                && (now.getAsLong() - entry.time > BEHIND || (!known && jumped > quickest));
    }

    /**
     * Whether the entry after a jump may be gone from the log though the follower went on to a new file with it. Else it
     * is still there, and one that is not comes out of a file that the follower has held open all along.
     */
    boolean fleeting() {
        return fleeting;
    }

    /** Nothing was missing: the next look has to wait. */
    void wasWrong() {
        vain = jumped;
        unread = fileBytes / 4;
    }
}
