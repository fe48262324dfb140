package io.lastwords.collector.logs;

import java.time.Instant;

/**
 * What of a stream is known already when its log is read again: told by time and by count. Once something new has
 * come, all that follows is new, even where its time goes back because the host's clock was set.
 */
final class Known {
    /** The whole entry. */
    static final int ALL = -1;

    private final long time;
    private final int taken;
    private final int skip;
    private int seen;
    private boolean passed;
    private boolean earlier;
    private long lastTime = Long.MIN_VALUE;
    private int lastCount;

    Known(StreamPosition position) {
        Instant at = position.time();
        time = at == null ? Long.MIN_VALUE : Stamp.nanos(at);
        taken = position.taken();
        skip = position.skip();
    }

    /** From another position on, within a stream of which these came already. */
    Known(StreamPosition position, Known before) {
        this(position);
        seen = before.lastTime == time ? before.lastCount : 0;
    }

    /** How many bytes of this entry are known, {@link #ALL} for all. */
    int covers(long entry) {
        lastCount = entry == lastTime ? lastCount + 1 : 1;
        lastTime = entry;
        if (passed || entry > time) {
            passed = true;
            return 0;
        }
        if (entry < time) {
            earlier |= seen == 0;
            return ALL;
        }
        if (++seen <= taken) {
            return ALL;
        }
        passed = true;
        return seen == taken + 1 ? skip : 0;
    }

    /** Whether the entries that were taken at the position's own time have come again. */
    boolean met() {
        return seen >= taken;
    }

    /**
     * Whether all that were taken at the position's own time have come again, and none can have been left out before: an
     * earlier one has come first.
     */
    boolean metWhole() {
        return taken == 0 || (earlier && met());
    }

    /** Whether it can be told if the log still has what was read last. */
    boolean hasAnchor() {
        return taken > 0;
    }

    long time() {
        return time;
    }
}
