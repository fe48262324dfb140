package io.lastwords.notifier.delivery;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** Doubles from a second to five minutes, of which a random half is cut so that not all come back at once. */
final class Backoff {
    private static final long FIRST = Duration.ofSeconds(1).toNanos();
    private static final long CAP = Duration.ofMinutes(5).toNanos();

    private final RandomGenerator random;

    Backoff(RandomGenerator random) {
        this.random = random;
    }

    /** The pause after this many failed attempts, from 1. */
    Duration after(int attempts) {
        int doublings = Math.clamp(attempts - 1, 0, 20);
        long full = Math.min(FIRST << doublings, CAP);
        return Duration.ofNanos(full / 2 + random.nextLong(full / 2 + 1));
    }
}
