package io.lastwords.collector.logs;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One pass over a log, from a position. */
final class Pass {
    /** Of a log that is longer than the first look back reads. */
    private static final int LAST_ENTRIES = 1000;

    /** As many as come between two passes of a log that is hardly busy; what is known of them comes for nothing. */
    private static final int NEAR_ENTRIES = 100;

    /** How much of what is later than the position is looked at. */
    private enum Reach {
        /** All of it. */
        ALL,
        /** All of it and what is known, from the log's beginning. */
        WHOLE,
        /** The last entries; what is between them and the position is given up. */
        LAST,
        /** The last entries, if the position's are among them: an engine has to go through all the others to find these. */
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

    /** From a position that has an entry, else over all: what is not read of a stream stands after what is. */
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

    /** Whether what was read last has not come again yet, so that what is new may not be all. */
    boolean misses() {
        return reach == Reach.NEAR && resumption.unmet();
    }

    /** From when on the log is asked for; null for its beginning. Near its end, what is earlier tells what is whole. */
    @Nullable
    Instant since() {
        return switch (reach) {
            case ALL, LAST -> from.since();
            case WHOLE, NEAR -> null;
        };
    }

    /** Only so many last entries, 0 for all. */
    int tail() {
        return switch (reach) {
            case LAST -> LAST_ENTRIES;
            case NEAR -> NEAR_ENTRIES;
            case ALL, WHOLE -> 0;
        };
    }
}
