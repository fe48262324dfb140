package io.lastwords.collector.engine;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;

/**
 * The engine's clock, told by ours. An engine on this machine has the same one. Of one on another machine it is measured
 * how far it is ahead; where our own clock is set meanwhile, which the time that really passed gives away, that is
 * corrected by as much, or what we tell of the engine would jump. Thread-safe.
 */
final class EngineClock {
    /** What a clock gains or loses without being set, and what a thread may wait between two looks, is less. */
    private static final Duration SET = Duration.ofSeconds(1);

    private final Clock ours;
    private final LongSupplier nanos;
    private final boolean same;
    private Duration ahead = Duration.ZERO;
    private Instant lastOurs;
    private long lastNanos;

    /**
     * Taken for equal to ours until it is measured.
     *
     * @param nanos a clock that nobody sets, in nanoseconds
     * @param same whether the engine is on this machine
     */
    EngineClock(Clock ours, LongSupplier nanos, boolean same) {
        this.ours = ours;
        this.nanos = nanos;
        this.same = same;
        lastOurs = ours.instant();
        lastNanos = nanos.getAsLong();
    }

    /** What it says now. */
    synchronized Instant now() {
        return look().plus(ahead);
    }

    /**
     * It said this, somewhere between then and now.
     *
     * @param asked what {@link #now} was when it was asked
     */
    synchronized void measured(Instant asked, Instant said) {
        if (!same) {
            Instant now = now();
            Instant halfWay = asked.plus(Duration.between(asked, now).dividedBy(2));
            ahead = ahead.plus(Duration.between(halfWay, said));
        }
    }

    private Instant look() {
        Instant now = ours.instant();
        long nanosNow = nanos.getAsLong();
        if (!same) {
            Duration set = Duration.between(lastOurs, now).minusNanos(nanosNow - lastNanos);
            if (set.abs().compareTo(SET) > 0) {
                ahead = ahead.minus(set);
            }
        }
        lastOurs = now;
        lastNanos = nanosNow;
        return now;
    }
}
