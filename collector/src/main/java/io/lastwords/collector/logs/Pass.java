package io.lastwords.collector.logs;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One pass over a log, from a position. */
final class Pass {
    final LogPosition from;
    /** Only so many last entries, 0 for all. */
    final int tail;

    /** Whether it reads what is known again, from the log's beginning. */
    final boolean whole;

    Resumption resumption;
    long bytesLeft = Long.MAX_VALUE;
    boolean cut;
    /** Whether the log had anything, known or new. */
    boolean found;
    /** Whether anything was new. */
    boolean any;

    Pass(LogPosition from, int tail) {
        this(from, tail, false);
    }

    private Pass(LogPosition from, int tail, boolean whole) {
        this.from = from;
        this.tail = tail;
        this.whole = whole;
        resumption = new Resumption(from);
    }

    /** From when on the log is asked for; null for its beginning. */
    @Nullable
    Instant since() {
        return whole ? null : from.since();
    }

    /** Over the whole log, of which all up to the position is known. */
    static Pass whole(LogPosition from) {
        return new Pass(from, 0, true);
    }
}
