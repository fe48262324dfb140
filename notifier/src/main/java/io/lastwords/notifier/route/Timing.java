package io.lastwords.notifier.route;

import java.time.Duration;

/**
 * When people are told of several incidents, and how often of one.
 *
 * @param groupWait what joins a group within this time of its first notice is told as one
 * @param groupInterval after that, what joins is told as one this long after the group's last notice
 * @param repeat what is still open is told again after this time; zero for never
 * @param storm more first notices than this within a minute become a digest
 */
public record Timing(Duration groupWait, Duration groupInterval, Duration repeat, int storm) {
    /** Where nothing else is said. */
    public static final Timing DEFAULT =
            new Timing(Duration.ofSeconds(30), Duration.ofMinutes(5), Duration.ofHours(4), 10);

    public Timing {
        if (groupWait.isNegative() || groupInterval.isNegative() || repeat.isNegative() || storm < 1) {
            throw new IllegalArgumentException("times cannot be negative, and a storm is of one at least");
        }
    }
}
