package io.lastwords.collector.logs;

/**
 * Suspects that a follower has lost lines. Where a writer begins new files faster than the engine's follower reads them
 * to the end, the follower skips those in between and says nothing: 2,000,000 lines at {@code max-size=10m} arrived as
 * 0.7 to 0.99 million. It shows as a jump in time at the end of a file. Whether it is one, a second look at the log
 * tells, which costs the engine a pass over its files: so it is only asked for where a file is about full; or, while it
 * is not known where in a file the reader stands, again only after a part of a file.
 */
final class Rotation {
    private static final long UNKNOWN = -1;

    /** No writer fills a file faster: 1 GB/s, one byte a nanosecond. */
    private static final long LEAST_JUMP = 500_000;

    private final Inspection container;
    private final long fileBytes;
    private final long jump;
    private long filled;
    private long unread;

    /**
     * @param fromTheBeginning whether the first entry is the first of a file: of the oldest that is kept
     */
    Rotation(Inspection container, boolean fromTheBeginning) {
        this.container = container;
        fileBytes = container.fileBytes();
        jump = Math.max(LEAST_JUMP, fileBytes);
        filled = fromTheBeginning ? 0 : UNKNOWN;
    }

    /**
     * @param before the latest time that was read before this entry
     */
    boolean suspects(Entry entry, long before) {
        unread -= entry.size();
        boolean jumped = before != Long.MIN_VALUE && entry.time - before >= jump;
        if (filled == UNKNOWN) {
            return jumped && unread <= 0;
        }
        filled += container.stored(entry);
        boolean full = filled > fileBytes - fileBytes / 50;
        if (filled > fileBytes + fileBytes / 50) {
            filled = 0;
        }
        return jumped && full;
    }

    /** Lines are missing before this entry: it is the first of a file. */
    void wasRight(Entry entry) {
        filled = container.stored(entry);
    }

    /** Nothing was missing: the next look has to wait. */
    void wasWrong() {
        unread = fileBytes / 4;
    }
}
