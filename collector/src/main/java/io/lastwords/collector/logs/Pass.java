package io.lastwords.collector.logs;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One pass over a log, from a position. */
final class Pass {
    /** So many entries. */
    private static final int LAST = 1000;

    /** As many as come between two passes of a log that is hardly busy; what is known of them comes for nothing. */
    private static final int NEAR = 100;

    /** How much of what is later than the position is looked at. */
    private enum Reach {
        /** All of it. */
        ALL,
        /** All of it and what is known, from the log's beginning. */
        WHOLE,
        /** The last entries; what is between them and the position is given up. */
        LAST,
        /** The last entries, if the position's is among them: an engine has to go through all the others to find it. */
        NEAR
    }

    final LogPosition from;
    private final Reach reach;

    Resumption resumption;
    long bytesLeft = Long.MAX_VALUE;
    boolean cut;
    /** Whether the log had anything, known or new. */
    boolean found;
    /** Whether anything was new. */
    boolean any;

    private Pass(LogPosition from, Reach reach) {
        this.from = from;
        this.reach = reach;
        resumption = new Resumption(from);
    }

    static Pass all(LogPosition from) {
        return new Pass(from, Reach.ALL);
    }

    static Pass whole(LogPosition from) {
        return new Pass(from, Reach.WHOLE);
    }

    static Pass last(LogPosition from) {
        return new Pass(from, Reach.LAST);
    }

    /** From a position that has an entry, all before which is read; else over all. */
    static Pass near(LogPosition from) {
        var near = new Pass(from, Reach.NEAR);
        return near.resumption.fromNothing() ? all(from) : near;
    }

    boolean isWhole() {
        return reach == Reach.WHOLE;
    }

    /** Whether it may leave entries out. */
    boolean skips() {
        return reach == Reach.LAST;
    }

    /** Whether what was read last has not come again, so that what is new may not be all. */
    boolean misses() {
        return reach == Reach.NEAR && resumption.anchorMissing();
    }

    /** From when on the log is asked for; null for its beginning. */
    @Nullable
    Instant since() {
        return reach == Reach.WHOLE ? null : from.since();
    }

    /** Only so many last entries, 0 for all. */
    int tail() {
        return switch (reach) {
            case LAST -> LAST;
            case NEAR -> NEAR;
            case ALL, WHOLE -> 0;
        };
    }
}
