package io.lastwords.collector.watch;

import java.time.Duration;

/** The engine's waiting time before it starts a container again. */
final class BackOff {
    private static final Duration FIRST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final Duration RESET_BY = Duration.ofSeconds(10);

    private BackOff() {}

    /**
     * The wait after a run.
     *
     * @param before the wait before that run, zero where there was none
     * @param ran how long the run was
     */
    static Duration after(Duration before, Duration ran) {
        if (before.isZero() || ran.compareTo(RESET_BY) >= 0) {
            return FIRST;
        }
        Duration doubled = before.multipliedBy(2);
        return doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled;
    }
}
