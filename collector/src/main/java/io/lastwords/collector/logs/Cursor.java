package io.lastwords.collector.logs;

import java.time.Instant;

/** How far one stream is read, and how far that has been given out: behind it while a line is open. */
final class Cursor {
    private static final long NONE = Long.MIN_VALUE;

    private long time = NONE;
    private int taken;

    private boolean open;
    private long openTime;
    private int openTaken;
    private int openSkip;

    /** A part's end within an entry, as it was handed in; void as soon as that entry is read. */
    private int skip;

    private boolean secret;

    /** Whether it was handed in behind the other stream: a line had begun there, which has to be read again. */
    private boolean awaited;

    Cursor(StreamPosition from) {
        Instant at = from.time();
        time = at == null ? NONE : Stamp.nanos(at);
        taken = from.taken();
        skip = from.skip();
        secret = from.secret();
    }

    /** Once both are known: {@code newest} is the latest time of either. A stream that was idle is never so far behind. */
    void begin(long newest) {
        awaited = time != NONE && behind(newest);
    }

    long time() {
        return time;
    }

    int taken() {
        return taken;
    }

    int skip() {
        return skip;
    }

    void secret(boolean within) {
        secret = within;
    }

    boolean secret() {
        return secret;
    }

    /** An entry is read. A time that goes back (the host's clock was set) does not move the cursor. */
    void take(long entry) {
        awaited = false;
        if (entry > time) {
            time = entry;
            taken = 1;
        } else if (entry == time) {
            taken++;
        }
        skip = 0;
    }

    /** A line begins with an entry that is about to be read, of which so many bytes have been given out before. */
    void openAt(long entry, int given) {
        open = true;
        openTime = Math.max(entry, time);
        openTaken = entry > time ? 0 : taken;
        openSkip = given;
    }

    /** Of the open line a whole entry more has been given out. */
    void gaveEntry() {
        openTaken++;
        openSkip = 0;
    }

    /** Of the open line so many bytes of an entry more have been given out. */
    void gaveBytes(int bytes) {
        openSkip += bytes;
    }

    void close() {
        open = false;
    }

    /** Where the next reading has to go on; {@code newest} is the latest time read on either stream. */
    StreamPosition read(long newest) {
        if (!open && !awaited && behind(newest)) {
            return idle(newest);
        }
        return time == NONE ? StreamPosition.START : new StreamPosition(Stamp.instant(time), taken, skip, secret);
    }

    private boolean behind(long newest) {
        return newest != NONE && skip == 0 && (time == NONE || time < newest - LogPosition.SLACK);
    }

    private StreamPosition idle(long newest) {
        return new StreamPosition(Stamp.instant(newest - LogPosition.SLACK), 0, 0, secret);
    }

    /** Notes what is given out, without making objects: four numbers from this place on. */
    void note(long[] into, int at) {
        into[at] = open ? openTime : time;
        into[at + 1] = open ? openTaken : taken;
        into[at + 2] = open ? openSkip : skip;
        into[at + 3] = (open || awaited ? 1 : 0) | (secret ? 2 : 0);
    }

    /** What was noted, as a position. */
    static StreamPosition noted(long[] from, int at, long newest) {
        boolean secret = (from[at + 3] & 2) != 0;
        boolean idle = (from[at + 3] & 1) == 0 && from[at + 2] == 0;
        if (idle && newest != NONE && (from[at] == NONE || from[at] < newest - LogPosition.SLACK)) {
            return new StreamPosition(Stamp.instant(newest - LogPosition.SLACK), 0, 0, secret);
        }
        return from[at] == NONE
                ? StreamPosition.START
                : new StreamPosition(Stamp.instant(from[at]), (int) from[at + 1], (int) from[at + 2], secret);
    }
}
